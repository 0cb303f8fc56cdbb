"""An edition as a page: the text as it was frozen, with the ids it had, and from each heading the way to the text now.

Its record (docs/udgaver/2011.html) is the paper's own text as HTML: its pages as sections, the table as it stood, with
the ids of «Hele oplægget» (`i-samme-baad--ledermedlemmer`). Nothing is in it that the site adds.
"""

from collections.abc import Mapping
from copy import deepcopy
from posixpath import dirname, join, normpath
from typing import Any

from lxml.etree import Comment, strip_elements
from lxml.html import HtmlElement, tostring

from ..addresses import address, promised, relative
from ..model import Edition, Paper
from ..source.counts import write_count
from ..source.markers import TABLE, marker_in
from .frame import anywhere
from .tree import insert_after, parse, replace, write
from .view import Site, View
from .whole import as_section


def page_record(site: Site, edition: Edition, trees: Mapping[str, HtmlElement]) -> str:
    """The paper's text as it stands now, as it is frozen; `trees` holds its pages' HTML, links as they are written."""
    chapters = [site.view(page) for page in site.paper.chapters(site.paper.original)]
    sections = (as_section(view, _plain(view, trees[view.page.file]), edition.page_address) for view in chapters)
    return "".join(str(tostring(section, encoding="unicode")) for section in sections)


def _plain(view: View, tree: HtmlElement) -> HtmlElement:
    """A page without what the site adds, its links as they are on the site."""
    tree = deepcopy(tree)
    for comment in list(tree.iter(Comment)):
        if marker_in(comment.text) == TABLE:
            replace(comment, view.draw("udgave/tabel.html", written=write_count))
    strip_elements(tree, Comment, with_tail=False)
    for name, elements in (("href", tree.xpath(".//a[@href]")), ("src", tree.iter("img"))):
        for element in elements:
            element.set(name, _on_site(view, element.get(name)))
    return tree


def _on_site(view: View, target: str) -> str:
    """Where a link leads that is written from the page's file, as seen from the page on the site."""
    path, _, anchor = target.partition("#")
    if not path or ":" in path:
        return target
    file = normpath(join(dirname(view.page.file), path))
    page = view.paper.by_file.get(file)
    return view.link(page.slug, anchor, page.language) if page else relative(view.address, file.removeprefix("docs/"))


def edition_frame(site: Site, edition: Edition) -> dict[str, Any]:
    """The values of the edition's page: its text, and after each heading where that section is now."""
    root, now = relative(edition.page_address, ""), address(site.paper, "hele-oplaegget", site.paper.original)
    values = anywhere(site.paper, site.paper.original, root)
    return values | {
        "frozen": edition,
        "text": _text(site, edition),
        "current": site.address + now,
        "here": site.address + edition.page_address,
    }


def _text(site: Site, edition: Edition) -> str:
    tree, start = parse(edition.page), edition.page_address
    for heading in list(tree.iter("h2", "h3", "h4", "h5")):
        now = current_place(site.paper, heading.get("id", ""))
        if now:
            link = relative(start, *now)
            insert_after(heading, site.draw("udgave/nu.html", link=link, title=heading.text_content()))
    return write(tree)


def current_place(paper: Paper, at: str) -> tuple[str, str] | None:
    """Where a place of an edition is in the text as it is now: the page's address and the id; None if it is gone."""
    name, _, anchor = at.partition("--")
    slug = name.replace(".", "/")
    page = paper.page(slug, paper.original)
    there = address(paper, slug, paper.original)
    if page and (not anchor or anchor in page.anchors):
        return there, anchor
    promise = (paper.promises or {}).get(promised(at))
    if promise and promise.now:
        target, _, anchor = promise.now.lstrip("/").partition("#")
        return target, anchor
    return None
