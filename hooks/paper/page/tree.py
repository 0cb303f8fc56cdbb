"""A page's HTML as a tree: parsed once, changed step by step, written once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement, fragment_fromstring, fragments_fromstring, tostring


def parse(html: str) -> HtmlElement:
    """The HTML of a page below a root of its own."""
    return fragment_fromstring(html, create_parent="div")


def write(tree: HtmlElement) -> str:
    """The HTML below the root."""
    return str(tostring(tree, encoding="unicode", with_tail=False)).removeprefix("<div>").removesuffix("</div>")


def replace(element: HtmlElement, html: str) -> None:
    """The HTML takes the element's place; what follows the element stays behind it."""
    insert_after(element, html)
    element.drop_tree()


def insert_after(element: HtmlElement, html: str) -> None:
    """The HTML stands between the element and what follows it."""
    parent = element.getparent()
    place, following = parent.index(element) + 1, element.tail or ""
    text, parts = _parts(html)
    element.tail = text
    parent[place:place] = parts
    last = parts[-1] if parts else element
    last.tail = (last.tail or "") + following


def append(tree: HtmlElement, html: str) -> None:
    """The HTML stands last in the tree."""
    text, parts = _parts(html)
    if len(tree):
        tree[-1].tail = (tree[-1].tail or "") + text
    else:
        tree.text = (tree.text or "") + text
    tree.extend(parts)


def add_addresses(tree: HtmlElement, base: str) -> None:
    """Every link of the text carries its full address, for the printed page to show; `base` is the page's own."""
    for link in tree.xpath(".//a[@href != '' and not(starts-with(@href, '#'))][not(ancestor::*[@data-genereret])]"):
        link.set("data-adresse", urljoin(base, link.get("href")))


def _parts(html: str) -> tuple[str, list[HtmlElement]]:
    """The text that the HTML begins with, white space too, and its elements."""
    parts: list[Any] = list(fragments_fromstring(html))
    text = parts.pop(0) if parts and isinstance(parts[0], str) else html[: len(html) - len(html.lstrip())]
    return text, parts
