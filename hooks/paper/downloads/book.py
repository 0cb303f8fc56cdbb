"""The paper as one document in reading order: what the PDF is set from.

Its source is the rendered HTML of the pages before their markers are filled: what stands at a marker is drawn by the
template in overrides/pdf/ from the data, like the website's own.
"""

import re
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from urllib.parse import urljoin

from lxml.etree import Comment, Element, SubElement, tostring
from lxml.html import HtmlElement

from ..addresses import address
from ..checks.printed import ABOUT, colophon
from ..model import Page
from ..page.changes import PAGE
from ..page.view import Site
from ..source.markers import marker_in
from ..words import labels
from .amendments import KINDS

DATE = re.compile(r" \(.*\)$")  # in the line that says a section has been changed

HEADINGS = ("h1", "h2", "h3", "h4", "h5")
NUMBERED = {"p": "paragraph", "li": "item", "blockquote": "quote"}  # what has a place in its section, and of which kind

Trees = Mapping[str, HtmlElement]  # every page’s HTML by its source file, its markers not yet filled


def document(site: Site, language: str, trees: Trees) -> str:
    """The whole paper as XML: a <section> for each page, then a <colophon>; every link where it leads.

    Every passage says its `place` in its section, as the proposals for changes do.
    """
    book, paper = Element("book"), site.paper
    sections = [(page, _chapter(page, trees[page.file])) for page in paper.chapters(language)]
    about = paper.page(ABOUT, language)
    if about:
        sections.append((about, _colophon(_with_notes(about, trees[about.file]), language != paper.original)))
    titles = {address(paper, page.slug, language): page.title.section for page, _ in sections}
    changed = _changed(site, language, [mark for _, section in sections for mark in section.iter("mark")])
    book.extend([section for _, section in sections] + changed)
    ids = {element.get("id", "") for element in book.iter("*")}
    for page, section in sections:
        for picture in section.iter("img"):
            picture.set("src", urljoin(f"/{address(paper, page.slug, language)}", picture.get("src")).removeprefix("/"))
        for link in section.xpath(".//a[@href != '']"):
            base = address(paper, page.slug, language)
            link.set("href", _destination(link.get("href"), base, titles, ids, site.address))
        for anchor in section.xpath(".//a[@href = '']"):  # [](){#old-id}
            del anchor.attrib["href"]
    _number(book, site, language)
    return str(tostring(book, encoding="unicode"))


def _number(book: HtmlElement, site: Site, language: str) -> None:
    label, seen = labels(site.paper, language), Counter[str]()
    for element in book.iter(*HEADINGS, *NUMBERED):
        kind = KINDS.get(NUMBERED.get(element.tag, ""))
        if kind is None:
            seen.clear()
        elif not _within_passage(element):
            seen[kind] += 1
            first = element[0] if element.tag == "blockquote" else element
            first.set("place", label(f"sted_{kind}", nummer=seen[kind]))


def _within_passage(element: HtmlElement) -> bool:
    """Whether it is part of a passage that has its place already: the text of a note or quotation, an item's first."""
    parent = element.getparent()
    first = parent.tag == "li" and parent[0] is element and not (parent.text or "").strip()
    return first or parent.tag in ("note", "blockquote")


def _destination(href: str, base: str, titles: Mapping[str, str], ids: set[str], site_url: str) -> str:
    """A link inside the document leads to an id (`#…`), one to another page of the site to its full address."""
    path, _, anchor = urljoin(f"/{base}", href).partition("#")
    place = anchor or titles.get(path.removeprefix("/"), "")
    if path.removeprefix("/") in titles and place in ids:
        return f"#{place}"
    return urljoin(site_url, urljoin(f"/{base}", href).removeprefix("/")) if path.startswith("/") else href


def _with_notes(page: Page, tree: HtmlElement) -> HtmlElement:
    """A copy of the page; on paper a note stands at the foot of its page, so its text goes where it is referred to."""
    tree = deepcopy(tree)
    for back in tree.find_class("footnote-backref"):
        back.drop_tree()
    texts = {f"#{note.get('id')}": note for notes in tree.find_class("footnote") for note in notes.iter("li")}
    told: set[str] = set()
    for reference in tree.find_class("footnote-ref"):
        href, mark = reference.get("href", ""), reference.getparent()
        name, again = f"{page.slug.replace('/', '.')}--{href[1:]}", str(href in told).lower()
        note = SubElement(mark, "note", id=name, again=again)
        note.extend(deepcopy(part) for part in texts[href])
        reference.drop_tree()
        mark.drop_tag()
        told.add(href)
    for notes in tree.find_class("footnote"):
        notes.drop_tree()
    return tree


def _chapter(page: Page, tree: HtmlElement) -> HtmlElement:
    """A page as a chapter, or as a part of one: its headings move down a level with the page."""
    chapter = _with_notes(page, tree)
    _mark_changed(chapter)
    chapter.tag = "section"
    for line_break in chapter.iter("br"):
        line_break.tail = (line_break.tail or "").lstrip()
    depth = page.slug.count("/")
    for heading in chapter.iter(*HEADINGS):
        heading.tag = f"h{int(heading.tag[1]) + depth}"
    for comment in list(chapter.iter(Comment)):
        marker = marker_in(comment.text)
        if marker:
            drawn = Element("marker", name=marker)
            drawn.tail = comment.tail
            comment.getparent().replace(comment, drawn)
    return chapter


def _mark_changed(tree: HtmlElement) -> None:
    """On paper the line that a section has been changed is a mark; what it leads to stands in a list at the end."""
    for line in tree.find_class("aendret"):
        line.tag = "mark"
        line.set("of", line.getprevious().get("id"))
        for link in line.findall("a"):
            link.drop_tree()
        line.text = (line.text or "").strip().removesuffix(":")


def _changed(site: Site, language: str, marks: list[HtmlElement]) -> list[HtmlElement]:
    """The closing list: each section that has been changed since the latest edition, and where it is told how."""
    if not marks:
        return []
    label = labels(site.paper, language)
    section = Element("section")
    SubElement(section, "h1").text = label("aendret_siden", udgave=site.paper.editions[-1].name)
    listed = SubElement(section, "ul")
    for mark in marks:
        item = SubElement(listed, "li")
        link = SubElement(item, "a", href=f"#{mark.get('of')}")
        link.text, link.tail = mark.getprevious().text_content(), "".join(DATE.findall(mark.text))
    where = site.address + address(site.paper, PAGE, language)
    last = SubElement(section, "p")
    last.text = label("aendret_liste_se") + " "
    SubElement(last, "a", href=where).text = where
    return [section]


def _colophon(tree: HtmlElement, translated: bool) -> HtmlElement:
    """The colophon's sections; the first has the rank of a chapter."""
    section: HtmlElement = Element("colophon")
    section.extend(deepcopy(element) for element in colophon(tree, translated))
    for first in section.findall("h2")[:1]:
        first.tag = "h1"
    return section
