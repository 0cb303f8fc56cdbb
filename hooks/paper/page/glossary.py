"""The first time a page of the paper uses a term of the glossary, the word becomes a quiet link to its explanation."""

import re
from collections.abc import Callable
from typing import Any

from lxml.etree import Element
from lxml.html import HtmlElement

from .view import View

# Where a term may be linked: running text and the names in the table; not headings, links, quotations, generated lists.
TEXTS = (
    "//text()[ancestor::p or ancestor::li or ancestor::th[@scope='row']][not(ancestor::a or ancestor::blockquote)]"
    "[ancestor::th or not(ancestor::*[@data-genereret])]"
)


def link_terms(tree: HtmlElement, view: View) -> None:
    """Every term that a page of the paper uses is linked once, at its first use; no word is changed."""
    words = {form: term.id for term in view.paper.terms for form in term.forms.get(view.language, ())}
    if not view.page.of_paper or not words:
        return
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    used: set[str] = set()
    for text in tree.xpath(TEXTS):
        found = []
        for match in pattern.finditer(text):
            if words[match[0]] not in used:
                used.add(words[match[0]])
                found.append(match)
        _link(text, found, lambda word: view.link("ordforklaring", words[word]))


def _link(text: Any, found: list[re.Match[str]], address_of: Callable[[str], str]) -> None:
    """The found words of a text node (lxml's, which knows its element) become links; the text between them stays."""
    owner, end = text.getparent(), len(text)
    around, place = (owner.getparent(), owner.getparent().index(owner) + 1) if text.is_tail else (owner, 0)
    for match in reversed(found):
        link = Element("a", {"class": "ord", "href": address_of(match[0])})
        link.text, link.tail = match[0], text[match.end() : end]
        around.insert(place, link)
        end = match.start()
    setattr(owner, "tail" if text.is_tail else "text", text[:end])
