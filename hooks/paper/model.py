"""What the paper is made of: pages of text, the member-count table, the struggles, the numbers in the prose."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

SENTENCE = re.compile(r"^([\w-]+: )?(?![\w-]+: )([a-zæøå])")  # where one begins, in «nav: siden findes ikke.»
Words = Mapping[str, str]  # the same words by language: {"da": "…", "en": "…"}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an editor has to mend, and how. `file` is relative to the project, `line` counts from 1."""

    file: str
    line: int
    message: str
    remedy: str
    warning: bool = False  # told, but stops nothing: an editor is never held up by a missing translator

    @property
    def sentence(self) -> str:
        """The message as it follows the colon of a place: it begins as a sentence does, also after its key's colon."""
        return SENTENCE.sub(lambda start: (start[1] or "") + start[2].upper(), self.message)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence} {self.remedy}"


@dataclass(frozen=True)
class Count:
    """A number of people: exact when `low == high`, otherwise an estimated range."""

    low: int
    high: int

    def __add__(self, other: Count) -> Count:
        return Count(self.low + other.low, self.high + other.high)

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    def rounded(self, unit: int) -> int:
        """The middle of the range to the nearest `unit`; half a unit is rounded up."""
        return (self.low + self.high + unit) // (2 * unit) * unit


@dataclass(frozen=True)
class Row:
    """A row of the member-count table: who, which unions (usually one), how many leader members."""

    name: str
    unions: tuple[str, ...]
    count: Count
    line: int


@dataclass(frozen=True)
class MemberTable:
    """Leader members in the public sector by union (source: the paper's own table)."""

    file: str
    title: Words
    rows: tuple[Row, ...]
    stated_total: Count
    total_line: int

    @property
    def total(self) -> Count:
        return sum((row.count for row in self.rows), Count(0, 0))

    @property
    def unions(self) -> tuple[str, ...]:
        """Every union in the table once, in the table's order."""
        return tuple(dict.fromkeys(union for row in self.rows for union in row.unions))

    @property
    def largest(self) -> Row:
        return max(self.rows, key=lambda row: row.count.high)


@dataclass(frozen=True)
class Point:
    """A main argument of a struggle: a sentence of its page, and the anchor of the paragraph it stands in."""

    anchor: str
    text: Words
    line: int


@dataclass(frozen=True)
class Struggle:
    """One of the paper's common struggles («kampe»)."""

    number: int
    page: str
    title: Words
    core: Words
    points: tuple[Point, ...]
    line: int
    lines: Mapping[str, int]

    def heading(self, language: str) -> str:
        return f"{self.number}. {self.title[language]}"


@dataclass(frozen=True)
class StatedNumber:
    """A number the prose states: the exact words, and the rule by which it follows from data, or that it is cited."""

    page: str
    words: Words
    rule: str
    value: int | None
    line: int
    lines: Mapping[str, int]


@dataclass(frozen=True)
class Link:
    target: str
    line: int


@dataclass(frozen=True)
class Image:
    source: str  # its file from docs/, which is its address from the site's root too
    text: str  # what stands in for it: the alternative text


@dataclass(frozen=True)
class Block:
    """A part of a page: its plain text and where it starts. Its kind is heading, paragraph, item, quote, note, figure
    (its text is the caption), columns or row (of a table, cell by cell), or marker.

    `section` is the id of the heading it stands under (its own, for a heading), `anchors` the ids it carries. `depth`
    is how many lists it stands in; `number` is an item's own in a numbered list.
    """

    kind: str
    text: str
    line: int
    section: str
    level: int = 0
    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    depth: int = 0
    number: int = 0
    cells: tuple[str, ...] = ()
    image: Image | None = None

    @property
    def is_prose(self) -> bool:
        return self.kind != "marker"


@dataclass(frozen=True)
class Page:
    """A page as written: `slug` names it in every language (`de-faelles-kampe/nyt-syn`), `file` is its source."""

    slug: str
    language: str
    file: str
    blocks: tuple[Block, ...]
    of_paper: bool = True
    translated: Mapping[str, str] = field(default_factory=dict)  # section id: fingerprint of the text it translates
    description: str = ""  # a sentence that tells of it where nothing else is shown of it; empty for its first
    description_line: int = 1

    @property
    def headings(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind == "heading")

    @property
    def title(self) -> Block:
        """Its first heading; an empty one where it has none yet, and so is not published."""
        return next((block for block in self.headings if block.level == 1), Block("heading", "", 1, "", 1))

    @property
    def anchors(self) -> Mapping[str, Block]:
        return {anchor: block for block in self.blocks for anchor in block.anchors}

    @cached_property
    def sections(self) -> Mapping[str, tuple[Block, ...]]:
        """The blocks of each section, its heading first, by the heading's id and in order."""
        sections: dict[str, list[Block]] = {}
        for block in self.blocks:
            sections.setdefault(block.section, []).append(block)
        return {section: tuple(blocks) for section, blocks in sections.items()}

    @property
    def prose(self) -> Iterator[Block]:
        return (block for block in self.blocks if block.is_prose)

    def holding(self, words: str) -> Block | None:
        """The first block in which these exact words stand."""
        return next((block for block in self.prose if words in block.text), None)


