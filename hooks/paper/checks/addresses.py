"""The list of promised addresses is whole: nothing on it is gone, nothing published is missing from it."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator

from ..anchors import gone, published
from ..model import Paper, Problem
from ..publishing import PROMISES


def check_addresses(paper: Paper) -> Iterator[Problem]:
    """A new page or heading is a promise, made by adding its line; a promise is kept."""
    if paper.promises is None or paper.unreadable:
        return
    promised, there = paper.promises.addresses, published(paper)
    for address, (page, block) in there.items():
        if address not in promised:
            name = f"overskrift «{block.text}»" if block and block.kind == "heading" else "adresse"
            message = f"en ny {name} er et løfte om et fast link, og {address} står ikke i {PROMISES}."
            remedy = f"Tilføj linjen {address} {_place(address, promised)}."
            yield Problem(page.file, block.line if block else 1, message, remedy)
    moved = {f"/{old.removesuffix('.md')}/" for old in paper.promises.moved}
    for address, line in promised.items():
        page_address = address.partition("#")[0]
        if page_address.endswith("/") and address not in there and page_address not in moved:
            yield gone(address, line)


def _place(address: str, promised: Iterable[str]) -> str:
    """Where in the sorted list the line belongs."""
    known = sorted(promised)
    place = bisect(known, address)
    return f"efter {known[place - 1]}" if place else "øverst"
