"""What has changed since an edition, word by word, for the page «Ændringer»."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..model import Edition, Paper, Passage
from ..source.record import MARKS, Change, changes, current_record

WORDS = re.compile(r"\S+\s*")

Piece = tuple[str, str]  # words that are `same`, gone (`del`) or new (`ins`)
Redline = tuple[list[Piece], Passage | None]  # a passage that has changed, and as it stands now (None where it is gone)


def comparisons(paper: Paper) -> list[tuple[Edition, list[Redline]]]:
    """The current text against the first edition and, where there are more, the latest."""
    now = current_record(paper)
    frozen = [(edition, edition.record) for edition in paper.editions if edition.record is not None]
    return [
        (edition, [(list(word_changes(change)), change.after) for change in changes(record, now)])
        for edition, record in [*frozen[:1], *frozen[1:][-1:]]
    ]


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
