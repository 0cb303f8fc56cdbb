"""The list of promised addresses is whole: nothing on it is gone, nothing published is missing from it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from ..addresses import address, slug
from ..model import Block, Page, Paper, Problem, Promise
from ..source.markers import GLOSSARY, TABLE
from ..source.publication import PROMISES, SITE

Places = Mapping[str, tuple[Page, Block | None]]


def check_addresses(paper: Paper) -> Iterator[Problem]:
    """A new page or heading is a promise, made by adding its line; a promise is kept."""
    if paper.promises is None or paper.unreadable:
        return
    promised, there = paper.promises, published(paper)
    new = [address for address in there if address not in promised and _is_sound(address)]
    for page, addresses in groupby(new, key=lambda address: there[address][0]):
        yield from _new(page, list(addresses), there, promised)
    for kept, promise in promised.items():
        if promise.now:
            yield from _moved_problems(paper, kept, promise, there)
        elif _is_gone(paper, kept, there):
            yield gone(paper, kept)


def _is_gone(paper: Paper, promised: str, there: Places) -> bool:
    """Whether a page or a place is there no more; of the places on a page that is gone itself nothing is told."""
    base, anchor = promised.partition("#")[::2]
    moved = {f"/{old.removesuffix('.md')}/" for old in paper.moved}
    told = anchor and base not in there and base in (paper.promises or {})
    edition = promised.startswith("/udgaver/")  # a page of its own, made from what is frozen; there as long as that is
    return base.endswith("/") and promised not in there and base not in moved and not told and not edition


def _moved_problems(paper: Paper, promised: str, promise: Promise, there: Places) -> Iterator[Problem]:
    """A place that has moved is no longer where it was, and leads to one that is there."""
    page, anchor = written(promised)
    if not anchor:
        message = f"{promised} er ikke et sted på en side (/side/#sted)."
        yield Problem(PROMISES, promise.line, message, f"Slet « -> {promise.now}», og {_redirect(page)}")
    elif promised in there:
        message = f"{promised} er skrevet som flyttet, men findes stadig i docs/{page}."
        yield Problem(PROMISES, promise.line, message, f"Slet « -> {promise.now}», eller slet {{#{anchor}}} på siden.")
    elif promise.now not in there:
        message = f"{promised} fører videre til {promise.now}, som ikke findes."
        yield Problem(PROMISES, promise.line, message, "Skriv adressen på det sted, hvor teksten nu står.")


def _is_sound(address: str) -> bool:
    """Whether the id is one that headings may have; check_headings tells of the others."""
    anchor = address.partition("#")[2]
    return anchor == slug(anchor)


def _new(page: Page, addresses: list[str], there: Places, promised: Iterable[str]) -> Iterator[Problem]:
    """What to add for a page: all its lines where the page is new, otherwise each by itself."""
    if there[addresses[0]][1] is None:
        lines = "".join(f"\n{address}" for address in sorted(addresses))
        message = f"en ny side er et løfte om faste links, og den står ikke i {PROMISES}."
        yield Problem(page.file, 1, message, f"Tilføj linjerne {where(addresses[0], promised)}:{lines}")
        return
    for place in addresses:
        block = there[place][1] or page.title
        what = "overskrift" if block.kind == "heading" else "adresse"
        message = f"en ny {what} er et løfte om et fast link, og {place} står ikke i {PROMISES}."
        yield Problem(page.file, block.line, message, f"Tilføj linjen {place} {where(place, promised)}.")


def where(address: str, promised: Iterable[str]) -> str:
    """Where in the list a new line belongs."""
    earlier = before(address, promised)
    return f"efter {earlier}" if earlier else "øverst"


def before(address: str, promised: Iterable[str]) -> str:
    """The last of the addresses before this one in the list's order; empty where it is the first."""
    return max((other for other in promised if other < address), default="")


def published(paper: Paper) -> Mapping[str, tuple[Page, Block | None]]:
    """Every address of a page, a heading, a marked paragraph and a term, with where it is written."""
    found: dict[str, tuple[Page, Block | None]] = {}
    for page in paper.pages:
        base = "/" + address(paper, page.slug, page.language)
        found[base] = (page, None)
        for block in page.blocks:
            found |= {f"{base}#{anchor}": (page, block) for anchor in (*block.anchors, *generated(paper, block))}
    return found


def generated(paper: Paper, block: Block) -> list[str]:
    """The ids that the template of a marker writes."""
    if block.text == TABLE:
        return ["tabel-ledermedlemmer"]
    return [term.id for term in paper.terms] if block.text == GLOSSARY else []


def gone(paper: Paper, promised: str) -> Problem:
    """The problem of a promised address that is no more, and the ways to keep it."""
    page, anchor = written(promised)
    if anchor:
        kept = f"Behold id’et {{#{anchor}}} i docs/{page}, eller skriv [](){{#{anchor}}} dér, hvor teksten nu står. "
        kept += f"Er den flyttet til en anden side, så skriv linjen her som {promised} -> {_now(paper, promised)}"
    elif promised.endswith("/"):
        kept = f"Behold siden, eller {_redirect(page)}"
    else:
        kept = "Læg filen tilbage."
    line = (paper.promises or {})[promised].line
    return Problem(PROMISES, line, f"adressen {promised} er lovet at blive stående, men findes ikke længere.", kept)


def written(promised: str) -> tuple[str, str]:
    """The file of the page at a promised address, as docs/ has it, and the place on it."""
    path, _, anchor = promised.partition("#")
    return f"{path.strip('/') or 'index'}.md", anchor


def _redirect(page: str) -> str:
    return f"skriv «{page}: den-nye-side.md» under redirect_maps: i {SITE}."


def _now(paper: Paper, promised: str) -> str:
    """Where the place is on another page of the same language; how such an address looks where it is on none."""
    there = published(paper)
    path, _, anchor = promised.partition("#")
    language = there[path][0].language if path in there else paper.original
    places = (place for place, (page, _) in there.items() if page.language == language)
    return next((place for place in places if place.endswith(f"#{anchor}")), f"/den-nye-side/#{anchor}")
