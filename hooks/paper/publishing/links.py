"""Addresses that stay: every one that was promised is in the finished site, and every link in it leads somewhere.

An address is written from the site's root: `/om/`, `/om/#kolofon`, `/udgaver/2011.txt`.
"""

import re
from collections.abc import Iterator
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
    return (gone(paper, promised) for promised in paper.promises or {} if not finished.has(promised))


def check_site_links(site: FilePath, base: str, translations: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Every link inside the site (whose address is `base`), in every text file, leads to a file, and to an id on it.

    An id that a page in one of the languages of `translations` does not have yet is told of, and stops nothing.
    """
    finished = Finished(site, base)
    broken: dict[str, list[str]] = {}
    for name in finished.texts:
        for link in set(finished.links(name)):
            if not finished.has(link):
                broken.setdefault(link, []).append(name)
    for link, names in sorted(broken.items()):
        others = f" (også fra {len(names) - 1} andre filer)" if len(names) > 1 else ""
        message = f"linket til {unquote(link)} fører ingen steder hen{others}."
        page, _, anchor = link.partition("#")
        late = bool(anchor) and page.endswith(tuple(f".{code}/" for code in translations)) and finished.has(page)
        yield Problem(f"site/{names[0]}", 1, message, "Ret linket, eller læg det tilbage, som det fører til.", late)


class Finished:
    """The built site: its texts by file, and its pages' ids and links. `base` is the address of its root."""

    def __init__(self, site: FilePath, base: str) -> None:
        self.site, self.base = site, base
        files = (path for path in sorted(site.rglob("*")) if path.suffix in TEXTS and path.is_file())
        self.texts = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in files}
        self.pages = {name: document_fromstring(self.texts[name]) for name in self.texts if name.endswith(".html")}
        self.ids = {name: set(_values(page, "id")) for name, page in self.pages.items()}

    def has(self, link: str) -> bool:
        """Whether the address from the root is there; text fragments (`#id:~:text=…`) count as their id.

        A page that only sends the reader on hands the id on to the new page, which has the same.
        """
        path, _, anchor = link.partition("#")
        anchor = unquote(anchor.partition(":~:")[0])
        file = unquote(path.partition("?")[0]).lstrip("/")
        name = f"{file}index.html" if not file or file.endswith("/") else file
        if not (self.site / name).is_file():
            return False
        return not anchor or anchor in self.ids.get(name, [anchor]) or 'http-equiv="refresh"' in self.texts[name]

    def links(self, name: str) -> Iterator[str]:
        """The addresses, from the root, of everything inside the site that the file points to."""
        found = re.findall(rf"{re.escape(self.base)}[^\s\"<>\\{{}}]*", self.texts[name])
        full = [unescape(link) for link in found]
        if name in self.pages:
            here = urljoin(self.base, name.removesuffix("index.html"))
            full += [urljoin(here, link) for attribute in LINKS for link in _values(self.pages[name], attribute)]
        for link in full:
            if link.startswith(self.base):
                yield "/" + link.removeprefix(self.base)


def _values(document: HtmlElement, attribute: str) -> list[str]:
    return [value for element in document.iter() if (value := element.get(attribute)) is not None]
