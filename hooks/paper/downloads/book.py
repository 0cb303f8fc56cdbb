"""The paper as one document in reading order: what the PDF is set from.

Its source is the rendered HTML of the pages before their markers are filled: what stands at a marker is drawn by the
template in overrides/pdf/ from the data, like the website's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from urllib.parse import urljoin

from lxml.etree import Comment, Element, tostring
from lxml.html import HtmlElement, fragment_fromstring

from ..addresses import address
from ..model import Block, Page, Paper, Problem
from ..page.markers import COMMENT

# What overrides/pdf/oplaeg.typ can set. `section`: the root that a page's HTML is put in.
SETTABLE = frozenset("h1 h2 h3 h4 h5 h6 p ul ol li blockquote em strong code br hr a section".split())  # noqa: SIM905
ABOUT = "om"
COLOPHON = ("kolofon", "oversaettelsen")  # its sections that close the document, the second only in a translation

DRAWN = ("tabel: ledermedlemmer", "kampe: oversigt")  # the markers it can draw

Contents = Mapping[str, str]  # every page’s HTML by its source file, its markers not yet filled


def check_settable(root: FilePath, page: Page, html: str) -> Iterator[Problem]:
    """Every element of what is printed is one that the PDF's template can set; nothing is left out in silence."""
    source = (root / page.file).read_text("utf-8-sig").split("\n")
    printed = _tree(html) if page.of_paper else _colophon(html, page.slug == ABOUT)
    for element in printed.iter("*"):
        parent = element.getparent()
        if not _is_settable(element) and (parent is None or _is_settable(parent)):
            message = f"HTML-elementet <{element.tag}> kan ikke sættes i PDF’en."
            remedy = "Skriv det som tekst, overskrift, liste, citat eller tekstboks."
            yield Problem(page.file, _line(source, element), message, remedy)


def _is_settable(element: HtmlElement) -> bool:
    return element.tag in SETTABLE or (element.tag == "div" and element.get("class") == "tekstboks")


def _line(source: list[str], element: HtmlElement) -> int:
    """The line where the element's words, or the file it shows, first stand in the page's source; 1 if they do not."""
    words = next((text.strip().split("\n")[0] for text in element.itertext() if text.strip()), "")
    words = words or element.get("alt") or element.get("src", "").split("/")[-1] or f"<{element.tag}"
    return next((number for number, line in enumerate(source, 1) if words in line), 1)


def document(paper: Paper, language: str, contents: Contents, site_url: str) -> str:
    """The whole paper as XML: a <section depth="…"> for each page, then the colophon; every link where it leads."""
    book = Element("book")
    sections = [(page, _chapter(page, contents[page.file])) for page in paper.chapters(language)]
    about = paper.page(ABOUT, language)
    if about:
        sections.append((about, _colophon(contents[about.file], language != paper.original)))
    titles = {address(paper, page.slug, language): page.title.section for page, _ in sections if page.title}
    book.extend(section for _, section in sections)
    ids = {element.get("id", "") for element in book.iter("*")}
    for page, section in sections:
        for link in section.xpath(".//a[@href != '']"):
            base = address(paper, page.slug, language)
            link.set("href", _destination(link.get("href"), base, titles, ids, site_url))
        for anchor in section.xpath(".//a[@href = '']"):  # [](){#old-id}
            del anchor.attrib["href"]
    return str(tostring(book, encoding="unicode"))


def _destination(href: str, base: str, titles: Mapping[str, str], ids: set[str], site_url: str) -> str:
    """A link inside the document leads to an id (`#…`), one to another page of the site to its full address."""
    path, _, anchor = urljoin(f"/{base}", href).partition("#")
    place = anchor or titles.get(path.removeprefix("/"), "")
    if path.removeprefix("/") in titles and place in ids:
        return f"#{place}"
    return urljoin(site_url, urljoin(f"/{base}", href).removeprefix("/")) if path.startswith("/") else href


def _chapter(page: Page, html: str) -> HtmlElement:
    """A page as a chapter, or as a part of one: its headings move down a level with the page."""
    chapter = _tree(html)
    depth = page.slug.count("/")
    chapter.set("depth", str(depth))
    for heading in chapter.iter("h1", "h2", "h3", "h4", "h5"):
        heading.tag = f"h{int(heading.tag[1]) + depth}"
    for comment in list(chapter.iter(Comment)):
        marker = COMMENT.fullmatch(f"<!--{comment.text}-->")
        if marker:
            drawn = Element("marker", name=f"{marker[1]}: {marker[2]}")
            drawn.tail = comment.tail
            comment.getparent().replace(comment, drawn)
    return chapter


def _colophon(html: str, translated: bool) -> HtmlElement:
    colophon = _tree("")
    wanted = COLOPHON if translated else COLOPHON[:1]
    section = ""
    for element in list(_tree(html)):
        if element.tag in ("h1", "h2"):
            section = element.get("id", "")
        if section in wanted:
            colophon.append(element)
    for first in colophon.xpath("h2[1]"):
        first.tag = "h1"
    return colophon


def printed_blocks(paper: Paper, language: str) -> Iterator[tuple[Page, Block]]:
    """What the document holds, in order, with the page each block is written on."""
    about = paper.page(ABOUT, language)
    for page in paper.chapters(language):
        yield from ((page, block) for block in page.blocks)
    if about:
        yield from ((about, block) for block in about.blocks if block.section in COLOPHON)


def _tree(html: str) -> HtmlElement:
    return fragment_fromstring(html, create_parent="section")
