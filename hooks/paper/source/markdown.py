"""A page's Markdown as GitHub reads it: blocks of plain text with line numbers, which is what the checks read.

The site itself is rendered by Python-Markdown, which keeps no line numbers; source/rendering.py holds the two readings
against each other. What Markdown has and the paper does not, and slips of the pen, are refused here.
"""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode as Node
from mdit_py_plugins.footnote import footnote_plugin

from ..model import Block, Image, Link, Page, Problem
from .files import PICTURES
from .markers import marker_in

ATTRIBUTES = re.compile(r"\s*\{:?\s*((?:[#.][\w-]+\s*)+)\}")  # Python-Markdown's attr_list: {#id}, [](){#old-id}
OTHER_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")  # Python-Markdown would take any: {onclick="…"}, {style="…"}, {hidden}
COMMENT = re.compile(r"<!--(.*)-->\s*$")
BOX = re.compile(r'<div class="tekstboks" markdown>\s*$|</div>\s*$')
SAFE_LINK = re.compile(r"(?!//)(?![a-z][a-z0-9+.-]*:)|https?://|mailto:", re.IGNORECASE)
FIGURE = re.compile(r"image(?: softbreak em_open (?:(?!em_close).)*em_close)?(?: softbreak)?")  # by its parts' types
LABEL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

BULLET = re.compile(r"[•·]")
HIDDEN = "\0"  # in place of what is no text to look for slips in: signs after \\, the words of links

WITHIN_ITEM = "Hører den under punktet før, så ryk den ind, til den begynder under punktets første bogstav."
UNINDENT = "Fjern mellemrummene foran linjen, eller de tre ` omkring teksten."
USE_BOX = 'Brug en tekstboks: <div class="tekstboks" markdown> … </div>.'

# What Markdown has and the paper does not.
REFUSED = {
    "code_block": ("teksten ville blive vist som programkode.", UNINDENT),
    "fence": ("teksten ville blive vist som programkode.", UNINDENT),
    "code_inline": ("ord mellem ` ville blive vist som programkode.", "Slet tegnene, eller skriv *ordene* i kursiv."),
    "hr": ("en streg tværs over siden kan ikke bruges.", "Slet linjen."),
    "lheading": ("overskriften er understreget i stedet for mærket med #.", "Skriv fx ## Titel {#titel}."),
}

# What may stand in an item, a quotation or a note; and how that is said.
WITHIN = {
    "list_item": ["paragraph", "bullet_list", "ordered_list"],
    "blockquote": ["paragraph"],
    "footnote": ["paragraph", "footnote_anchor"],
}
PLAIN_WITHIN = {
    "list_item": "afsnit og lister, for det er et punkt på en liste",
    "blockquote": "afsnit, for det er et citat",
    "footnote": "afsnit, for det er en note",
}

