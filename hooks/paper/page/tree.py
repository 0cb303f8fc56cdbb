"""A page's HTML as a tree: parsed once, changed step by step, written once."""

import re
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement, fragment_fromstring, tostring


def parse(html: str) -> HtmlElement:
    """The HTML of a page below a root of its own."""
    return fragment_fromstring(f"<div>{html}</div>")


def write(tree: HtmlElement) -> str:
    """The HTML below the root."""
    return str(tostring(tree, encoding="unicode", with_tail=False)).removeprefix("<div>").removesuffix("</div>")


def replace(element: HtmlElement, html: str) -> None:
    """The HTML takes the element's place; what follows the element stays behind it."""
    insert_after(element, html)
    element.drop_tree()


def insert_after(element: HtmlElement, html: str) -> None:
    """The HTML stands between the element and what follows it."""
    new = parse(html)
    parts, following = list(new), element.tail or ""
    element.tail = new.text
    for part in reversed(parts):
        element.addnext(part)
    last = parts[-1] if parts else element
    last.tail = (last.tail or "") + following


def add_addresses(tree: HtmlElement, base: str) -> None:
    """A link whose words are not its address carries that, for the printed page to show; `base` is the page's own."""
    for link in tree.xpath(".//a[@href != '' and not(starts-with(@href, '#'))][not(ancestor::*[@data-genereret])]"):
        if link.get("href").removeprefix("mailto:") != link.text_content():
            link.set("data-adresse", urljoin(base, link.get("href")))


def wrap(text: Any, found: list[re.Match[str]], elements: list[HtmlElement]) -> None:
    """What is found in a text node (lxml's, which knows its element) stands in these elements; the rest stays."""
    owner, end = text.getparent(), len(text)
    around, place = (owner.getparent(), owner.getparent().index(owner) + 1) if text.is_tail else (owner, 0)
    for match, element in zip(reversed(found), reversed(elements), strict=True):
        element.text, element.tail = match[0], text[match.end() : end]
        around.insert(place, element)
        end = match.start()
    setattr(owner, "tail" if text.is_tail else "text", text[:end])
