"""The whole paper on one page, made from the finished pages: «Hele oplægget».

An address inside the paper (`i-samme-baad/#ledermedlemmer`) becomes a place on that page
(`#i-samme-baad--ledermedlemmer`). Ids have neither dots nor double hyphens, so no two places can collide.
"""

from collections.abc import Mapping
from copy import deepcopy
from urllib.parse import urljoin

from lxml.html import HtmlElement

from ..addresses import place, relative
from ..source.markers import WHOLE
from .markers import placed
from .tree import replace
from .view import View

ROOT = "https://site.invalid/"  # stands for the site's root while links are worked out; never shown
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for")


def add_whole(tree: HtmlElement, view: View, trees: Mapping[str, HtmlElement]) -> None:
    """The whole paper takes the place of its marker; `trees` holds every page's HTML by the page's file."""
    chapters = view.paper.chapters(view.language)
    for comment in placed(tree, WHOLE):
        parts = [as_section(view.site.view(part), trees[part.file], view.address) for part in chapters]
        contents = [(place(part), part.title.text, part.slug.count("/")) for part in chapters]
        parts[-1].tail, comment.tail = "\n" + (comment.tail or ""), ""
        for part in reversed(parts):
            comment.addnext(part)
        replace(comment, view.draw("maerker/helt.html", contents=contents) + "\n")


def as_section(view: View, tree: HtmlElement, whole: str) -> HtmlElement:
    """A page of the paper as a section of a page that holds all of it, which is at the address `whole`."""
    tree, part = deepcopy(tree), view.page
    tree.tag, tree.tail = "section", "\n"
    tree.set("class", "kapitel")
    for element in tree.iter("h1", "h2", "h3", "h4", "h5"):
        element.tag = f"h{int(str(element.tag)[1]) + 1 + part.slug.count('/')}"
    for element in tree.xpath(".//*[@id]"):
        element.set("id", place(part, element.get("id")))
    for name in REFERENCES:
        for element in tree.xpath(f".//*[@{name}]"):
            element.set(name, " ".join(place(part, each) for each in element.get(name).split()))
    for element in tree.xpath(".//a[@href]"):
        _redirect(element, view, whole)
    for picture in tree.iter("img"):
        source = urljoin(ROOT + view.address, picture.get("src", ""))
        picture.set("src", relative(whole, source.removeprefix(ROOT)))
    return tree


def _redirect(link: HtmlElement, part: View, whole: str) -> None:
    """The link leads to the place on the whole page where its target is, otherwise to the target from there."""
    full = urljoin(ROOT + part.address, link.get("href"))
    if not full.startswith(ROOT):
        return
    target, _, anchor = full.removeprefix(ROOT).partition("#")
    for other in part.paper.chapters(part.language):
        if target == part.site.view(other).address:
            link.attrib.pop("data-adresse", None)
            link.set("href", f"#{place(other, anchor)}")
            return
    link.set("href", relative(whole, target, anchor))