def fingerprint(section: tuple[Block, ...]) -> str:
    """Eight hexadecimal digits that change with the section's text; links and ids may change without it."""
    text = "\n".join(f"{block.kind} {block.text}" for block in section)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Term:
    """A word the glossary explains, and the forms in which it stands on the pages."""

    id: str
    word: Words
    forms: Mapping[str, Sequence[str]]
    explanation: Words

    def spellings(self, language: str) -> set[str]:
        """The word and its forms in the language."""
        return {self.word[language], *self.forms.get(language, ())}


@dataclass(frozen=True)
class Foreign:
    """A word or a name that stands in texts of other languages than its own."""

    word: str
    language: str
    line: int


# The paper's forms to take away, as «Hent» lists them: what tells the kind's file name from others, and its ending.
FORMATS = {
    "pdf": ("", "pdf"),
    "side": ("-paa-en-side", "pdf"),
    "linjenumre": ("-linjenumre", "pdf"),
    "word": ("", "docx"),
    "ebog": ("", "epub"),
}
KEPT = {kind: ending for kind, (of, ending) in FORMATS.items() if not of}  # those that an edition keeps
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class Download:
    """A finished file to take away: its kind, address from the site's root, bytes and number of pages, if any."""

    kind: str
    address: str
    content: bytes
    pages: int = 0

    @property
    def media_type(self) -> str:
        """As RFC 6838 names it."""
        return MEDIA_TYPES[self.address.rpartition(".")[2]]

    @property
    def kilobytes(self) -> int:
        return round(len(self.content) / 1000)


@dataclass(frozen=True)
class Passage:
    """A heading, paragraph, list item or table row of the paper, as a record of an edition keeps it.

    `under` is what it stands under: its page's title and, where that is another, its section's heading.
    """

    text: str
    page: str = ""
    section: str = ""
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Publication:
    """What the paper is called and who is behind it (source: CITATION.cff, `preferred-citation`)."""

    title: str
    full_title: str
    authors: tuple[str, ...]
    publisher: str
    year: int
    month: int
    language: str
    lines: Mapping[str, int]

    @property
    def subtitle(self) -> str:
        return self.full_title.removeprefix(f"{self.title}: ")

    @property
    def date(self) -> str:
        """As ISO 8601 writes a month: 2011-10."""
        return f"{self.year}-{self.month:02}"


@dataclass(frozen=True)
class Edition:
    """A text of the paper that is kept for good; `record` is None until it has been frozen, and `page` is empty.

    `marks` are the fingerprints its files had then, by their endings, as docs/data/udgaver.yml has them.
    """

    name: str
    date: str
    note: Words
    record: tuple[Passage, ...] | None
    line: int
    forms: tuple[tuple[str, str], ...] = ()  # in which it has been frozen: the language, and which of KEPT
    page: str = ""  # its text as HTML
    marks: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)  # the fingerprints its files have

    @property
    def address(self) -> str:
        """Where its text is, from the site's root."""
        return f"udgaver/{self.name}.txt"

    @property
    def page_address(self) -> str:
        """Where it can be read and linked to, from the site's root."""
        return f"udgaver/{self.name}/"

    def form_address(self, language: str, kind: str) -> str:
        """Where it is in this form in the language, from the site's root."""
        return f"udgaver/{self.name}.{language}.{KEPT[kind]}"


@dataclass(frozen=True)
class Promise:
    """An address that was promised to stay: the line it stands at, and where its text is if that is on another page."""

    line: int
    now: str = ""


