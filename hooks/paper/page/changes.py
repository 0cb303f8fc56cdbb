"""What has changed since an edition, word by word, for the page «Ændringer»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..model import Edition, Passage
from ..source.record import MARKS, Change, changes, current_record
from .view import View

WORDS = re.compile(r"\S+\s*")


@dataclass(frozen=True)
class Piece:
    """Words that are `same`, gone (`del`) or new (`ins`)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Redline:
    """A passage that has changed: its pieces in order, and where it stands now (nothing where it is gone)."""

    pieces: tuple[Piece, ...]
    link: str
    place: str


@dataclass(frozen=True)
class Comparison:
    """The current text against one edition's."""

    edition: Edition
    redlines: tuple[Redline, ...]


def comparisons(view: View) -> list[Comparison]:
    """The current text against the first edition and, where there are more, the latest."""
    frozen = [edition for edition in view.paper.editions if edition.record is not None]
    chosen = [frozen[0], *([frozen[-1]] if len(frozen) > 1 else [])] if frozen else []
    return [Comparison(edition, tuple(_redlines(view, edition.record or ()))) for edition in chosen]


def _redlines(view: View, before: tuple[Passage, ...]) -> Iterator[Redline]:
    paper = view.paper
    for change in changes(before, current_record(paper)):
        link = place = ""
        if change.after:
            target = paper.page(change.after.page, paper.original)
            link = view.link(change.after.page, change.after.section, paper.original)
            place = target.sections[change.after.section][0].text if target else ""
        yield Redline(tuple(word_changes(change)), link, place)


def word_changes(change: Change) -> Iterator[Piece]:
    """The passage before and after, laid over each other: what is the same stands once."""
    old, new = _words(change.before), _words(change.after)
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(new[k:m]))
            continue
        if j > i:
            yield Piece("del", "".join(old[i:j]))
        if m > k:
            yield Piece("ins", "".join(new[k:m]))


def _words(passage: Passage | None) -> list[str]:
    return WORDS.findall(MARKS.sub("", passage.text) + " ") if passage else []
