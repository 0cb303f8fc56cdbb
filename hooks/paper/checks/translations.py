"""A translation has the shape of what it translates; where the original has changed since, it is said to be behind."""

import re
from collections import Counter
from collections.abc import Iterator

from ..model import Block, Page, Paper, Problem
from ..words import language_name
from .numbers import check_numbers

KINDS = {
    "paragraph": "tekststykker",
    "item": "punkter",
    "quote": "citater",
    "marker": "mærker",
    "row": "rækker",
    "figure": "figurer",
    "note": "noter",
}


def check_translations(paper: Paper) -> Iterator[Problem]:
    """Every page in every language, same ids in the same order, same number of everything, same numbers."""
    wrong = {problem.file for problem in check_numbers(paper)}
    for page in paper.pages:
        source = paper.source(page)
        if source:
            yield from _behind(paper, page, source)
            yield from _shape(paper, page, source)
            if page.file not in wrong:  # else it is told there, at its line
                yield from _numbers(paper, page, source)
        elif page.language == paper.original:
            yield from _untranslated(paper, page)
        elif f"docs/{page.slug}.md" not in paper.unreadable:
            yield Problem(page.file, 1, f"siden oversætter docs/{page.slug}.md, som ikke findes.", "Ret navnet.")


def _untranslated(paper: Paper, page: Page) -> Iterator[Problem]:
    for language in paper.languages[1:]:
        file = f"docs/{page.slug}.{language}.md"
        if not paper.page(page.slug, language) and file not in paper.unreadable:
            message, remedy = f"siden er ikke oversat til {language_name(language)}.", f"Læg oversættelsen i {file}."
            if page.slug == "index":  # it has the paper's name, for all that is published in the language
                message = f"{message} Uden forside kan sproget ikke udgives."
            yield Problem(page.file, 1, message, remedy, page.slug != "index")


def _behind(paper: Paper, page: Page, source: Page) -> Iterator[Problem]:
    for section, mark in paper.behind(page).items():
        line = source.sections[section][0].line
        message = f"afsnittet {{#{section}}} er bagud: {source.file}:{line} er ændret, siden det blev oversat."
        remedy = f"Skriv «  {section}: {mark}» under oversat: øverst på siden, når oversættelsen er fornyet."
        yield Problem(page.file, _line(page, section), message, remedy, True)
    for section in page.translated:
        if section not in source.sections:
            message = f"afsnittet {{#{section}}} findes ikke længere i {source.file}."
            remedy = "Slet det her og under oversat: øverst på siden."
            yield Problem(page.file, _line(page, section), message, remedy, True)


def _shape(paper: Paper, page: Page, source: Page) -> Iterator[Problem]:
    late = paper.behind(page)
    for section, blocks in page.sections.items():
        if section not in source.sections and section not in page.translated:
            remedy = f"Brug de samme id’er som {source.file}:1."
            yield Problem(page.file, blocks[0].line, f"afsnittet {{#{section}}} findes ikke i {source.file}.", remedy)
    for section, original in source.sections.items():
        if section in late or not section:
            continue
        if section not in page.sections:
            message = f"afsnittet {{#{section}}} fra {source.file}:{original[0].line} mangler."
            yield Problem(page.file, 1, message, "Oversæt det, og giv overskriften det samme id.")
        else:
            yield from _differences(page, source, section)
    yield from _order(page, source)


def _order(page: Page, source: Page) -> Iterator[Problem]:
    """The sections' order is the translator's fault only where it was the original's when it was translated."""
    both = [section for section in source.sections if section in page.sections]
    then = [section for section in page.translated if section in both]
    if then == both and [section for section in page.sections if section in both] != both:
        remedy = f"Rækkefølgen er {', '.join(both)}."
        yield Problem(page.file, 1, f"afsnittene står ikke i samme rækkefølge som i {source.file}:1.", remedy)


def _differences(page: Page, source: Page, section: str) -> Iterator[Problem]:
    ours, theirs = page.sections[section], source.sections[section]
    place = f"{source.file}:{theirs[0].line}"
    here, there = (Counter(block.kind for block in blocks) for blocks in (ours, theirs))
    for kind, name in KINDS.items():
        if here[kind] != there[kind]:
            message = f"afsnittet {{#{section}}} har {here[kind]} {name}; {place} har {there[kind]}."
            yield Problem(page.file, ours[0].line, message, "Del teksten op på samme måde.")


def _numbers(paper: Paper, page: Page, source: Page) -> Iterator[Problem]:
    for section in source.sections.keys() & page.sections.keys() - paper.behind(page).keys() - {""}:
        ours, theirs = page.sections[section], source.sections[section]
        here, there = _digits(ours), _digits(theirs)
        if here != there:
            place = f"{source.file}:{theirs[0].line}"
            message = f"tallene i afsnittet {{#{section}}} er ikke de samme som på {place}:"
            found = f"her {_list(here - there)}, der {_list(there - here)}."
            yield Problem(page.file, ours[0].line, f"{message} {found}", "Ret tallene, så de er ens.")


def _digits(section: tuple[Block, ...]) -> Counter[str]:
    """Every number written in digits, without separators: 800.000, 800,000 and 800 000 are the same."""
    numbers = re.findall(r"\d+(?:[.,]\d+|\s\d{3}(?!\d))*", " ".join(block.text for block in section))
    return Counter(re.sub(r"\D", "", number) for number in numbers)


def _list(numbers: Counter[str]) -> str:
    return ", ".join(sorted(numbers.elements())) or "ingen"


def _line(page: Page, section: str) -> int:
    return page.sections[section][0].line if section in page.sections else 1
