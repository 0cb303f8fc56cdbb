"""A page's Markdown as blocks of plain text with line numbers: what the checks read.

The site itself is rendered by Python-Markdown, which keeps no line numbers. markdown-it-py does, and agrees with it
on everything the pages use; checks/rendering.py notices on every build should they ever disagree.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..model import Block, Link, Page, Problem

ATTRIBUTES = re.compile(r"\s*\{:?\s*((?:[#.][\w-]+\s*)+)\}")  # Python-Markdown's attr_list: {#id}, [](){#old-id}
OTHER_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")  # Python-Markdown would take any: {onclick="…"}, {style="…"}, {hidden}
MARKER = re.compile(r"<!--\s*(\w+):\s*([\w-]+)\s*-->\s*$")
BOX = re.compile(r'<div class="tekstboks" markdown>\s*$|</div>\s*$')
SAFE_LINK = re.compile(r"(?!//)(?![a-z][a-z0-9+.-]*:)|https?://|mailto:", re.IGNORECASE)

BULLET = re.compile(r"[•·▪◦]")
SLIPS = (
    (re.compile(r"^(#{1,6})([^\s#].*)"), "der mangler et mellemrum efter #.", "Skriv {0} {1}"),
    (re.compile(r"^[•·▪◦]\s*(.*)"), "punktet begynder ikke med en bindestreg.", "Skriv - {0}"),
    (re.compile(r"\*\*"), "der mangler to stjerner (**).", "Skriv **ordene** med to stjerner før og efter."),
)

PARSER = MarkdownIt("commonmark")
PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # refused here, with a message, not passed over
PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign]


def parse_page(slug: str, language: str, file: str, text: str, first_line: int = 1) -> tuple[Page, list[Problem]]:
    """The page's blocks, and the problems of its Markdown that would make it look other than it is written."""
    reading = _Reading(file, text.split("\n"), first_line)
    reading.walk(PARSER.parse(text))
    return Page(slug, language, file, tuple(reading.blocks)), sorted(reading.problems)


@dataclass
class _Reading:
    file: str
    source: list[str]
    first_line: int
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    section: str = ""

    def walk(self, tokens: list[Token]) -> None:
        around: list[Token] = []
        for token in tokens:
            if token.nesting == 1:
                self._opens(token, around)
                around.append(token)
            elif token.nesting == -1:
                around.pop()
            elif token.type == "inline":
                self._block(token, around)
            elif token.type == "html_block":
                self._html(token)
            elif token.type in ("code_block", "fence"):
                remedy = "Fjern mellemrummene foran linjen, eller de tre ` omkring teksten."
                self._problem(token, "teksten ville blive vist som programkode.", remedy)

    def _opens(self, token: Token, around: list[Token]) -> None:
        """Python-Markdown sees a list only after an empty line, CommonMark does without."""
        start = (token.map or [0])[0]
        before = self.source[start - 1].strip() if start else ""
        if token.type.endswith("_list_open") and not around and before and not BULLET.match(before):
            self._problem(token, "der mangler en tom linje før listen.", "Indsæt en tom linje.")

    def _block(self, token: Token, around: list[Token]) -> None:
        line = self._line(token)
        text, links = self._plain(token.children or [], line)
        anchors = tuple(name for found in ATTRIBUTES.findall(text) for name in re.findall(r"#([\w-]+)", found))
        self._refuse_slips(line, text)
        text = ATTRIBUTES.sub("", text)
        self._refuse_attributes(line, text)
        text = " ".join(text.split())
        kind, level = _kind([outer.tag for outer in around])
        if kind == "heading":
            self.section = anchors[-1] if anchors else ""
        if text or anchors:
            self.blocks.append(Block(kind, text, line, self.section, level, anchors, links))

    def _refuse_slips(self, line: int, text: str) -> None:
        """Signs left in the text are meant for Markdown, but not written as it asks."""
        for pattern, message, remedy in SLIPS:
            found = pattern.search(text)
            if found:
                self.problems.append(Problem(self.file, line, message, remedy.format(*found.groups())))

    def _plain(self, children: Iterable[Token], line: int) -> tuple[str, tuple[Link, ...]]:
        text, links = "", []
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                text += "\n"
                line += 1
            elif child.type == "link_open" and child.attrs.get("href"):
                links.append(Link(str(child.attrs["href"]), line))
                self._refuse_scheme(links[-1])
            elif child.type == "html_inline":
                self._refuse_html(line, child.content)
            elif child.type == "image":
                self._refuse_foreign(line, str(child.attrs.get("src", "")))
            else:
                text += child.content
        return text, tuple(links)

    def _html(self, token: Token) -> None:
        for number, line in enumerate(token.content.strip().split("\n"), self._line(token)):
            marker = MARKER.fullmatch(line)
            if marker:
                self.blocks.append(Block("marker", f"{marker[1]}: {marker[2]}", number, self.section))
            elif line.strip() and not BOX.fullmatch(line):
                self._refuse_html(number, line)

    def _refuse_html(self, line: int, code: str) -> None:
        if code.startswith("<!--"):
            remedy = "Skriv fx <!-- tabel: ledermedlemmer -->, eller slet linjen."
            self.problems.append(Problem(self.file, line, f"«{code.strip()}» er ikke et mærke.", remedy))
        elif not (code.startswith("</") and self.problems):  # a closing tag: its opening one has been refused
            remedy = 'Skriv almindelig Markdown; den eneste HTML er <div class="tekstboks" markdown> … </div>.'
            self.problems.append(Problem(self.file, line, f"HTML-koden «{code.strip()}» kan ikke bruges.", remedy))

    def _refuse_attributes(self, line: int, text: str) -> None:
        for found in OTHER_ATTRIBUTES.finditer(text):
            place = line + text.count("\n", 0, found.start())
            self.problems.append(Problem(self.file, place, f"«{found[0]}» kan ikke bruges.", "Skriv kun et id: {#id}."))

    def _refuse_foreign(self, line: int, source: str) -> None:
        if re.match(r"[a-z]+:|//", _as_browsers_read(source), re.IGNORECASE):
            remedy = "Læg billedet i docs/assets/ og henvis til det der."
            self.problems.append(Problem(self.file, line, f"billedet «{source}» ligger på et andet websted.", remedy))

    def _refuse_scheme(self, link: Link) -> None:
        if not SAFE_LINK.match(_as_browsers_read(link.target)):
            remedy = "Brug https://…, mailto:… eller en side her på webstedet."
            self.problems.append(Problem(self.file, link.line, f"linket «{link.target}» kan ikke bruges.", remedy))

    def _line(self, token: Token) -> int:
        return (token.map or [0])[0] + self.first_line

    def _problem(self, token: Token, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, self._line(token), message, remedy))


def _as_browsers_read(address: str) -> str:
    r"""Browsers pass over control characters and read \ as /. Source: https://url.spec.whatwg.org/#url-parsing"""
    return re.sub(r"[\x00-\x20]", "", unescape(address)).replace("\\", "/")


def _kind(tags: list[str]) -> tuple[str, int]:
    """What a text is, from the tags around it, and its level where it is a heading."""
    if re.fullmatch(r"h[1-6]", tags[-1]):
        return "heading", int(tags[-1][1])
    if "blockquote" in tags:
        return "quote", 0
    return ("item", 0) if "li" in tags else ("paragraph", 0)
