"""From files to the model: which file holds which part of the paper, and its Danish keys."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path as FilePath
from typing import Any

from ..model import Count, Foreign, MemberTable, Page, Paper, Point, Problem, Row, StatedNumber, Struggle, Term
from .counts import parse_count
from .files import check_files, well_named
from .markdown import parse_page
from .pictures import check_pictures
from .publication import CITATION, EDITIONS, PROMISES, SITE, Settings, editions, promises, publication, settings
from .reading import Reading
from .record import parse_record
from .rendering import differences
from .schema import check_shape
from .textfile import Data, Unreadable, parse_yaml

MEMBERS = "docs/data/ledermedlemmer.yml"
STRUGGLES = "docs/data/kampe.yml"
NUMBERS = "docs/data/tal-i-teksten.yml"
LABELS = "docs/data/brugerflade.yml"
GLOSSARY = "docs/data/ordforklaring.yml"
FOREIGN = "docs/data/andre-sprog.yml"
PRINTED = "docs/udgaver/2011.txt"
EXTERNAL = "docs/data/eksterne-links.txt"
PAGE_SHAPE = "docs/data/side.schema.json"
CITATION_SHAPE = "docs/data/citation.schema.json"
SITE_SHAPE = str(FilePath(__file__).with_name("mkdocs.schema.json"))

Numbers = tuple[Mapping[str, Sequence[str]], tuple[StatedNumber, ...] | None]


def load_paper(root: FilePath) -> tuple[Paper, list[Problem]]:
    """The paper in the project folder `root`, as far as it can be read, and every problem met on the way."""
    reading = Reading(root)
    site = reading.data(SITE, settings, Settings(), SITE_SHAPE)
    reading.languages = site.languages
    reading.problems.extend(check_files(root))
    pages, unreadable = _pages(reading, site)
    without: Numbers = ({}, None)
    number_words, numbers = reading.data(NUMBERS, _numbers, without)
    paper = Paper(
        languages=site.languages,
        navigation=site.navigation,
        pages=pages,
        table=reading.data(MEMBERS, _members, None),
        struggles=reading.data(STRUGGLES, _struggles, ()),
        numbers=numbers,
        number_words=number_words,
        labels=reading.data(LABELS, lambda data: data.content, {}),
        terms=reading.data(GLOSSARY, _terms, ()),
        foreign=reading.data(FOREIGN, _foreign, ()),
        record=reading.text(PRINTED, parse_record, ()),
        external_links=reading.text(EXTERNAL, _reviewed, None),
        publication=reading.data(CITATION, publication, None, CITATION_SHAPE),
        editions=reading.data(EDITIONS, partial(editions, root), ()),
        promises=reading.text(PROMISES, promises, None),
        moved=site.moved,
        site_name=site.name,
        contact=site.contact,
        repository=site.repository,
        extensions=site.extensions,
        unreadable=unreadable,
        misread=frozenset(problem.file for problem in reading.problems if problem.file.endswith(".md")),
    )
    return paper, reading.problems


def _members(data: Data) -> MemberTable:
    problems: list[Problem] = []

    def count(text: str, *position: str | int) -> Count:
        try:
            return parse_count(text)
        except ValueError:
            message = f"{position[-1]}: «{text}» går baglæns."
            remedy = "Skriv det mindste tal først, fx 700-800."
            problems.append(Problem(data.file, data.line(*position), message, remedy))
            return Count(0, 0)

    rows = [
        Row(row["navn"], tuple(row.get("forbund") or [row["navn"]]), count(row["antal"], *at, "antal"), data.line(*at))
        for at, row in ((("tabel", index), row) for index, row in enumerate(data.content["tabel"]))
    ]
    total = count(data.content["i_alt"], "i_alt")
    if problems:
        raise Unreadable(*problems)
    return MemberTable(data.file, data.content["titel"], tuple(rows), total, data.line("i_alt"))


def _struggles(data: Data) -> tuple[Struggle, ...]:
    return tuple(_struggle(data, index, kamp) for index, kamp in enumerate(data.content))


def _struggle(data: Data, index: int, kamp: dict[str, Any]) -> Struggle:
    points = tuple(
        Point(punkt["anker"], punkt["tekst"], data.line(index, "punkter", n)) for n, punkt in enumerate(kamp["punkter"])
    )
    lines = {key: data.line(index, key) for key in kamp}
    return Struggle(int(kamp["nummer"]), kamp["side"], kamp["titel"], kamp["kerne"], points, data.line(index), lines)


def _numbers(data: Data) -> Numbers:
    stated = (_stated(data, index, tal) for index, tal in enumerate(data.content["tal"]))
    return data.content.get("talord", {}), tuple(stated)


def _stated(data: Data, index: int, tal: dict[str, Any]) -> StatedNumber:
    value = parse_count(tal["tal"]).low if "tal" in tal else None
    lines = {key: data.line("tal", index, key) for key in tal}
    return StatedNumber(tal["side"], tal["ord"], tal["regel"], value, data.line("tal", index), lines)


def _terms(data: Data) -> tuple[Term, ...]:
    return tuple(Term(entry["id"], entry["ord"], entry["former"], entry["forklaring"]) for entry in data.content)


def _foreign(data: Data) -> tuple[Foreign, ...]:
    return tuple(
        Foreign(word, entry["sprog"], data.line(index, "ord", n))
        for index, entry in enumerate(data.content)
        for n, word in enumerate(entry["ord"])
    )


def _reviewed(text: str) -> Mapping[str, int] | None:
    lines = ((line.strip(), number) for number, line in enumerate(text.split("\n"), 1))
    return {line: number for line, number in lines if line and not line.startswith("#")}


def _pages(reading: Reading, site: Settings) -> tuple[tuple[Page, ...], frozenset[str]]:
    """Every page of docs/ that can be read, in the navigation's order, and the files that cannot."""
    found = sorted(path.relative_to(reading.root).as_posix() for path in (reading.root / "docs").rglob("*.md"))
    ordered = [file for file in site.navigation if file in found]
    files = dict.fromkeys([*ordered, *found])
    sound = [file for file in files if file == well_named(file)]
    pages = dict.fromkeys(files) | {
        file: reading.text(file, partial(_page, reading, site, file), None) for file in sound
    }
    unreadable = frozenset(file for file, page in pages.items() if page is None)
    read = [page for page in pages.values() if page]
    originals = {page.slug: page for page in read if page.language == site.languages[0]}
    return tuple(_belonging(reading, page, originals.get(page.slug, page)) for page in read), unreadable


