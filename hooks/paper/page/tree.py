"""A page's HTML as a tree: parsed once, changed step by step, written once."""

from collections.abc import Sequence
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


def language_of(text: Any) -> str:
    """What a text node (lxml's, which knows its element) is said to be written in; empty where nothing says."""
    around = text.getparent().getparent() if text.is_tail else text.getparent()
    return str(around.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def wrap(text: Any, parts: Sequence[tuple[int, int, HtmlElement]]) -> None:
    """Parts of a text node, each from a place to a place, go into new elements."""
    owner, end = text.getparent(), len(text)
    around, place = (owner.getparent(), owner.getparent().index(owner) + 1) if text.is_tail else (owner, 0)
    for start, stop, element in reversed(parts):
        element.text, element.tail = text[start:stop], text[stop:end]
        around.insert(place, element)
        end = start
    setattr(owner, "tail" if text.is_tail else "text", text[:end])


def add_addresses(tree: HtmlElement, base: str) -> None:
    """A link whose words are not its address carries that, for the printed page to show; `base` is the page's own."""
    for link in tree.xpath(".//a[@href != '' and not(starts-with(@href, '#'))][not(ancestor::*[@data-genereret])]"):
        if link.get("href").removeprefix("mailto:") != link.text_content():
            link.set("data-adresse", urljoin(base, link.get("href")))
