"""Words of another language than the page's are marked with it (WCAG 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FROZEN, site_of
from lxml.html import HtmlElement, document_fromstring
from paper.page.glossary import mark_languages
from paper.page.reference import apa, sources
from paper.page.tree import parse, write
from paper.source.load import load_paper
from paper.words import foreign_patterns

PAPER, _ = load_paper(FROZEN)
# English words that a pattern too wide would take for Danish.
ENGLISH = re.compile(r"\b(?:the|and|of|paper|union|trade|managers?|leadership)\b", re.IGNORECASE)


def marked(html: str, project: Path, language: str = "en") -> str:
    site, tree = site_of(project), parse(html)
    page = site.paper.page("om", language)
    assert page
    mark_languages(tree, site.paper, page.language)
    return write(tree)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>LO (Landsorganisationen i Danmark)</p>", "<p>LO (<b>Landsorganisationen i Danmark</b>)</p>"),
        ("<p>room (ledelsesrum)</p>", "<p>room (<b>ledelsesrum</b>)</p>"),
        ("<p>in <em>Ny Løn</em>, Ny Løn.</p>", "<p>in <em><b>Ny Løn</b></em>, <b>Ny Løn</b>.</p>"),
        ("<p>Ledelsesrum\nis</p>", "<p><b>Ledelsesrum</b>\nis</p>"),
        ("<p>for Væksthus\nfor Ledelse</p>", "<p>for <b>Væksthus\nfor Ledelse</b></p>"),
        ("<p>“Offentlig ledelse i fællesskab”</p>", "<p>“<b>Offentlig ledelse i fællesskab</b>”</p>"),
        ("<p>LO, FOA and OAO; Metal, LO-forbundenes</p>", "<p>LO, FOA and OAO; Metal, <b>LO-forbundenes</b></p>"),
        ("<p>ledelsesrummene</p>", "<p>ledelsesrummene</p>"),
        ('<p lang="da">ledelsesrum</p>', '<p lang="da">ledelsesrum</p>'),
    ],
    ids=[
        "listed",
        "of the glossary",
        "in and after an element",
        "at the start of a sentence",
        "over two lines",
        "the title",
        "not what both languages write alike",
        "whole words",
        "not where it is marked already",
    ],
)  # fmt: skip
def test_a_danish_word_in_english_is_marked(html: str, wanted: str, project: Path) -> None:
    assert marked(html, project) == wanted.replace("<b>", '<span lang="da">').replace("</b>", "</span>")


def test_an_english_word_in_danish_is_marked_and_danish_is_not(project: Path) -> None:
    assert marked("<p>ledelsesrum: Frictionless Data Package</p>", project, "da") == (
        '<p>ledelsesrum: <span lang="en">Frictionless Data Package</span></p>'
    )


def test_a_word_is_listed_by_adding_a_line(project: Path) -> None:
    words = project / "docs/data/andre-sprog.yml"
    words.write_text(words.read_text("utf-8") + "- sprog: de\n  ord: [Mitbestimmung]\n", "utf-8")
    assert marked("<p>Mitbestimmung</p>", project) == '<p><span lang="de">Mitbestimmung</span></p>'
    assert marked("<p>Mitbestimmung</p>", project, "da") == '<p><span lang="de">Mitbestimmung</span></p>'


@pytest.mark.parametrize(
    ("file", "language", "others"),
    [
        ("docs/i-samme-baad.md", "da", []),
        ("docs/i-samme-baad.md", "en", [("LO’s ledermedlemmer", "da"), ("WORK", "da"), ("I samme båd?", "da")]),
        ("docs/i-samme-baad.en.md", "en", [("LO’s ledermedlemmer", "da"), ("WORK", "da"), ("I samme båd?", "da")]),
        ("docs/i-samme-baad.en.md", "da", [(" [LO’s manager members]", "en"), (" [In the same boat?]", "en")]),
    ],
)
def test_titles_in_a_reference_are_in_their_own_language(
    file: str, language: str, others: list[tuple[str, str]], project: Path
) -> None:
    site = site_of(project)
    reference = apa(sources(site.view(site.paper.by_file[file]))["ledermedlemmer"], language)
    parts = [("WORK" if part.is_work else part.words, part.language) for part in reference.parts]
    assert [part for part in parts if part[1] != language] == others


def texts(element: HtmlElement, language: str) -> Iterator[tuple[str, str]]:
    """Every text of a page with the language it is said to be in."""
    language = element.get("lang", language)
    if isinstance(element.tag, str) and element.tag not in ("script", "style"):
        yield language, element.text or ""
        for child in element:
            yield from texts(child, language)
            yield language, child.tail or ""


def test_on_every_page_known_words_of_another_language_are_said_to_be_in_it(frozen: Path) -> None:
    patterns = {code: foreign_patterns(PAPER, code) for code in PAPER.languages}
    seen: set[str] = set()
    for path in frozen.rglob("*.html"):
        page = document_fromstring(path.read_text("utf-8"))
        for language, text in texts(page.find("body"), page.get("lang")):
            for other, pattern in patterns[language].items():
                found = re.search(pattern, text)
                assert not found, f"{path.relative_to(frozen)}: {found and found[0]!r} is {other}, not {language}"
        seen |= {str(element.text_content()) for element in page.xpath("//span[@lang]")}
    assert {"Fagbevægelsens Hovedorganisation", "HK/Trafik & Jernbane", "MUS", "Videregående voksenuddannelse"} <= seen


def test_nothing_on_an_english_page_is_said_to_be_danish_that_is_not(frozen: Path) -> None:
    for path in frozen.rglob("*.en/index.html"):
        for element in document_fromstring(path.read_text("utf-8")).xpath("//*[@lang='da'][not(.//*[@lang='en'])]"):
            assert not ENGLISH.search(element.text_content()), f"{path.relative_to(frozen)}: {element.text_content()}"
