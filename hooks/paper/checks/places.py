"""Where a page states a number: the words declared for one, and the numbers that nobody has declared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice

from ..model import Block, Page, Paper
from ..source.numerals import Numeral, find_numerals

NEXT_WORD = re.compile(r"\s\w+(?:[-–’]\w+)*")
ALIKE = 0.5  # «ti år» and «ti årtier», «1899» and «1898»; not «1899» and «4»


@dataclass(frozen=True)
class Place:
    """Words of a page, from `start` to `end` in a block's text."""

    page: Page
    block: Block
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.block.text[self.start : self.end]

    def holds(self, other: "Place") -> bool:
        return self.block == other.block and self.start <= other.start and other.end <= self.end


def numerals(text: str, page: Page, paper: Paper) -> tuple[Numeral, ...]:
    """Every number in a text of the page's language."""
    return find_numerals(text, page.language, paper.number_words.get(page.language, ()))


def places(words: str, page: Page) -> list[Place]:
    """Where these exact words stand, as whole words."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return [Place(page, block, *found.span()) for block in page.prose for found in whole.finditer(block.text)]


def undeclared(declared: list[Place], page: Page, paper: Paper) -> Iterator[Place]:
    """The numbers of the paper's own text that stand in none of the declared places."""
    late = paper.behind(page)
    for block in page.prose if page.of_paper else ():
        for numeral in numerals(block.text, page, paper) if block.section not in late else ():
            place = Place(page, block, numeral.start, numeral.end)
            if not any(other.holds(place) for other in declared):
                yield place


def once(words: str, loose: list[Place], paper: Paper) -> Place | None:
    """Where the words most likely stood until an edit made them others."""
    wide = [place for narrow in loose for place in _widened(narrow, words, paper)]
    best = max(wide, key=lambda place: _likeness(words, place), default=None)
    return best if best and _likeness(words, best) >= ALIKE else None


def _likeness(words: str, place: Place) -> float:
    return SequenceMatcher(None, words.lower(), place.words.lower(), autojunk=False).ratio()


def _widened(place: Place, words: str, paper: Paper) -> Iterator[Place]:
    """The number with as many words before and after it as the number in `words` has."""
    text = place.block.text
    for numeral in islice(numerals(words, place.page, paper), 1):
        before, after = len(words[: numeral.start].split()), len(words[numeral.end :].split())
        start = re.search(rf"(?:\S+\s){{0,{before}}}$", text[: place.start])
        end = re.compile(rf"(?:{NEXT_WORD.pattern}){{0,{after}}}").match(text, place.end)
        yield replace(place, start=start.start() if start else place.start, end=end.end() if end else place.end)


def with_the_next_word(place: Place) -> Place:
    """«to» would cover every «to» of the page; «to kendetegn» is this one."""
    found = NEXT_WORD.match(place.block.text, place.end)
    return replace(place, end=found.end()) if found else place
