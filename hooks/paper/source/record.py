"""The record of an edition: the paper's own text, one passage a line, and what has changed since.

A record (docs/udgaver/2011.txt) reads as plain text: `# ` to `### ` before headings, `- ` or `1. ` before list items
(two spaces more for each list around), `> `, `| `, `[1] ` and `![…] ` before quotations, rows, notes and captions, and
the member-count table as lines of `name: count`. The printed paper's is the measure of «word for word».
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from ..model import Block, MemberTable, Page, Paper, Passage
from .counts import write_count
from .markers import TABLE

PREFIX = {"item": "- ", "quote": "> ", "columns": "| ", "row": "| "}
CLOSE = re.compile(r" *(?:-|\||\d+\.) ")  # what begins a list item or a row
MARKS = re.compile(r"^ *(?:#+|-|>|\||\d+\.|\[\d+\]|!\[[^\]]*\]) ")  # what stands before the words


@dataclass(frozen=True)
class Change:
    """A passage that differs: `before` is None where it is new, `after` is None where it is gone."""

    before: Passage | None
    after: Passage | None

    def __str__(self) -> str:
        before = f"  før: {self.before.text}" if self.before else "  ny:"
        after = f"  nu:  {self.after.text} ({self.after.page}#{self.after.section})" if self.after else "  (slettet)"
        return f"{before}\n{after}"


@lru_cache(maxsize=4)
def current_record(paper: Paper) -> tuple[Passage, ...]:
    """The paper as it stands now, in its original language, as a record would keep it."""
    return tuple(passage for page in paper.chapters(paper.original) for passage in _passages(page, paper.table))


def parse_record(text: str) -> tuple[Passage, ...]:
    """The passages of a record file."""
    passages, title, heading = [], "", ""
    for line in (line.rstrip() for line in text.split("\n") if line.strip()):
        if line.startswith("#"):
            heading = MARKS.sub("", line)
            title = heading if line.startswith("# ") else title
        passages.append(Passage(line, under=_under(title, heading)))
    return tuple(passages)


def _under(title: str, heading: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((title, heading)))


def format_record(passages: tuple[Passage, ...]) -> str:
    """The record file of these passages; list items and table rows stand close, all else apart."""
    lines = (passage.text if CLOSE.match(passage.text) else f"\n{passage.text}" for passage in passages)
    return "\n".join(lines).strip("\n") + "\n"


def compared_to_print(paper: Paper) -> str:
    """How the text stands to the printed paper's, in words; each passage that differs with where it is."""
    found = list(changes(paper.record, current_record(paper)))
    if not found:
        return "Teksten er ordret som i 2011."
    count = "1 passage" if len(found) == 1 else f"{len(found)} passager"
    return "\n".join([f"Teksten er ændret siden 2011, {count}:", *map(str, found)])


def changes(before: tuple[Passage, ...], after: tuple[Passage, ...]) -> Iterator[Change]:
    """What differs between two records, passage by passage; how words are marked as headings or list items counts."""
    old, new = [passage.text for passage in before], [passage.text for passage in after]
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _pairs(before[i:j], after[k:m])


def _pairs(before: tuple[Passage, ...], after: tuple[Passage, ...]) -> Iterator[Change]:
    """Old and new passages beside each other: those most alike are one passage changed, the rest gone or new."""
    left = list(before)
    for passage in after:
        twin = max(left, key=lambda old: _likeness(old, passage), default=None)
        if twin and _likeness(twin, passage) > 0.5:
            left.remove(twin)
            yield Change(twin, passage)
        else:
            yield Change(None, passage)
    yield from (Change(passage, None) for passage in left)


def _likeness(a: Passage, b: Passage) -> float:
    return SequenceMatcher(None, a.text.split(), b.text.split(), autojunk=False).ratio()


def _passages(page: Page, table: MemberTable | None) -> Iterator[Passage]:
    for block in page.blocks:
        under = _under(page.title.text, page.sections[block.section][0].text)
        for text in _texts(block, table):
            yield Passage(text, page.slug, block.section, under)


def _texts(block: Block, table: MemberTable | None) -> Iterator[str]:
    if block.is_prose:
        yield (_prefix(block) + block.text).rstrip()
    elif block.text == TABLE and table:
        yield f"{table.title['da']}:"
        for name, count in [*((row.name, row.count) for row in table.rows), ("I alt", table.stated_total)]:
            yield f"- {name}: {write_count(count)}"


def _prefix(block: Block) -> str:
    if block.level:
        return "#" * block.level + " "
    around = "  " * (block.depth - (block.kind == "item"))
    mark = f"[{block.number}] " if block.kind == "note" else f"{block.number}. " if block.number else ""
    return around + (mark or (f"![{block.image.text}] " if block.image else PREFIX.get(block.kind, "")))
