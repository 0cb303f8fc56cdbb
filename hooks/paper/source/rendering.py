"""A page as the site renders it, held against the page as GitHub shows it: what differs would surprise its editor.

Python-Markdown renders the site. It wants lists indented by four spaces and knows fewer ways to write a list or a line
break than GitHub; `rewritten` gives it its own way of writing the same.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

from lxml.etree import Comment
from lxml.html import HtmlElement, fragment_fromstring
from markdown import Markdown

from ..model import Page, Problem
from .markdown import parse, show

BUILT_IN = ("toc", "tables", "fenced_code")  # the extensions that MkDocs always uses
MARK = re.compile(r" *([-*+]|\d+[.)])( {1,4}|$)")
BREAK = re.compile(r"((?:^|[^\\])(?:\\\\)*)\\$")  # a backslash that is none of a pair
TEXTS = frozenset("a em strong br img sup".split())  # noqa: SIM905  # elements within a text
AS_TEXT = frozenset("p thead tbody hr".split())  # noqa: SIM905  # elements that make no difference to what is in them
OBJECT = "\ufffc"  # a picture or a reference to a note among the words
REMEDY = "Skriv det, som CONTRIBUTING.md viser, med en tom linje før og efter."

Place = tuple[tuple[str, int], ...]  # the elements around a text, outermost first, each with its number
Run = tuple[str, frozenset[str]]  # words, and what they are besides: em, strong, a link
Piece = tuple[Place, tuple[Run, ...]]


def rewritten(text: str) -> str:
    """The Markdown as Python-Markdown wants it written."""
    lines = text.split("\n")
    around: list[list[int]] = [[] for _ in lines]  # for each line the columns where the items around it begin
    marks: dict[int, str] = {}
    before: dict[int, int] = {}  # at each level of lists the line where the item before begins
    for token in parse(text)[0]:
        if token.type.endswith("_list_open"):
            before.pop(token.level + 1, None)
        elif token.type == "list_item_open" and token.map:
            start, end = token.map
            mark = MARK.match(lines[start], around[start][-1] if around[start] else 0)
            if mark and start not in marks:  # not within a quotation, nor the second of two that begin in one line
                apart = "\n" if "" in map(str.strip, lines[before.get(token.level, start) : start]) else ""
                sign = f"{token.info}. " if token.info else "- "
                marks[start] = apart + "    " * len(around[start]) + sign.ljust(4)
                for inside in around[start:end]:
                    inside.append(mark.end())
            before[token.level] = start
    return "\n".join(_line(line, around[n], marks.get(n, "")) for n, line in enumerate(lines))


def _line(line: str, columns: list[int], mark: str) -> str:
    """A line indented by four spaces for each item around it; a backslash that breaks it becomes two spaces."""
    line = BREAK.sub(r"\1  ", line)
    if mark:
        return mark + line[columns[-1] :]
    indent = len(line) - len(line.lstrip(" "))
    return "    " * len(columns) + line[min(indent, columns[-1] if columns else 0) :] if line.strip() else ""


def render(text: str, extensions: str) -> HtmlElement:
    """The page's HTML as the build makes it, before its links are made to fit the site.

    `extensions` are Python-Markdown's, each with its settings, as JSON.
    """
    return _tree(_renderer(extensions).reset().convert(rewritten(text)))


@cache
def _renderer(extensions: str) -> Markdown:
    configs = json.loads(extensions)
    return Markdown(extensions=list(dict.fromkeys([*BUILT_IN, *configs])), extension_configs=configs)


def _tree(html: str) -> HtmlElement:
    return fragment_fromstring(f"<div>{html}</div>")


def differences(page: Page, text: str, first_line: int, extensions: str) -> Iterator[Problem]:
    """The first place where readers would not see what GitHub shows, or an id that would not be set."""
    shown = render(text, extensions)
    theirs, ours = list(_pieces(_tree(show(text, first_line)), (), first_line)), list(_pieces(shown))
    for (line, wanted), (_, found) in zip_longest(theirs, ours, fillvalue=(0, None)):
        if wanted != found:
            last = theirs[-1][0] if theirs else first_line
            yield Problem(page.file, line or last, _difference(wanted, found), REMEDY)
            return
    ids = {element.get("id") for element in shown.iter("*")}
    for anchor, block in page.anchors.items():
        if anchor not in ids:
            remedy = "Skriv det på en linje for sig lige under teksten."
            yield Problem(page.file, block.line, f"id’et {{#{anchor}}} ville ikke blive sat.", remedy)


def _pieces(element: HtmlElement, place: Place = (), line: int = 0) -> Iterator[tuple[int, Piece]]:
    """Every text in the element in order, with where it stands; an item is the same with or without <p> in it."""
    line, number = int(element.get("data-line", line)), int(element.get("start", "1"))
    runs: list[Run] = [(element.text or "", frozenset())]
    for child in element:
        if child.tag in TEXTS:
            runs += _runs(child, frozenset())
        else:
            yield from _piece(runs, place, line)
            runs = []
            if child.tag is Comment:
                yield from _piece([(child.text or "", frozenset(["mærke"]))], place, line)
            elif child.tag in AS_TEXT:
                yield from _pieces(child, place, line)
            else:
                yield from _pieces(child, (*place, (_name(child), number)), line)
                number += 1
        runs.append((child.tail or "", frozenset()))
    yield from _piece(runs, place, line)


def _name(element: HtmlElement) -> str:
    return "noter" if element.get("class") in ("footnote", "footnotes") else str(element.tag)


def _runs(element: HtmlElement, around: frozenset[str]) -> list[Run]:
    """The words of an element within a text, each with what it is."""
    if element.tag == "br":
        return [("\u2028", around)]
    if element.tag == "img":
        return [(OBJECT, around | {f"billede {element.get('src')} {element.get('alt')}"})]
    if element.tag == "sup":
        return [(OBJECT, around | {f"note {''.join(re.findall('[0-9]+', element.text_content())[:1])}"})]
    if "footnote-backref" in element.get("class", ""):
        return []
    inside = around | {f"link {element.get('href')}" if element.tag == "a" else str(element.tag)}
    runs = [(element.text or "", inside)]
    for child in element:
        runs += [*_runs(child, inside), (child.tail or "", inside)]
    return runs


def _piece(runs: list[Run], place: Place, line: int) -> Iterator[tuple[int, Piece]]:
    """The words put together, with one space where there are any; nothing for none."""
    merged: list[Run] = []
    for text, kinds in runs:
        words = re.sub(r"[^\S\u2028]+", " ", text)
        if not merged or merged[-1][0].endswith((" ", "\u2028")):
            words = words.lstrip(" ")
        if merged and merged[-1][1] == kinds:
            merged[-1] = (merged[-1][0] + words, kinds)
        elif words:
            merged.append((words, kinds))
    if merged:
        merged[-1] = (merged[-1][0].rstrip(), merged[-1][1])
    whole = tuple((words.replace(" \u2028", "\u2028"), kinds) for words, kinds in merged if words)
    if whole:
        yield line, (place, whole)


def _difference(wanted: Piece | None, found: Piece | None) -> str:
    if wanted and found and wanted[0] == found[0] and _words(wanted) == _words(found):
        return f"«{_words(found)}» ville blive vist med anden kursiv, fed skrift eller andre links, end der er skrevet."
    if not wanted or not found:
        return f"læserne ville ikke se {_told(wanted)}." if wanted else f"læserne ville også se {_told(found)}."
    return f"læserne ville se {_told(found)}, hvor der er skrevet {_told(wanted)}."


NAMES = {"li": "punktet", "blockquote": "citatet", "noter": "noten", "th": "cellen", "td": "cellen", "div": "teksten"}


def _told(piece: Piece | None) -> str:
    """What a text is and how it begins: punkt 3, «At følge op»."""
    place = piece[0] if piece else ()
    numbered = len(place) > 1 and place[-2][0] == "ol" and place[-1][0] == "li"
    name = place[-1][0] if place else ""
    kind = f"punkt {place[-1][1]}" if numbered else "overskriften" if re.fullmatch("h[1-6]", name) else NAMES.get(name)
    return f"{kind or 'afsnittet'} «{_words(piece)}»"


def _words(piece: Piece | None) -> str:
    words = "".join(words for words, _ in piece[1]).split() if piece else []
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