# Signs left in the text: meant for Markdown but not written as it asks, or GitHub takes them and the site does not.
SLIPS = (
    (r"^(#{1,6})([^\s#].*)", "der mangler et mellemrum efter #.", "Skriv {0} {1}"),
    (r"^[•·]\s*(.*)", "punktet begynder ikke med en bindestreg.", "Skriv - {0}"),
    (r"\*\*", "der mangler to stjerner (**).", "Skriv **ordene** med to stjerner før og efter."),
    (r"^\*\[([^\]]*)\]:", "«{0}» kan ikke forklares sådan.", "Skriv ordet i docs/data/ordforklaring.yml."),
    (
        r"(?<!\w)\*(?=\w)|(?<=[\w.,:;!?])\*(?!\w)",
        "der mangler en stjerne (*).",
        "Skriv *ordene* med en stjerne før og efter, eller \\* hvor tegnet skal ses.",
    ),
    (
        r"(?<!\w)_(?=\w)|(?<=[\w.,:;!?])_(?!\w)",
        "der mangler en understreg (_).",
        "Skriv *ordene* med en stjerne før og efter, eller \\_ hvor tegnet skal ses.",
    ),
    (r"(~~?\S[^~]*~~?|==\S[^=]*==)", "«{0}» ville blive vist med sine tegn.", "Slet tegnene omkring ordene."),
    (r"^\[[ xX]\]\s", "et punkt kan ikke krydses af.", "Slet [ ] foran ordene."),
    (r"^(\[!\w+\])", "«{0}» kan ikke bruges.", USE_BOX),
    (r"^([!?]{3}\+? ?\w+)", "«{0}» kan ikke bruges.", USE_BOX),
    (r"\[\^([^\]]*)\]", "noten «{0}» har ingen tekst.", "Skriv nederst på siden: [^{0}]: Notens tekst."),
    (r"(\[[^\]]+\])\s+(\([^)\s]+\))", "«{0} {1}» er ikke et link.", "Skriv {0}{1} uden mellemrum."),
    (
        r"^[^\[]*\]|\[[^\]]*$",
        "en skarp parentes mangler sin anden halvdel.",
        "Skriv [ordene](side.md), eller \\[ hvor tegnet skal ses.",
    ),
    (r"(https?://[^\s)>]*[^\s)>.,;:!?])", "adressen «{0}» er ikke et link.", "Skriv <{0}>."),
    (r"(www\.[^\s)>]*[^\s)>.,;:!?])", "adressen «{0}» er ikke et link.", "Skriv <https://{0}>."),
    (r"([\w.+-]+@[\w-]+\.[\w.-]*\w)", "adressen «{0}» er ikke et link.", "Skriv <{0}>."),
    (r"\\$", "teksten ender med en omvendt skråstreg.", "Slet den."),
)

LATE_ID = (
    r"\S[ \t]+(\{:?#[\w-]+\})\s*$",
    "id’et {0} ville blive vist som tekst.",
    "Skriv {0} på en linje for sig lige under teksten.",
)

PARSER = MarkdownIt("commonmark").enable("table").disable("text_join").use(footnote_plugin, inline=False)
PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # refused here, with a message, not passed over
PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign]
PARSER.add_render_rule("text_special", lambda renderer, tokens, place, options, known: escape(tokens[place].content))


def parse_page(slug: str, language: str, file: str, text: str, first_line: int = 1) -> tuple[Page, list[Problem]]:
    """The page's blocks, and the problems of its Markdown that would make it look other than it is written."""
    tokens, known = parse(text)
    reading = _Reading(file, text.split("\n"), first_line)
    try:
        tree = Node(tokens)
    except ValueError:  # the parser of notes loses its way among notes in notes
        reading.refuse_tangled_notes()
    else:
        reading.walk(tree)
        reading.refuse_notes(known.get("footnotes", {}).get("refs", {}))
    return Page(slug, language, file, tuple(reading.blocks)), sorted(set(reading.problems))


@lru_cache(maxsize=1)
def parse(text: str) -> tuple[list[Token], dict[str, Any]]:
    """The page as markdown-it reads it, and what it has learnt on the way: the notes."""
    known: dict[str, Any] = {}
    return PARSER.parse(text, known), known


def show(text: str, first_line: int = 1) -> str:
    """The page's HTML as GitHub would show it, each block with the line it starts at; ids are left out."""
    tokens, known = parse(text)
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet("data-line", str(token.map[0] + first_line))
    return ATTRIBUTES.sub("", PARSER.renderer.render(tokens, PARSER.options, known))


@dataclass
class _Words:
    """The plain text of a block, the same with all that is no slip hidden, and what stands in it besides."""

    text: str = ""
    typed: str = ""
    links: list[Link] = field(default_factory=list)
    image: Image | None = None
    has_notes: bool = False

    def add(self, text: str, typed: bool = True) -> None:
        self.text += text
        self.typed += text if typed else HIDDEN * len(text)

    @property
    def anchors(self) -> tuple[str, ...]:
        return tuple(name for found in ATTRIBUTES.findall(self.text) for name in re.findall(r"#([\w-]+)", found))


