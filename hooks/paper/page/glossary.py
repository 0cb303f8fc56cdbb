"""What helps with words: a term's first use is a quiet link to the glossary; a word of another language says which.

A screen reader then reads that word in its own language, and a browser divides it by that language's rules.
"""

import re
from functools import lru_cache

from lxml.etree import Element
from lxml.html import HtmlElement

from ..model import Paper
from ..words import foreign_patterns
from .tree import language_of, wrap
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


def mark_languages(tree: HtmlElement, paper: Paper, language: str) -> None:
    """Every known word of another language than the text around it is marked with its own; no word is changed.

    `language` is that of the whole.
    """
    for text in tree.xpath("//text()"):
        found = _foreign(paper, language_of(text) or language).finditer(text)
        wrap(text, [(*word.span(), Element("span", lang=word.lastgroup or "")) for word in found])


@lru_cache
def _foreign(paper: Paper, language: str) -> re.Pattern[str]:
    """What finds words of other languages in a text; the group that matches is named as the word's language."""
    each = (f"(?P<{code}>{pattern})" for code, pattern in foreign_patterns(paper, language).items())
    return re.compile("|".join(each) or "(?!)")
