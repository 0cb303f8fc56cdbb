"""The pages of the e-book: the website's own HTML as XHTML, its links where they lead in the book or on the web."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml.etree import Comment, tostring
from lxml.html import HtmlElement
from markupsafe import Markup

from ..addresses import place
from ..checks.printed import ABOUT, colophon
from ..model import Page, Paper
from ..page.glossary import mark_languages
from ..page.markers import fill_markers
from ..page.tree import parse
from ..page.view import Site, View
from ..page.whole import ROOT
from .book import HEADINGS, Trees

COLOPHON = "_kolofon.xhtml"  # no page is called so: what has an address of its own begins with a letter
NOTES = {"footnote-ref": ("noteref", "doc-noteref"), "footnote-backref": ("backlink", "doc-backlink")}
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Heading:
    """A heading of the e-book: how deep it is in the whole, its HTML, and where it is."""

    level: int
    content: Markup
    address: str


@dataclass(frozen=True)
class EbookPage:
    """A file of the e-book; its kind by https://www.w3.org/TR/epub-ssv-11/."""

    file: str
    kind: str
    title: str
    content: Markup
    headings: tuple[Heading, ...]

    @property
    def holds_svg(self) -> bool:
        return "<svg" in self.content

    def shows(self, picture: str) -> bool:
        """Whether the picture at this address is on it."""
        return f'src="{picture}"' in self.content


def ebook_pages(site: Site, language: str, trees: Trees) -> Iterator[EbookPage]:
    """Each chapter, and each part of one, in reading order; then the colophon."""
    paper = site.paper
    parts = [(page, f"{place(page)}.xhtml", "chapter", deepcopy(trees[page.file])) for page in paper.chapters(language)]
    about = paper.page(ABOUT, language)
    if about:
        parts.append((about, COLOPHON, "colophon", _colophon(trees[about.file], language != paper.original)))
    places = {site.view(page).address: (file, set(tree.xpath("//@id"))) for page, file, _, tree in parts}
    for page, file, kind, tree in parts:
        _draw(site.view(page), tree)
        _lead(site.view(page), tree, places)
        content = xhtml(tree, paper, language)
        yield EbookPage(file, kind, page.title.text, content, tuple(_headings(page, file, tree)))


def _colophon(tree: HtmlElement, translated: bool) -> HtmlElement:
    """The colophon's sections; the first has the rank of a chapter."""
    made = parse("")
    made.extend(deepcopy(element) for element in colophon(tree, translated))
    for first in made.findall("h2")[:1]:
        first.tag = "h1"
    return made


def _draw(view: View, tree: HtmlElement) -> None:
    """What stands at the markers, but for the links to the data; and what is a note, a mark or a way back."""
    fill_markers(tree, view)
    for links in tree.find_class("hent"):
        links.drop_tree()
    for notes in tree.find_class("footnote"):
        notes.attrib.update({"epub:type": "endnotes", "role": "doc-endnotes"})
    for name, (kind, role) in NOTES.items():
        for link in tree.find_class(name):
            link.attrib.update({"epub:type": kind, "role": role})


def _lead(view: View, tree: HtmlElement, places: Mapping[str, tuple[str, set[str]]]) -> None:
    """Links and pictures as they are found from the file: in the e-book, else on the web."""
    for link in tree.xpath(".//a[@href = '']"):  # [](){#old-id}
        del link.attrib["href"]
    for link in tree.xpath(".//a[@href]"):
        full = urljoin(ROOT + view.address, link.get("href"))
        path, _, anchor = full.removeprefix(ROOT).partition("#")
        file, ids = places.get(path, ("", set()))
        if full.startswith(ROOT) and file and (anchor in ids or (not anchor and file != COLOPHON)):
            link.set("href", f"{file}#{anchor}" if anchor else file)
        elif full.startswith(ROOT):
            link.set("href", view.site.address + full.removeprefix(ROOT))
    for picture in tree.iter("img"):
        picture.set("src", urljoin(ROOT + view.address, picture.get("src")).removeprefix(ROOT))


def _headings(page: Page, file: str, tree: HtmlElement) -> Iterator[Heading]:
    for heading in tree.iter(*HEADINGS):
        level = int(heading.tag[1]) + page.slug.count("/")
        yield Heading(level, _written(heading), f"{file}#{heading.get('id')}")


def xhtml(tree: HtmlElement, paper: Paper, language: str) -> Markup:
    """What is below the tree's root, as XML; every word of another language than the whole's says which."""
    mark_languages(tree, paper, language)
    for comment in list(tree.iter(Comment)):
        comment.drop_tree()
    for element in tree.iter("*"):
        for name in [name for name in element.attrib if name.startswith("data-")]:
            del element.attrib[name]
        if "lang" in element.attrib:
            element.set("xml:lang", element.get("lang"))
        if element.tag == "svg":
            element.set("xmlns", SVG)
    return _written(tree)


def _written(element: HtmlElement) -> Markup:
    whole = tostring(element, method="xml", encoding="unicode", with_tail=False)
    return Markup(whole[whole.index(">") + 1 : whole.rindex("<")])  # as lxml has escaped it
