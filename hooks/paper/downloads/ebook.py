"""The paper as an e-book (EPUB 3.3), for reading anywhere: its pages, a cover and what reading systems ask for.

Made with templates (overrides/epub/) and zipfile: the one library for it that is alive, EbookLib, is under the AGPL
and writes neither languages nor accessibility metadata.
Sources: https://www.w3.org/TR/epub-33/ and https://www.w3.org/TR/epub-a11y-11/
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Any

from markupsafe import escape

from ..addresses import address
from ..page.tree import parse
from ..page.view import Site, environment, vocabulary
from ..source.files import PICTURES
from ..words import regional
from .book import Trees
from .ebook_pages import EbookPage, Heading, ebook_pages, xhtml
from .pdf import EMPTY, imprint
from .typesetting import typeset
from .zipped import zipped

LEVELS = 3  # of headings, in the list of contents
COVER = "pdf/omslag.typ"
FOLDER = "EPUB/"
TITLE = "_titelblad.xhtml"  # no page of the site is called so, nor as the other files with this sign


@dataclass(frozen=True)
class Entry:
    """A heading in the list of contents, and those below it."""

    heading: Heading
    below: Sequence["Entry"]


def make_ebook(site: Site, language: str, trees: Trees, time: int, files: Mapping[str, bytes] = EMPTY) -> bytes:
    """The e-book in one language, made from the pages' HTML; `time` is the only date in it. Raises Unreadable.

    `files` are the site's pictures by their address from its root.
    """
    paper, says = site.paper, imprint(site.paper, language, trees)
    front = f"{site.address}{address(paper, 'index', language)}"

    def draw(template: str, **values: Any) -> str:
        words = vocabulary(paper, language) | {"says": says, "front": front}
        return environment(site.templates).get_template(f"epub/{template}").render(**words, **values)

    title = xhtml(parse(draw("titelblad.html")), paper, language)
    first = EbookPage(TITLE, "titlepage", says["title"], title, (Heading(1, escape(says["title"]), TITLE),))
    pages = [first, *ebook_pages(site, language, trees)]
    pictures = {name: content for name, content in files.items() if any(page.shows(name) for page in pages)}
    kinds = {name: PICTURES[PurePosixPath(name).suffix] for name in pictures}
    modified = datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    drawn = {
        "package.opf": draw("package.opf", pages=pages, pictures=kinds, regional=regional(language), modified=modified),
        "_indhold.xhtml": draw("indhold.xhtml", pages=pages, entries=_nested([*_listed(pages)])),
        **{page.file: draw("side.xhtml", each=page) for page in pages},
    }
    given = {"_stil.css": (site.templates / "epub/stil.css").read_bytes(), "_omslag.png": _cover(site, language, says)}
    return _package(site, {name: text.encode() for name, text in drawn.items()} | given | pictures)


def _package(site: Site, contents: Mapping[str, bytes]) -> bytes:
    """The file: first what it is, then where its package is described, then all that this names."""
    container = (site.templates / "epub/container.xml").read_bytes()
    start = {"mimetype": b"application/epub+zip", "META-INF/container.xml": container}
    return zipped((start | {f"{FOLDER}{name}": content for name, content in contents.items()}).items())


def _listed(pages: Sequence[EbookPage]) -> Iterator[Heading]:
    return (heading for page in pages for heading in page.headings if heading.level <= LEVELS)


def _nested(headings: Sequence[Heading]) -> list[Entry]:
    """The headings as a list of contents, each with those of deeper levels that follow it."""
    if not headings:
        return []
    first, *rest = headings
    below = list(takewhile(lambda heading: heading.level > first.level, rest))
    return [Entry(first, _nested(below)), *_nested(rest[len(below) :])]


def _cover(site: Site, language: str, says: Mapping[str, str]) -> bytes:
    inputs = {"language": language, "title": says["title"], "subtitle": says["subtitle"], "imprint": says["imprint"]}
    drawn: bytes = typeset(site.templates / COVER, inputs, format="png", ppi=72)
    return drawn