def _belonging(reading: Reading, page: Page, original: Page) -> Page:
    """A page is part of the paper, and of its PDF, in every language or in none: as the original is."""
    if page.of_paper != original.of_paper:
        own, paper = (page, original) if original.of_paper else (original, page)
        message = f"«oplaeg: nej» står øverst i {own.file}, men ikke i {paper.file}."
        reading.problems.append(Problem(page.file, 1, message, "Skriv det i begge, eller slet det."))
    return replace(page, of_paper=original.of_paper)


def _page(reading: Reading, site: Settings, file: str, text: str) -> Page | None:
    slug, languages = file.removeprefix("docs/").removesuffix(".md"), reading.languages
    language = next((code for code in languages[1:] if slug.endswith(f".{code}")), languages[0])
    text, first_line, front = _front_matter(reading.root, file, text)
    page, problems = _read(slug.removesuffix(f".{language}"), language, file, text, first_line, site.extensions)
    reading.problems.extend(problems or check_pictures(reading.root, page))
    head = front.content
    if "beskrivelse" in head:
        page = replace(page, description=head["beskrivelse"], description_line=front.line("beskrivelse"))
    return replace(page, of_paper=head.get("oplaeg") != "nej", translated=head.get("oversat", {}))


@lru_cache(maxsize=256)  # where two revisions are compared most pages are the same in both
def _read(
    slug: str, language: str, file: str, text: str, first_line: int, extensions: str
) -> tuple[Page, tuple[Problem, ...]]:
    page, problems = parse_page(slug, language, file, text, first_line)
    return page, tuple(problems or differences(page, text, first_line, extensions))


def _front_matter(root: FilePath, file: str, text: str) -> tuple[str, int, Data]:
    """The page below its front matter, the line it starts at, and the front matter."""
    if not text.startswith("---\n"):
        return text, 1, parse_yaml(file, "{}", 1)
    end = text.find("\n---\n", 3)
    if end < 0:
        raise Unreadable(Problem(file, 1, "linjen «---» under sidehovedet mangler.", "Tilføj en linje med ---."))
    data = parse_yaml(file, text[4 : end + 1], 2)
    check_shape(root, data, PAGE_SHAPE)
    return text[end + 5 :], text.count("\n", 0, end + 5) + 1, data
