"""The whole paper on one page, made from the finished pages: «Hele oplægget».

An address inside the paper (`i-samme-baad/#ledermedlemmer`) becomes a place on that page
(`#i-samme-baad--ledermedlemmer`). Ids have neither dots nor double hyphens, so no two places can collide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from urllib.parse import urljoin

from lxml.html import HtmlElement, fragment_fromstring, tostring

from ..addresses import address, relative
from ..model import Page, Paper
from .markers import WHOLE, render

ROOT = "https://site.invalid/"  # stands for the site's root while links are worked out; never shown
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for")


@dataclass(frozen=True)
class Chapter:
    """A page of the paper as a part of the whole; `depth` is 0 for a chapter, 1 for a part of one."""

    place: str
    title: str
    depth: int
    html: str


def whole_paper(html: str, paper: Paper, page: Page, contents: Mapping[str, str], templates: FilePath) -> str:
    """The page's HTML with the whole paper where its marker is; `contents` is every page's HTML by the page's file."""
    marker = f"<!-- {WHOLE} -->"
    if marker not in html:
        return html
    chapters = [_chapter(part, paper, page, contents[part.file]) for part in paper.chapters(page.language)]
    return html.replace(marker, render("maerker/helt.html", paper, page, templates, chapters=chapters))


def _chapter(part: Page, paper: Paper, whole: Page, html: str) -> Chapter:
    title = part.title.text if part.title else ""
    return Chapter(_place(part), title, part.slug.count("/"), _part(part, paper, whole, html))


def _part(part: Page, paper: Paper, whole: Page, html: str) -> str:
    tree = fragment_fromstring(html, create_parent="section")
    tree.set("class", "kapitel")
    for element in tree.iter("h1", "h2", "h3", "h4", "h5"):
        element.tag = f"h{int(str(element.tag)[1]) + 1 + part.slug.count('/')}"
    for element in tree.xpath(".//*[@id]"):
        element.set("id", _place(part, element.get("id")))
    for name in REFERENCES:
        for element in tree.xpath(f".//*[@{name}]"):
            element.set(name, " ".join(_place(part, each) for each in element.get(name).split()))
    for element in tree.xpath(".//a[@href]"):
        _redirect(element, part, paper, whole)
    return str(tostring(tree, encoding="unicode"))


def _place(part: Page, anchor: str = "") -> str:
    """Where a page, or a place on it, is found on the whole page."""
    page = part.slug.replace("/", ".")
    own = part.title.section if part.title else ""
    return page if anchor in ("", own) else f"{page}--{anchor}"


def _redirect(link: HtmlElement, part: Page, paper: Paper, whole: Page) -> None:
    """The link leads to the place on the whole page where its target is, otherwise to the target from there."""
    full = urljoin(ROOT + address(paper, part.slug, part.language), link.get("href"))
    if not full.startswith(ROOT):
        return
    target, _, anchor = full.removeprefix(ROOT).partition("#")
    for other in paper.chapters(part.language):
        if target == address(paper, other.slug, other.language):
            link.attrib.pop("data-adresse", None)
            link.set("href", f"#{_place(other, anchor)}")
            return
    link.set("href", relative(address(paper, whole.slug, whole.language), target, anchor))
