"""What has changed since an edition: where, when, and word by word, for its section and for the page «Ændringer»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from ..addresses import place, slug
from ..model import Edition, Paper, Passage
from ..source.record import MARKS, Change, changes, current_record

PAGE = "om/aendringer"
WORDS = re.compile(r"\S+\s*")

Piece = tuple[str, str]  # words that are `same`, gone (`del`) or new (`ins`)


@dataclass(frozen=True)
class Changed:
    """A section some of whose passages have changed: the headings it stands under, and where it is now, if it is."""

    edition: Edition
    headings: tuple[str, ...]
    now: Passage | None
    passages: tuple[tuple[Piece, ...], ...]
    id: str = ""  # its place on «Ændringer»


@lru_cache(maxsize=4)
def changed_sections(paper: Paper) -> dict[tuple[str, str], Changed]:
    """What differs from the latest edition, by the page and section where it is now."""
    latest = [sections for _, sections in comparisons(paper)][-1:]
    return {(each.now.page, each.now.section): each for sections in latest for each in sections if each.now}


@lru_cache(maxsize=4)
def comparisons(paper: Paper) -> list[tuple[Edition, list[Changed]]]:
    """The current text against the first edition and, where there are more, the latest."""
    frozen = [(edition, edition.record) for edition in paper.editions if edition.record is not None]
    latest = [*frozen[:1], *frozen[1:][-1:]]
    return [
        (edition, _by_section(paper, edition, record, "" if edition is latest[-1][0] else f"{edition.name}--"))
        for edition, record in latest
    ]


def _by_section(paper: Paper, edition: Edition, record: tuple[Passage, ...], before_id: str) -> list[Changed]:
    """Each section that has changes: a passage that is gone belongs where it stood."""
    now = current_record(paper)
    places = {passage.under: passage for passage in reversed(now)}
    found: dict[tuple[str, ...], list[tuple[Piece, ...]]] = {}
    for change in changes(record, now):
        passage = change.after or change.before
        found.setdefault(passage.under if passage else (), []).append(tuple(word_changes(change)))
    parts = [(headings, places.get(headings), tuple(passages)) for headings, passages in found.items()]
    return [Changed(edition, *part, before_id + _id(paper, *part[:2])) for part in parts]


def _id(paper: Paper, headings: tuple[str, ...], now: Passage | None) -> str:
    page = paper.page(now.page, paper.original) if now else None
    return place(page, now.section) if page and now else slug(" ".join(headings))


def word_changes(change: Change) -> Iterator[Piece]:
    """The passage before and after, laid over each other: what is the same stands once."""
    old, new = _words(change.before), _words(change.after)
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield "same", "".join(new[k:m])
            continue
        if j > i:
            yield "del", "".join(old[i:j])
        if m > k:
            yield "ins", "".join(new[k:m])


def _words(passage: Passage | None) -> list[str]:
    return WORDS.findall(MARKS.sub("", passage.text) + " ") if passage else []