@dataclass(frozen=True, eq=False)  # one is itself: what is worked out of it can be kept
class Paper:
    """All of it. What could not be read (its problems are reported) is None or empty."""

    languages: tuple[str, ...]
    navigation: Mapping[str, int]  # the pages mkdocs.yml lists, in order, each with the line it stands at
    pages: tuple[Page, ...]
    table: MemberTable | None
    struggles: tuple[Struggle, ...]
    numbers: tuple[StatedNumber, ...] | None
    number_words: Mapping[str, Sequence[str]]
    labels: Mapping[str, Words]
    terms: tuple[Term, ...]
    record: tuple[Passage, ...]
    external_links: Mapping[str, int] | None  # the addresses outside the site that have been reviewed, with their lines
    publication: Publication | None = None
    editions: tuple[Edition, ...] = ()
    promises: Mapping[str, Promise] | None = None  # by address: `/om/`, `/om/#kolofon`, `/udgaver/2011.txt`
    moved: Mapping[str, Link] = field(default_factory=dict)  # old pages, and where mkdocs.yml says they are now
    foreign: tuple[Foreign, ...] = ()
    site_name: str = ""
    contact: str = ""  # whom readers may write to: an e-mail address or an https address
    repository: str = ""  # its address on the web
    extensions: str = "{}"  # Python-Markdown's, each with its settings, as JSON
    unreadable: frozenset[str] = frozenset()  # pages' files that are there but cannot be read; told as problems already
    misread: frozenset[str] = frozenset()  # pages' files with faults told already: their blocks may not be as meant

    @cached_property
    def by_slug(self) -> Mapping[tuple[str, str], Page]:
        return {(page.slug, page.language): page for page in self.pages}

    @cached_property
    def by_file(self) -> Mapping[str, Page]:
        return {page.file: page for page in self.pages}

    def page(self, slug: str, language: str) -> Page | None:
        return self.by_slug.get((slug, language))

    def lacks(self, slug: str, language: str) -> bool:
        """Whether the original has no such page at all (translations may come later)."""
        return language == self.original and f"docs/{slug}.md" not in self.unreadable and not self.page(slug, language)

    def translates(self, words: Words, language: str) -> bool:
        """Whether these words have been put into the language; until then the original's stand in their place."""
        return language == self.original or words[language] != words[self.original]

    def foreign_words(self, language: str) -> Mapping[str, frozenset[str]]:
        """The words of other languages that texts in this one may hold, by their language.

        Those that are listed; in a translation also the paper's title and the glossary's terms as the original has
        them, but for terms that are the same in both.
        """
        words = {(each.language, each.word) for each in self.foreign if each.language != language}
        if language != self.original:
            titles = (self.publication.title, self.publication.subtitle) if self.publication else ()
            terms = (term.spellings(self.original) - term.spellings(language) for term in self.terms)
            words |= {(self.original, word) for word in {*titles, *chain.from_iterable(terms)} if word}
        languages = sorted({code for code, _ in words})
        return {code: frozenset(word for each, word in words if each == code) for code in languages}

    def source(self, page: Page) -> Page | None:
        """The page that this one translates; None for an original, or where that is gone."""
        return self.page(page.slug, self.original) if page.language != self.original else None

    def behind(self, page: Page) -> dict[str, str]:
        """The sections of a translated page whose original has changed since, each with its fingerprint now."""
        source = self.source(page)
        if source is None:
            return {}
        now = {section: fingerprint(blocks) for section, blocks in source.sections.items()}
        return {section: mark for section, mark in now.items() if section and page.translated.get(section) != mark}

    @property
    def original(self) -> str:
        """The language the paper was written in; the others are translations of it."""
        return self.languages[0]

    def chapters(self, language: str) -> tuple[Page, ...]:
        """The pages that hold the paper's own text, in reading order."""
        return tuple(page for page in self.pages if page.of_paper and page.language == language)

    def within(self, chapter: Page) -> tuple[Page, ...]:
        """A chapter and the pages below it."""
        return tuple(page for page in self.chapters(chapter.language) if f"{page.slug}/".startswith(f"{chapter.slug}/"))

    @property
    def contact_link(self) -> str:
        """Where the contact is linked to; empty where there is none."""
        return f"mailto:{self.contact}" if self.contact and not self.contact.startswith("https:") else self.contact

    def struggles_in(self, language: str) -> tuple[Struggle, ...]:
        """Those that have their page in the language; the others follow when they are translated."""
        return tuple(struggle for struggle in self.struggles if self.page(struggle.page, language))

    def own_pages(self, language: str) -> tuple[Page, ...]:
        """The site's own pages but the front page: about the paper, the whole of it, accessibility."""
        own = (page for page in self.pages if not page.of_paper and page.language == language)
        return tuple(page for page in own if page.slug != "index")
