"""The list of promised addresses is whole: nothing on it is gone, nothing published is missing from it."""

from bisect import bisect
from collections.abc import Iterator, Mapping
from itertools import groupby

from ..addresses import address, slug
from ..model import Block, Page, Paper, Problem
from ..source.markers import GLOSSARY, TABLE
from ..source.publication import PROMISES

Places = Mapping[str, tuple[Page, Block | None]]


def check_addresses(paper: Paper) -> Iterator[Problem]:
    """A new page or heading is a promise, made by adding its line; a promise is kept."""
    if paper.promises is None or paper.unreadable:
        return
    promised, there = paper.promises, published(paper)
    new = [address for address in there if address not in promised and _is_sound(address)]
    for page, addresses in groupby(new, key=lambda address: there[address][0]):
        yield from _new(page, list(addresses), there, sorted(promised))
    moved = {f"/{old.removesuffix('.md')}/" for old in paper.moved}
    for kept, line in promised.items():
        base, anchor = kept.partition("#")[::2]
        told = anchor and base not in there and base in promised
        if base.endswith("/") and kept not in there and base not in moved and not told:
            yield gone(kept, line)


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
    for place in addresses:
        block = there[place][1] or page.title
        what = "overskrift" if block.kind == "heading" else "adresse"
        message = f"en ny {what} er et løfte om et fast link, og {place} står ikke i {PROMISES}."
        yield Problem(page.file, block.line, message, f"Tilføj linjen {place} {_place(place, promised)}.")


def _place(address: str, promised: list[str]) -> str:
    """Where in the sorted list the line belongs."""
    place = bisect(promised, address)
    return f"efter {promised[place - 1]}" if place else "øverst"


def published(paper: Paper) -> Mapping[str, tuple[Page, Block | None]]:
    """Every address of a page, a heading, a marked paragraph and a term, with where it is written."""
    found: dict[str, tuple[Page, Block | None]] = {}
    for page in paper.pages:
        base = "/" + address(paper, page.slug, page.language)
        found[base] = (page, None)
        for block in page.blocks:
            found |= {f"{base}#{anchor}": (page, block) for anchor in (*block.anchors, *_generated(paper, block))}
    return found


def _generated(paper: Paper, block: Block) -> list[str]:
    """The ids that the template of a marker writes."""
    if block.text == TABLE:
        return ["tabel-ledermedlemmer"]
    return [term.id for term in paper.terms] if block.text == GLOSSARY else []


def gone(promised: str, line: int) -> Problem:
    """The problem of a promised address that is no more, and the ways to keep it."""
    path, _, anchor = promised.partition("#")
    source = f"{path.strip('/') or 'index'}.md"
    if anchor:
        kept = f"Behold id’et {{#{anchor}}} i docs/{source}, eller skriv [](){{#{anchor}}} dér, hvor teksten nu står."
    elif path.endswith("/"):
        kept = f"Behold siden, eller skriv «{source}: den-nye-side.md» under redirect_maps: i mkdocs.yml."
    else:
        kept = "Læg filen tilbage."
    return Problem(PROMISES, line, f"adressen {promised} er lovet bort, men findes ikke længere.", kept)
