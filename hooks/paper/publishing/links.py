"""Addresses that stay: every one that was promised is in the finished site, and every link in it leads somewhere.

An address is written from the site's root: `/om/`, `/om/#kolofon`, `/udgaver/2011.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path as FilePath
from urllib.parse import unquote, urljoin

from lxml.html import HtmlElement, document_fromstring

from ..checks.addresses import gone
from ..model import Paper, Problem

LINKS = ("href", "src", "poster")
TEXTS = (".html", ".xml", ".json", ".csv", ".bib", ".ris", ".txt")


def check_promises(paper: Paper, site: FilePath) -> Iterator[Problem]:
    """Every promised address is in the finished site; a page that has moved keeps those of its places."""
    finished = Finished(site, "")
    for promised, line in (paper.promises or {}).items():
        if not finished.has(promised):
            yield gone(promised, line)


def check_site_links(site: FilePath, base: str, translations: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Every link inside the site (whose address is `base`), in every text file, leads to a file, and to an id on it.

    An id that a page in one of the languages of `translations` does not have yet is told of, and stops nothing.
    """
    finished = Finished(site, base)
    broken: dict[str, list[str]] = {}
    for path in sorted(site.rglob("*")):
        if path.suffix in TEXTS and path.is_file():
            name = path.relative_to(site).as_posix()
            for link in set(finished.links(name)):
                if not finished.has(link):
                    broken.setdefault(link, []).append(name)
    for link, names in sorted(broken.items()):
        others = f" (også fra {len(names) - 1} andre filer)" if len(names) > 1 else ""
        message = f"linket til {unquote(link)} fører ingen steder hen{others}."
        page, _, anchor = link.partition("#")
        late = bool(anchor) and page.endswith(tuple(f".{code}/" for code in translations)) and finished.has(page)
        yield Problem(f"site/{names[0]}", 1, message, "Ret linket, eller læg det tilbage, som det fører til.", late)


@dataclass(frozen=True)
class Finished:
    """The built site: its files, their ids and their links. `base` is the address of its root, `https://…/`."""

    site: FilePath
    base: str

    def has(self, link: str) -> bool:
        """Whether the address from the root is there; text fragments (`#id:~:text=…`) count as their id."""
        path, _, anchor = link.partition("#")
        anchor = unquote(anchor.partition(":~:")[0])
        file = unquote(path.partition("?")[0]).lstrip("/")
        name = f"{file}index.html" if not file or file.endswith("/") else file
        if not (self.site / name).is_file():
            return False
        return not anchor or not name.endswith(".html") or anchor in self.ids(name) or name in self.moved

    def ids(self, name: str) -> set[str]:
        if name not in self._ids:
            self._ids[name] = set(_values(document_fromstring(self._text(name)), "id"))
        return self._ids[name]

    @cached_property
    def _ids(self) -> dict[str, set[str]]:
        return {}

    @cached_property
    def moved(self) -> set[str]:
        """Pages that only send the reader on; they hand the id on to the new page, which has the same."""
        pages = (path for path in self.site.rglob("*.html") if 'http-equiv="refresh"' in path.read_text("utf-8"))
        return {path.relative_to(self.site).as_posix() for path in pages}

    def links(self, name: str) -> Iterator[str]:
        """The addresses, from the root, of everything inside the site that the file points to."""
        text = self._text(name)
        full = [unescape(found) for found in re.findall(rf"{re.escape(self.base)}[^\s\"<>\\{{}}]*", text)]
        if name.endswith(".html"):
            here = urljoin(self.base, name.removesuffix("index.html"))
            document = document_fromstring(text)
            full += [urljoin(here, link) for attribute in LINKS for link in _values(document, attribute)]
        for link in full:
            if link.startswith(self.base):
                yield "/" + link.removeprefix(self.base)

    def _text(self, name: str) -> str:
        return (self.site / name).read_text("utf-8")


def _values(document: HtmlElement, attribute: str) -> list[str]:
    return [value for element in document.iter() if (value := element.get(attribute)) is not None]
