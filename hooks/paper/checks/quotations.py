"""What is quoted from the paper, by the data and by the site's own pages, stands there word for word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..model import Page, Paper, Problem, Struggle
from ..source.load import STRUGGLES


def check_quotations(paper: Paper) -> Iterator[Problem]:
    """What the site's own pages quote (`> …`) stands word for word in the paper."""
    for page in paper.pages:
        chapters = paper.chapters(page.language)
        if page.of_paper or paper.unreadable:
            continue
        for block in page.blocks:
            if block.kind == "quote" and not any(chapter.holding(block.text) for chapter in chapters):
                message = f"citatet «{block.text}» står ikke ord for ord i oplægget."
                yield Problem(page.file, block.line, message, closest(block.text, chapters))


def check_struggles(paper: Paper) -> Iterator[Problem]:
    """There are three, numbered 1 to 3, and each agrees with its page in every language."""
    if not paper.struggles:
        return
    numbers = [struggle.number for struggle in paper.struggles]
    if numbers != [1, 2, 3]:
        found = ", ".join(map(str, numbers))
        yield Problem(STRUGGLES, 1, f"kampene har numrene {found}.", "Der skal være tre, i rækkefølge: 1, 2 og 3.")
    for struggle in paper.struggles:
        for language in paper.languages:
            page = paper.page(struggle.page, language)
            if page and not paper.behind(page):
                yield from _struggle_problems(struggle, page, paper)
            elif paper.lacks(struggle.page, language):
                remedy = f"Ret stien, eller opret docs/{struggle.page}.md."
                yield Problem(STRUGGLES, struggle.lines["side"], f"side: «{struggle.page}» findes ikke.", remedy)


def _struggle_problems(struggle: Struggle, page: Page, paper: Paper) -> Iterator[Problem]:
    title, wanted = page.title, struggle.heading(page.language)
    if title.text != wanted and paper.translates(struggle.title, page.language):
        message = f"titel: «{wanted}» er ikke overskriften på {page.file}:{title.line}, «{title.text}»."
        yield Problem(STRUGGLES, struggle.lines["titel"], message, "Ret det ene, så de er ens.")
    if not page.holding(struggle.core[page.language]) and paper.translates(struggle.core, page.language):
        yield _not_on_page("kerne", struggle.core[page.language], struggle.lines["kerne"], page)
    for point in struggle.points:
        block = page.anchors.get(point.anchor)
        text = point.text[page.language]
        if not block:
            remedy = f"Skriv {{#{point.anchor}}} på linjen under afsnittet, eller ret ankeret."
            yield Problem(STRUGGLES, point.line, f"anker: «{point.anchor}» findes ikke på {page.file}.", remedy)
        elif not paper.translates(point.text, page.language):
            continue
        elif not page.holding(text):
            yield _not_on_page("tekst", text, point.line, page)
        elif text not in block.text:
            remedy = f"Flyt {{#{point.anchor}}} til det afsnit, eller vælg en sætning herfra."
            message = f"tekst: «{text}» står ikke i afsnittet {{#{point.anchor}}} på {page.file}:{block.line}."
            yield Problem(STRUGGLES, point.line, message, remedy)


def _not_on_page(key: str, text: str, line: int, page: Page) -> Problem:
    return Problem(STRUGGLES, line, f"{key}: «{text}» står ikke ord for ord på {page.file}.", closest(text, (page,)))


def closest(text: str, pages: tuple[Page, ...]) -> str:
    """The remedy for a quotation that does not stand: the sentence most like it, and where that is."""
    best, place, score = "", "", 0.5
    for page in pages:
        for block in page.prose:
            for sentence in re.split(r"(?<=[.?!:])\s+", block.text):
                likeness = SequenceMatcher(None, text, sentence, autojunk=False).ratio()
                if likeness > score:
                    best, place, score = sentence, f"{page.file}:{block.line}", likeness
    return f"Der står «{best}» ({place}). Ret det ene, så de er ens." if best else "Kopiér sætningen fra siden."