@dataclass
class _Reading:
    file: str
    source: list[str]
    first_line: int
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    section: str = ""
    sections: dict[int, str] = field(default_factory=dict)  # where each note is first referred to

    def walk(self, node: Node) -> None:
        for child in node.children:
            kind = "lheading" if child.type == "heading" and not child.markup.startswith("#") else child.type
            if kind in REFUSED:
                self._problem(self._line(child), *REFUSED[kind])
            elif kind not in WITHIN.get(node.type, [kind]):
                message = f"her kan kun stå {PLAIN_WITHIN[node.type]}."
                self._problem(self._line(child), message, "Sæt det for sig selv, med en tom linje før og efter.")
            elif kind == "inline":
                self._block(child)
            elif kind == "tr":
                self._row(child)
            elif kind == "html_block":
                self._html(child)
            else:
                if kind.endswith("_list"):
                    self._refuse_lists(child)
                elif kind == "list_item" and (not child.children or child.children[0].type != "paragraph"):
                    self._problem(self._line(child), "punktet har ingen tekst.", "Skriv den, eller slet punktet.")
                self.walk(child)

    def _refuse_lists(self, node: Node) -> None:
        """Python-Markdown sees a list only after an empty line, and two lists with nothing between them as one."""
        start, before, items = (node.map or (0, 0))[0], node.previous_sibling, node.children
        line_before = self.source[start - 1].strip() if start else ""
        if node.level == 0 and line_before and not BULLET.match(line_before):
            within = before and before.type.endswith("_list")
            remedy = f"{WITHIN_ITEM} Ellers indsæt en tom linje." if within else "Indsæt en tom linje."
            self._problem(self._line(node), "der mangler en tom linje før listen.", remedy)
        elif before and before.type == node.type:
            sign = f"{before.children[0].info}{before.children[0].markup}"
            remedy = f"Skriv punkterne som i den første ({sign}), eller sæt ord mellem de to lister."
            self._problem(self._line(node), "en ny liste begynder lige efter en anden.", remedy)
        elif len(items) == 1 and items[0].info not in ("", "1"):
            message = f"«{items[0].info}.» ville blive vist som et punkt på en liste."
            remedy = f"Skriv {items[0].info}\\., hvis det er begyndelsen på en sætning."
            self._problem(self._line(node), message, remedy)

    def _block(self, node: Node) -> None:
        line, around = self._line(node), _ancestors(node)
        words = self._words(node, line)
        kind = _kind(around)
        if words.has_notes and kind in ("heading", "note"):
            where = "overskrift" if kind == "heading" else "anden note"
            self._problem(line, f"en note kan ikke stå i en {where}.", "Flyt [^…] til et afsnit.")
        section = self._section(kind, words, around)
        if image := words.image:
            kind = "figure"
            self._refuse_picture(node, image, [outer.type for outer in around])
            path = posixpath.normpath(posixpath.join(posixpath.dirname(self.file), image.source))
            words.image = Image(path.removeprefix("docs/"), image.text)
        level = int(around[0].tag[1]) if kind == "heading" else 0
        depth = sum(outer.type == "list_item" for outer in around)
        text = self._text(words, line, SLIPS if kind == "heading" else (*SLIPS, LATE_ID))
        if kind == "heading" and not text:
            self._problem(line, "overskriften er tom.", "Skriv den, eller slet linjen.")
        if text or words.anchors or words.image:
            links, number = tuple(words.links), _number(kind, around)
            block = Block(kind, text, line, section, level, words.anchors, links, depth, number, image=words.image)
            self.blocks.append(block)

    def _section(self, kind: str, words: _Words, around: list[Node]) -> str:
        """The section a block stands in; a note's is the one that first refers to it."""
        if kind == "heading":
            self.section = words.anchors[-1] if words.anchors else ""
        if kind == "note":
            return self.sections.get(next(outer.meta["id"] for outer in around if outer.type == "footnote"), "")
        return self.section

    def _row(self, node: Node) -> None:
        """A row of a table is one block; its first row is the one that says what the columns are."""
        line, kind = self._line(node), "columns" if node.parent and node.parent.type == "thead" else "row"
        words = [self._words(inline, line) for cell in node.children for inline in cell.children]
        cells = tuple(self._text(each, line, SLIPS) for each in words)
        anchors, links = (tuple(one for each in words for one in getattr(each, name)) for name in ("anchors", "links"))
        for image in (each.image for each in words if each.image):
            remedy = "Sæt det på en linje for sig, uden for tabellen."
            self._problem(line, f"billedet «{image.source}» står i en tabel.", remedy)
        self.blocks.append(Block(kind, " | ".join(cells), line, self.section, 0, anchors, links, cells=cells))

    def _text(self, words: _Words, line: int, slips: Sequence[tuple[str, str, str]]) -> str:
        """The block's words without ids; slips in them are refused."""
        for pattern, message, remedy in slips:
            if found := re.search(pattern, words.typed):
                told = tuple(part or "" for part in found.groups())
                self._problem(line, message.format(*told), remedy.format(*told))
                break
        for found in OTHER_ATTRIBUTES.finditer(text := ATTRIBUTES.sub("", words.text)):
            place = line + text.count("\n", 0, found.start())
            self._problem(place, f"«{found[0]}» kan ikke bruges.", "Skriv kun et id: {#id}.")
        return " ".join(text.split())

    def _words(self, node: Node, line: int) -> _Words:
        words, inside, children = _Words(), 0, (node.token.children if node.token else None) or []
        for child, following in zip(children, [*children[1:], None], strict=False):
            if child.type in ("softbreak", "hardbreak"):
                words.add("\n")
                line += 1
            elif child.type in ("link_open", "link_close"):
                inside += child.nesting
                if child.nesting == 1:
                    self._link(str(child.attrs.get("href", "")), following, words, line)
            elif child.type == "footnote_ref":
                words.has_notes = True
                self.sections.setdefault(child.meta["id"], self.section)
            elif child.type == "image":
                words.image = Image(str(child.attrs.get("src", "")), child.content)
            elif child.type in REFUSED:
                self._problem(line, *REFUSED[child.type])
            elif child.type == "html_inline":
                self._refuse_html(line, child.content)
            else:
                words.add(child.content, child.type == "text" and not inside)
        return words

    def _link(self, target: str, following: Token | None, words: _Words, line: int) -> None:
        """A link; one that leads nowhere has no words, and is there for its id: [](){#old-id}."""
        if target:
            words.links.append(Link(target, line))
            self._refuse_target(line, target)
        elif following and following.type != "link_close":
            self._problem(line, "linket fører ingen steder hen.", "Skriv en side eller en adresse mellem ( og ).")

    def _refuse_target(self, line: int, target: str) -> None:
        if not SAFE_LINK.match(_as_browsers_read(target)):
            remedy = "Brug https://…, mailto:… eller en side her på webstedet."
            self._problem(line, f"linket «{target}» kan ikke bruges.", remedy)
        elif re.fullmatch(r"[^/:@]+@[^/:@]+", target):
            self._problem(line, f"linket «{target}» mangler mailto: foran.", f"Skriv mailto:{target}")

    def refuse_notes(self, known: dict[str, int]) -> None:
        """`known` are the notes that have a text, by label with a colon before it, each with its number or -1."""
        for label, number in ((label[1:], number) for label, number in known.items()):
            line = next((n for n, text in enumerate(self.source) if text.startswith(f"[^{label}]:")), 0)
            if number < 0:
                remedy = f"Skriv [^{label}] dér, hvor den hører til, eller slet den."
                self._problem(line + self.first_line, f"ingen henviser til noten «{label}».", remedy)
            elif not LABEL.fullmatch(label):
                message = f"notens navn «{label}» må kun have a-z, 0-9 og bindestreg."
                self._problem(line + self.first_line, message, "Skriv fx [^kilde].")

    def refuse_tangled_notes(self) -> None:
        line = next((n for n, text in enumerate(self.source) if "[^" in text), 0)
        remedy = "Skriv hver note på en linje for sig: [^navn]: Notens tekst."
        self._problem(line + self.first_line, "noterne på siden går ind i hinanden.", remedy)

    def _refuse_picture(self, node: Node, image: Image, around: list[str]) -> None:
        """A picture is a paragraph, alone or with its caption in italics on the next line; that is a figure."""
        line, parts = self._line(node), (node.token.children if node.token else None) or []
        shape = " ".join(part.type for part in parts if part.type != "text" or ATTRIBUTES.sub("", part.content).strip())
        if re.match(r"[a-z]+:|//", _as_browsers_read(image.source), re.IGNORECASE):
            remedy = "Læg billedet i docs/assets/ og henvis til det der."
            self._problem(line, f"billedet «{image.source}» ligger på et andet websted.", remedy)
        elif around != ["paragraph"] or not FIGURE.fullmatch(shape):
            remedy = "Sæt det på en linje for sig, og en billedtekst i *kursiv* på den næste."
            self._problem(line, f"billedet «{image.source}» står midt i en tekst.", remedy)
        elif not image.text:
            remedy = f"Skriv, hvad det viser: ![Et diagram over …]({image.source})"
            self._problem(line, f"billedet «{image.source}» mangler en beskrivelse.", remedy)
        elif not image.source.endswith(tuple(PICTURES)):
            remedy = f"Brug en fil, der ender på {', '.join(PICTURES)}."
            self._problem(line, f"billedet «{image.source}» kan ikke vises.", remedy)

    def _html(self, node: Node) -> None:
        for number, line in enumerate(node.content.strip().split("\n"), self._line(node)):
            comment = COMMENT.fullmatch(line)
            if comment and (marker := marker_in(comment[1])):
                self.blocks.append(Block("marker", marker, number, self.section))
            elif line.strip() and not BOX.fullmatch(line):
                self._refuse_html(number, line)

    def _refuse_html(self, line: int, code: str) -> None:
        if code.startswith("<!--"):
            remedy = "Skriv fx <!-- tabel: ledermedlemmer -->, eller slet linjen."
            self._problem(line, f"«{code.strip()}» er ikke et mærke.", remedy)
        elif not (code.startswith("</") and self.problems):  # a closing tag: its opening one has been refused
            remedy = 'Skriv almindelig Markdown; den eneste HTML er <div class="tekstboks" markdown> … </div>.'
            self._problem(line, f"HTML-koden «{code.strip()}» kan ikke bruges.", remedy)

    def _line(self, node: Node) -> int:
        """Where the node starts; parts of a line are where the line is."""
        while not node.map and node.parent:
            node = node.parent
        return (node.map or (0, 0))[0] + self.first_line

    def _problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, message, remedy))


def _ancestors(node: Node) -> list[Node]:
    """What is around the node, innermost first."""
    around = []
    while node.parent and node.parent.type != "root":
        node = node.parent
        around.append(node)
    return around


def _kind(around: list[Node]) -> str:
    """What a text is, from what is around it: only the first text of a list item is the item."""
    types = [outer.type for outer in around]
    if types[0] == "heading":
        return "heading"
    if "footnote" in types:
        return "note"
    if "blockquote" in types:
        return "quote"
    return "item" if types[1:2] == ["list_item"] and not around[0].previous_sibling else "paragraph"


def _number(kind: str, around: list[Node]) -> int:
    """A note's number, or that of an item in a numbered list; 0 for what has none."""
    if kind == "note":
        return 1 + next(int(outer.meta["id"]) for outer in around if outer.type == "footnote")
    return int(around[1].info or 0) if kind == "item" else 0


def _as_browsers_read(address: str) -> str:
    r"""Browsers pass over control characters and read \ as /. Source: https://url.spec.whatwg.org/#url-parsing"""
    return re.sub(r"[\x00-\x20]", "", unescape(address)).replace("\\", "/")
