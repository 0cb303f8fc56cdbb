"""The search index: Pagefind reads a copy of every section and writes what the reader's browser searches in.

Each section is a document of its own, so that results are sections and the best one comes first. The copy has plain
text only, in Danish with compounds taken apart; the published pages are not changed. https://pagefind.app/docs/indexing/
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from unicodedata import normalize

from lxml.html import HtmlElement, document_fromstring

from ..model import Problem
from .compounds import Compounds, last_parts
from .indexing import BUNDLE, write_index
from .spellings import indexed

# The elements that hold text; a heading or a term of the glossary with an id begins a section.
TEXTS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "caption", "tr", "figcaption")
HEADINGS = (*TEXTS[:6], "dt")

# What an article shows besides text of its own: ways around the site, notices, lists made from other pages.
IGNORED_WHERE = ("@data-pagefind-ignore", "@aria-hidden='true'", "@role='img'")
IGNORED_CLASSES = ("bagud footnote-backref hele indhold kampe laesetid oversat paa-papir paa-siden sti").split()  # noqa: SIM905
FRONT = "h2[ancestor::article[@class='forside']]"  # signposts to the very sections that have the same heading
IGNORED = (FRONT, "nav", "button", "dialog", "svg", "sup", *(f"*[{what}]" for what in IGNORED_WHERE))


@dataclass(frozen=True)
class Section:
    """A heading with an id and what stands under it, up to the next: for each text its id, if it has one, and words."""

    language: str
    address: str
    page_title: str
    texts: list[tuple[str, str]] = field(default_factory=list)


def index(site: FilePath, root: FilePath, compounding: str = "da") -> list[Problem]:
    """Writes the index of the finished site in `site` to its folder `pagefind/`; a problem where it cannot be whole."""
    sections = [section for path in sorted(site.rglob("index.html")) for section in sections_of(path, site)]
    texts = (words for section in sections if section.language == compounding for _, words in section.texts)
    compounds = Compounds(texts, last_parts(root))
    addresses: dict[str, list[str]] = {}
    with TemporaryDirectory() as name:
        for number, section in enumerate(sections):
            html = copy_of(section, compounds if section.language == compounding else None)
            (FilePath(name) / f"{number:05}.html").write_text(html, "utf-8")
            addresses.setdefault(section.language.lower(), []).append(section.address)
        return write_index(FilePath(name), addresses, site / BUNDLE)


def sections_of(path: FilePath, site: FilePath) -> list[Section]:
    """The sections of a finished page, in order; none of a page that search engines are asked to leave out."""
    page = document_fromstring(path.read_text("utf-8"))
    if page.xpath("//meta[@name='robots'][contains(@content, 'noindex')]"):
        return []
    folder = path.parent.relative_to(site).as_posix()
    address = "" if folder == "." else f"{folder}/"
    sections: list[Section] = []
    for element, words in _texts(page):
        place = element.get("id", "")
        if element.tag in HEADINGS and place:
            title = sections[0].texts[0][1] if sections else words
            sections.append(Section(page.get("lang", ""), f"{address}#{place}", title))
        if sections:
            sections[-1].texts.append((place, words))
    return sections


def _texts(page: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """The page's elements that hold text, and their words."""
    ignored = [*IGNORED, *(f"*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in IGNORED_CLASSES)]
    for element in page.xpath("|".join(f"//article//{selector}" for selector in ignored)):
        element.drop_tree()
    inside = " or ".join(f"ancestor::{tag}" for tag in TEXTS)
    for element in page.xpath("|".join(f"//article//{tag}[not({inside})]" for tag in TEXTS)):
        parts = [part.text_content() for part in element] if element.tag == "tr" else [element.text_content()]
        words = normalize("NFC", " ".join(" ".join(parts).replace("\xad", "").split()))
        if words:
            yield element, words


def copy_of(section: Section, compounds: Compounds | None) -> str:
    """What the indexer reads: the heading as title, the page's title beside it, and every text with its id."""
    (place, heading), *texts = section.texts

    def read(words: str) -> str:
        return escape(indexed(words, section.language, compounds))

    meta = f'data-pagefind-meta="place[data-place], page[data-page]" data-place="{escape(section.address)}"'
    title = f'<h1{_id(place)} {meta} data-page="{escape(section.page_title)}">{read(heading)}</h1>'
    text = "".join(f"<p{_id(place)}>{read(words)}</p>" for place, words in texts)
    return f'<html lang="{escape(section.language)}"><body>{title}{text}'


def _id(place: str) -> str:
    return f' id="{escape(place)}"' if place else ""
