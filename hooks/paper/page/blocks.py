"""Figures, tables, notes and ranges as readers need them: Python-Markdown makes less of them than the page should."""

from lxml.etree import Element
from lxml.html import HtmlElement

from ..source.numerals import find_ranges
from .tree import language_of, wrap
from .view import View

ALIGNED = {"right": "hoejre", "center": "midt"}  # the class that aligns a column; a style would break the page's policy


def finish_blocks(tree: HtmlElement, view: View) -> None:
    """A picture alone is a figure with its caption; a table's headings are its columns'; notes lead there and back."""
    for picture in tree.xpath(".//p/img"):  # with a caption at most: the grammar has no other pictures
        _make_figure(picture.getparent())
    for table in tree.iter("table"):
        table.set("class", "skema")
        for cell in table.iter("th", "td"):
            aligned = ALIGNED.get(cell.attrib.pop("style", "").removeprefix("text-align: ").rstrip(";"), "")
            cell.attrib.update(({"class": aligned} if aligned else {}) | ({"scope": "col"} if cell.tag == "th" else {}))
    for notes in tree.find_class("footnote"):
        _finish_notes(notes, view)
    for reference in tree.find_class("footnote-ref"):
        reference.set("aria-label", view.label("note", nummer=reference.text))


def _make_figure(paragraph: HtmlElement) -> None:
    """The caption is what stands in italics on the line after the picture."""
    paragraph.tag, paragraph.text = "figure", None
    for caption in paragraph.findall("em"):
        caption.tag = "figcaption"
    for child in paragraph:
        child.tail = None


def _finish_notes(notes: HtmlElement, view: View) -> None:
    notes.tag = "section"
    notes.set("aria-label", view.label("noter"))
    for rule in notes.findall("hr"):
        rule.drop_tree()
    for number, note in enumerate(notes.iter("li"), 1):
        for back in note.find_class("footnote-backref"):
            back.attrib.pop("title", "")
            back.set("aria-label", view.label("note_tilbage", nummer=number))


def say_ranges(tree: HtmlElement, view: View) -> None:
    """«700–800» is heard with a word for its dash, which the style sheet adds: it is not seen, found or copied.

    The dash itself is hidden from nobody: browsers' reading views leave out what is `aria-hidden`.
    """
    words = view.paper.labels["interval"]
    for text in tree.xpath(".//text()"):
        language = language_of(text)
        language = language if language in words else view.language
        dashes = find_ranges(text, language)
        wrap(text, [(dash, dash + 1, Element("span", {"data-til": words[language]})) for dash in dashes])
