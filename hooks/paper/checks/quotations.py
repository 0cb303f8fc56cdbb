"""What is quoted from the paper, by the data and by the site's own pages, stands there word for word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..model import Block, Page, Paper, Point, Problem, Struggle
from ..source.load import STRUGGLES
from ..source.publication import SITE
from .pages import misplaced

# Not after «fx» or «e.l.»: a sentence begins with no small letter.
SENTENCE_END = re.compile(r"(?:(?<=[.?!:])|(?<=[.?!:][”’)]))\s+(?=[^a-zæøå])")

# Words by which a sentence leans on another before it.
POINTS_BACK = {
    "da": re.compile(r"^(?:Som det fremgår|Derfor|Alligevel)\b|\b[Dd](?:ette|et spørgsmål)\b"),
    "en": re.compile(r"^(?:As this paper|Therefore|That is why|Even so|This)\b|\b(?:of this|that question)\b"),
}


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


def check_descriptions(paper: Paper) -> Iterator[Problem]:
    """A page's own sentence stands word for word on it, or in the paper, and can stand alone; so can a struggle's."""
    for page in paper.pages:
        if page.description and not paper.unreadable:
            yield from _description_problems(page, (page,) if page.of_paper else (page, *paper.chapters(page.language)))
    for struggle in paper.struggles:
        for language, core in struggle.core.items():
            yield from _leaning("kerne", core, language, STRUGGLES, struggle.lines["kerne"])


def _description_problems(page: Page, where: tuple[Page, ...]) -> Iterator[Problem]:
    words, line = page.description, page.description_line
    block = next((found for each in where if (found := each.holding(words))), None)
    if block is None:
        place = "på siden" if page.of_paper else "i oplægget"
        yield Problem(page.file, line, f"beskrivelse: «{words}» står ikke ord for ord {place}.", closest(words, where))
    elif words != (whole := _whole_sentences(words, block.text)):
        message = f"beskrivelse: «{words}» er ikke en hel sætning."
        yield Problem(page.file, line, message, f"Skriv hele sætningen: «{whole}»")
    yield from _leaning("beskrivelse", words, page.language, page.file, line)


def _leaning(key: str, words: str, language: str, file: str, line: int) -> Iterator[Problem]:
    """Advice against a sentence that points back to what is not shown with it."""
    back = POINTS_BACK[language].search(words) if language in POINTS_BACK else None
    if back:
        message = f"{key}: «{back[0]}» viser tilbage til noget, som ikke står der, hvor sætningen vises alene."
        yield Problem(file, line, message, "Vælg en sætning, der kan stå alene.", True)


def check_struggles(paper: Paper) -> Iterator[Problem]:
    """They are numbered from 1 and stand in that order, and each agrees with its page in every language."""
    if not paper.struggles:
        return
    numbers = [struggle.number for struggle in paper.struggles]
    wanted = list(range(1, len(numbers) + 1))
    if numbers != wanted:
        remedy = f"Skriv dem i rækkefølge: {_listed(wanted)}."
        yield Problem(STRUGGLES, 1, f"kampene har numrene {_listed(numbers)}.", remedy)
    else:
        yield from _order(paper)
    for struggle in paper.struggles:
        for language in paper.languages:
            page = paper.page(struggle.page, language)
            if page and not paper.behind(page):
                yield from _struggle_problems(struggle, page, paper)
            elif paper.lacks(struggle.page, language):
                remedy = f"Ret stien, eller opret docs/{struggle.page}.md."
                yield Problem(STRUGGLES, struggle.lines["side"], f"side: «{struggle.page}» findes ikke.", remedy)


def _listed(numbers: list[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} og {last}" if most else last


def _order(paper: Paper) -> Iterator[Problem]:
    """The menu has the struggles in the order of their numbers."""
    number = {f"docs/{struggle.page}.md": struggle.number for struggle in paper.struggles}
    listed = [file for file in paper.navigation if file in number]
    wrong = misplaced(listed, sorted(listed, key=lambda file: number[file]))
    if wrong:
        here, wanted = wrong
        message = f"nav: kamp {number[here]} ({here}) står før kamp {number[wanted]}."
        remedy = f"Flyt linjen «- {wanted.removeprefix('docs/')}» op over den, og dens oversættelser med."
        yield Problem(SITE, paper.navigation[here], message, remedy)


def _struggle_problems(struggle: Struggle, page: Page, paper: Paper) -> Iterator[Problem]:
    title, wanted = page.title, struggle.heading(page.language)
    if title.text != wanted and paper.translates(struggle.title, page.language):
        message = f"titel: «{wanted}» er ikke overskriften på {page.file}:{title.line}, «{title.text}»."
        yield Problem(STRUGGLES, struggle.lines["titel"], message, "Ret det ene, så de er ens.")
    if paper.translates(struggle.core, page.language):
        core, line = struggle.core[page.language], struggle.lines["kerne"]
        yield from _quoted("kerne", core, line, page, page.holding(core))
    for point in struggle.points:
        yield from _point_problems(point, page, paper)


def _point_problems(point: Point, page: Page, paper: Paper) -> Iterator[Problem]:
    """The sentence stands in the paragraph that its anchor leads to."""
    place, text = page.anchors.get(point.anchor), point.text[page.language]
    holding = page.holding(text)
    if not place:
        remedy = f"Skriv {{#{point.anchor}}} på linjen under afsnittet, eller ret ankeret."
        yield Problem(STRUGGLES, point.line, f"anker: «{point.anchor}» findes ikke på {page.file}.", remedy)
    elif not paper.translates(point.text, page.language):
        return
    elif holding and text not in place.text:
        remedy = f"Flyt {{#{point.anchor}}} til det afsnit, eller vælg en sætning herfra."
        message = f"tekst: «{text}» står ikke i afsnittet {{#{point.anchor}}} på {page.file}:{place.line}."
        yield Problem(STRUGGLES, point.line, message, remedy)
    else:
        yield from _quoted("tekst", text, point.line, page, place if holding else None)


def _quoted(key: str, text: str, line: int, page: Page, block: Block | None) -> Iterator[Problem]:
    """The words are whole sentences of the block: half a sentence may say the opposite of the whole."""
    if block is None:
        message = f"{key}: «{text}» står ikke ord for ord på {page.file}."
        yield Problem(STRUGGLES, line, message, closest(text, (page,)))
    elif text != (whole := _whole_sentences(text, block.text)):
        message = f"{key}: «{text}» er ikke en hel sætning på {page.file}:{block.line}."
        yield Problem(STRUGGLES, line, message, f"Skriv hele sætningen: «{whole}»")


def _whole_sentences(words: str, text: str) -> str:
    """The fewest whole sentences of the text in which the words stand."""
    parts = SENTENCE_END.split(text)
    runs = [" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)]
    return min((run for run in runs if words in run), key=len)


def closest(text: str, pages: tuple[Page, ...]) -> str:
    """The remedy for a quotation that does not stand: the sentence most like it, and where that is."""
    best, place, score = "", "", 0.5
    for page in pages:
        for block in page.prose:
            for sentence in SENTENCE_END.split(block.text):
                likeness = SequenceMatcher(None, text, sentence, autojunk=False).ratio()
                if likeness > score:
                    best, place, score = sentence, f"{page.file}:{block.line}", likeness
    return f"Der står «{best}» ({place}). Ret det ene, så de er ens." if best else "Kopiér sætningen fra siden."
