"""The paper's elements (book.py) as paragraphs, tables, notes and links of a Word file."""

import re
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from typing import NamedTuple

from lxml.etree import _Element

from .word_elements import R, W, bookmark, boxed, field, kept, paragraph, run, table, w, words
from .word_picture import Picture, drawing

WIDTH = 9072  # of the text, in twentieths of a point: A4 less its margins
COLUMN = WIDTH // 4  # of numbers
BULLETS, NUMBERS = 1, 2  # kinds of lists, in word/numbering.xml
LISTS = {"ul": "ListBullet", "ol": "ListNumber"}
ALIGNED = {"hoejre": "right", "midt": "center"}
NAMED = {"em": "i", "strong": "b"}

Marks = frozenset[str]  # how words look: as a link, `b`, `i`
PLAIN: Marks = frozenset()
Draw = Callable[["Text"], list[_Element]]


class Heading(NamedTuple):
    """A heading, as the list of contents shows it."""

    level: int
    text: str
    place: str


class Text:
    """The text as it is made: what it refers to, its notes, its numbered lists and its headings so far.

    `foreign` finds the words of other languages, by the language as Word writes it; `drawn` draws what stands at
    a marker; `pictures` are what can be shown, by address.
    """

    def __init__(self, foreign: Mapping[str, str], drawn: Mapping[str, Draw], pictures: Mapping[str, Picture]) -> None:
        self.languages = list(foreign)
        self.foreign = re.compile("|".join(f"({pattern})" for pattern in foreign.values()) or r"(?!)")
        self.drawn, self.pictures = drawn, pictures
        self.targets: dict[str, tuple[str, str]] = {}
        self.notes: list[_Element] = []
        self.numbered: list[int] = []  # the first number of each numbered list
        self.headings: list[Heading] = []
        self.shown: list[Picture] = []
        self.bookmarks = 0
        self.numbers: dict[str, int] = {}  # of the notes, by id

    def set(self, node: _Element, style: str = "") -> list[_Element]:
        """An element that stands alone, in the style that what is around it asks for."""
        setters: Mapping[str, Callable[[_Element, str], list[_Element]]] = {
            "section": self.inside,
            "colophon": self.inside,
            "blockquote": lambda quote, _: self.inside(quote, "Quote"),
            "div": lambda box, _: kept(self.inside(box, "Boxed")),
            "p": lambda text, style: [self.paragraph(text, style)],
            "a": lambda place, style: [paragraph(style, *self.inline(place))],
            "mark": lambda line, _: [self.paragraph(line, "Changed")],
            "ul": self.items,
            "ol": self.items,
            "figure": self.figure,
            "table": self.table,
            "marker": lambda marker, _: self.drawn[marker.get("name", "")](self),
        }
        return setters.get(node.tag, self.heading)(node, style)

    def inside(self, node: _Element, style: str) -> list[_Element]:
        return [each for child in node for each in self.set(child, style)]

    def paragraph(self, node: _Element, style: str, *properties: _Element) -> _Element:
        return paragraph(style, *self.named(node, self.inline(node)), properties=properties)

    def heading(self, node: _Element, around: str) -> list[_Element]:
        """Its place has the id it has on the web, or where it has none its number."""
        level = int(node.tag[1])
        node.set("id", node.get("id") or f"heading-{len(self.headings)}")
        self.headings.append(
            Heading(level, " ".join(str(node.xpath("string()")).split()), bookmark(node.get("id", "")))
        )
        return [self.paragraph(node, f"Heading{level}", *boxed(around))]

    def items(self, node: _Element, around: str, level: int = 0) -> list[_Element]:
        """A list. What follows in an item after its first paragraph stands under it, without a mark of its own."""
        style, number = LISTS[node.tag], BULLETS
        if node.tag == "ol":
            self.numbered.append(int(node.get("start", "1")))
            number = NUMBERS + len(self.numbered)
        mark = w("numPr", w("ilvl", val=level), w("numId", val=number))
        made = []
        for item in node.iterfind("li"):
            properties = [deepcopy(mark), *boxed(around)]
            made.append(paragraph(style, *self.named(item, self.first(item)), properties=properties))
            for child in later(item):
                made += self.items(child, around, level + 1) if child.tag in LISTS else self.set(child, "ListContinue")
        return made

    def first(self, item: _Element) -> list[_Element]:
        """What stands beside an item's mark: its first paragraph, or all that is not a list."""
        if len(item) and item[0].tag == "p":
            return self.inline(item[0])
        return self.inline(item, skipped=LISTS)

    def figure(self, node: _Element, _: str) -> list[_Element]:
        """A picture with its alternative text; its caption, below it, stays on its page."""
        image, caption = next(node.iter("img")), node.find("figcaption")
        picture = self.pictures[image.get("src", "")]
        self.shown.append(picture)
        key = self.target("image", f"media/{len(self.shown)}.{picture.ending}")
        shown = w("r", drawing(picture, key, len(self.shown), image.get("alt", "")))
        made = [paragraph("Figure" if caption is not None else "", shown)]
        return made + ([self.paragraph(caption, "Caption")] if caption is not None else [])

    def table(self, node: _Element, _: str) -> list[_Element]:
        """A table of the text: its first row is repeated on every page it goes on to."""
        rows = [[self.cell(cell) for cell in row.iter("th", "td")] for row in node.iter("tr")]
        widths = [WIDTH // len(rows[0])] * len(rows[0])
        return [table(rows, widths), paragraph("")]

    def cell(self, node: _Element) -> _Element:
        align = ALIGNED.get(node.get("class", ""), "left")
        return paragraph("TableText", *self.inline(node), properties=[w("jc", val=align)])

    def named(self, node: _Element, runs: list[_Element]) -> list[_Element]:
        """The runs, as a place where the element has an id."""
        return self.place(node.get("id", ""), runs) if node.get("id") else runs

    def place(self, name: str, runs: list[_Element]) -> list[_Element]:
        self.bookmarks += 1
        start = w("bookmarkStart", id=self.bookmarks, name=bookmark(name))
        return [start, *runs, w("bookmarkEnd", id=self.bookmarks)]

    def inline(self, node: _Element, marks: Marks = PLAIN, skipped: Collection[str] = ()) -> list[_Element]:
        """The runs of all that stands in an element."""
        made = self.runs(node.text, marks)
        for child in node:
            made += [] if child.tag in skipped else self.within(child, marks)
            made += self.runs(child.tail, marks)
        return made

    def within(self, node: _Element, marks: Marks) -> list[_Element]:
        match node.tag:
            case "br":
                return [w("r", w("br"))]
            case "note":
                return self.note(node)
            case "a":
                return self.link(node, marks)
            case _:
                return self.named(node, self.inline(node, marks | {NAMED[node.tag]} if node.tag in NAMED else marks))

    def link(self, node: _Element, marks: Marks) -> list[_Element]:
        """A link to a place in the text or on the web; without where to, it is itself a place."""
        href = node.get("href", "")
        if not href:
            return self.named(node, self.inline(node, marks))
        link = w("hyperlink", *self.inline(node, marks | {"link"}), history=1)
        if href.startswith("#"):
            link.set(f"{{{W}}}anchor", bookmark(href[1:]))
        else:
            link.set(f"{{{R}}}id", self.target("hyperlink", href))
        return [link]

    def note(self, node: _Element) -> list[_Element]:
        """The mark of a note at the foot of the page; where the same note is meant again, its number."""
        name, style = node.get("id", ""), w("rPr", w("rStyle", val="FootnoteReference"))
        if node.get("again") == "true":
            return field(f"NOTEREF {bookmark(name)} \\f \\h", w("r", style, words(str(self.numbers[name]))))
        self.numbers[name] = len(self.numbers) + 1
        number = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
        paragraphs = [paragraph("FootnoteText", *self.inline(each)) for each in node.iter("p")]
        paragraphs[0].insert(1, number)
        paragraphs[0].insert(2, w("r", words(" ")))
        self.notes.append(w("footnote", *paragraphs, id=self.numbers[name]))
        return self.place(name, [w("r", style, w("footnoteReference", id=self.numbers[name]))])

    def runs(self, text: str | None, marks: Marks = PLAIN) -> list[_Element]:
        """The words, those of another language said to be in it."""
        text, made, end = re.sub(r"[ \t\n]+", " ", text or ""), [], 0
        for found in self.foreign.finditer(text):
            made.append(run(text[end : found.start()], marks))
            made.append(run(found[0], marks, self.languages[(found.lastindex or 1) - 1]))
            end = found.end()
        return [each for each in [*made, run(text[end:], marks)] if each is not None]

    def target(self, kind: str, address: str) -> str:
        """The id by which the text refers to a picture or an address."""
        key = f"target{len(self.targets) + 1}"
        self.targets[key] = (kind, address)
        return key


def later(item: _Element) -> list[_Element]:
    """What follows an item's first paragraph, or where it has none the lists in it."""
    if len(item) and item[0].tag == "p":
        return list(item)[1:]
    return [child for child in item if child.tag in LISTS]
