"""The first time a page of the paper uses a term of the glossary, the word becomes a quiet link to its explanation."""

import re

from lxml.etree import Element
from lxml.html import HtmlElement

from .tree import wrap
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
        wrap(text, [(*match.span(), _link(view.link("ordforklaring", words[match[0]]))) for match in found])


def _link(address: str) -> HtmlElement:
    return Element("a", {"class": "ord", "href": address})
