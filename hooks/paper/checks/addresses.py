"""The list of promised addresses is whole: nothing on it is gone, nothing published is missing from it."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from itertools import groupby

from ..model import Block, Page, Paper, Problem
from ..publishing.links import gone, published
from ..source.publication import PROMISES
from .pages import slug

Places = Mapping[str, tuple[Page, Block | None]]


def check_addresses(paper: Paper) -> Iterator[Problem]:
    """A new page or heading is a promise, made by adding its line; a promise is kept."""
    if paper.promises is None or paper.unreadable:
        return
    promised, there = paper.promises.addresses, published(paper)
    new = [address for address in there if address not in promised and _is_sound(address)]
    for page, addresses in groupby(new, key=lambda address: there[address][0]):
        yield from _new(page, list(addresses), there, sorted(promised))
    moved = {f"/{old.removesuffix('.md')}/" for old in paper.promises.moved}
    for address, line in promised.items():
        base, anchor = address.partition("#")[::2]
        told = anchor and base not in there and base in promised
        if base.endswith("/") and address not in there and base not in moved and not told:
            yield gone(address, line)


def _is_sound(address: str) -> bool:
    """Whether the id is one that headings may have; check_headings tells of the others."""
    anchor = address.partition("#")[2]
    return anchor == slug(anchor)


def _new(page: Page, addresses: list[str], there: Places, promised: list[str]) -> Iterator[Problem]:
    """What to add for a page: all its lines where the page is new, otherwise each by itself."""
    if there[addresses[0]][1] is None:
        lines = "".join(f"\n{address}" for address in sorted(addresses))
        message = f"en ny side er et løfte om faste links, og den står ikke i {PROMISES}."
        yield Problem(page.file, 1, message, f"Tilføj linjerne {_place(addresses[0], promised)}:{lines}")
        return
    for address in addresses:
        block = there[address][1]
        message = f"en ny overskrift er et løfte om et fast link, og {address} står ikke i {PROMISES}."
        if block and block.kind != "heading":
            message = message.replace("overskrift", "adresse")
        yield Problem(
            page.file, block.line if block else 1, message, f"Tilføj linjen {address} {_place(address, promised)}."
        )


def _place(address: str, promised: list[str]) -> str:
    """Where in the sorted list the line belongs."""
    place = bisect(promised, address)
    return f"efter {promised[place - 1]}" if place else "øverst"
