"""What belongs under a page's title, and the addresses that only the printed page needs."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml.html import HtmlElement

from .tree import insert_after
from .view import View


def add_opening(tree: HtmlElement, view: View) -> None:
    """Under the title its reading time, its sections and, on a struggle's page, the sentence that says it best."""
    page = view.page
    title = tree.find("h1")
    if page.of_paper and title is not None:
        sections = [heading for heading in page.headings if heading.level == 2]
        struggle = next((struggle for struggle in view.paper.struggles or () if struggle.page == page.slug), None)
        insert_after(title, "\n" + view.draw("maerker/indledning.html", sections=sections, struggle=struggle))


def add_addresses(tree: HtmlElement, base: str) -> None:
    """Every link of the text carries its full address, for the printed page to show; `base` is the page's own."""
    for link in tree.xpath(".//a[@href != '' and not(starts-with(@href, '#'))][not(ancestor::*[@data-genereret])]"):
        link.set("data-adresse", urljoin(base, link.get("href")))
