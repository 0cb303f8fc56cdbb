"""On paper: the text alone, black on white, with the addresses a screen keeps behind its links."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from conftest import ADDRESS, PAPER, ROOT
from paper.addresses import address
from paper.page.reference import sources
from paper.page.view import Site
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browser.conftest import serve

Tab = Callable[..., Page]

FRAME = ".top, .menu, .videre, .bund, .md-skip, .sti, .paa-siden, .laesetid"
PUSH_DOWN = "(element, lines) => element.before(...Array.from({ length: lines }, () => document.createElement('br')))"

# The words on a page that are lighter than dark grey, and so hardly to be seen on paper.
PALE = """() => [...document.querySelectorAll("article *")].filter((element) => {
  const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const light = Math.max(...getComputedStyle(element).color.match(/\\d+/g).slice(0, 3));
  return own && element.checkVisibility() && light > 96;
}).map((element) => element.outerHTML.slice(0, 80))"""


def printed(page: Page) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages).split())


def test_no_page_prints_its_frame_and_every_page_prints_its_address(tab: Tab, addresses: list[str]) -> None:
    page = tab(color_scheme="dark")
    page.emulate_media(media="print")
    for each in addresses:
        page.goto(each)
        assert [part for part in page.locator(FRAME).all() if part.is_visible()] == [], each
        assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate(PALE) == [], each
        if "/404." not in each:
            expect(page.locator(".paa-papir")).to_be_visible()


@pytest.mark.parametrize("language", PAPER.languages)
def test_every_page_says_on_paper_what_it_is_from(tab: Tab, served: str, language: str) -> None:
    """Of the paper, or the site's own page about it: the whole of it on one page is of the paper."""
    assert PAPER.publication
    source, page = PAPER.publication, tab()
    page.emulate_media(media="print")
    site = Site(PAPER, ADDRESS, ROOT / "overrides")
    for each in (each for each in PAPER.pages if each.language == language):
        page.goto(served + address(PAPER, each.slug, language))
        edition = sources(site.view(each))[""].edition(language)
        told = f"{source.full_title}. {source.publisher}, {source.year}, {edition}."
        kind = "papir_fra" if each.of_paper or each.slug == "hele-oplaegget" else "papir_om"
        expect(page.locator(".paa-papir p").first).to_have_text(f"{PAPER.labels[kind][language]}: {told}")
        expect(page.locator(".paa-papir p").first).to_be_visible()
        expect(page.locator(".paa-papir p").last).to_contain_text(address(PAPER, each.slug, language))


def test_the_sheet_has_the_addresses_of_its_links_and_its_own(tab: Tab, served: str) -> None:
    page = tab()
    page.goto(served + "i-samme-baad/")
    own = page.locator("link[rel=canonical]").get_attribute("href")
    assert own
    link = page.locator("article a[data-adresse]").first.get_attribute("data-adresse")
    text = printed(page).replace(" ", "")
    assert f"Adresse:{own}" in text
    assert f"({link})" in text


def test_the_sheet_says_what_it_is_from_and_not_how_long_it_takes_to_read(tab: Tab, served: str) -> None:
    assert PAPER.publication
    for slug in ("", "i-samme-baad/", "om/", "om.en/"):
        page = tab()
        page.goto(served + slug)
        text = printed(page)
        assert PAPER.publication.full_title in text, slug
        assert f"{PAPER.publication.publisher}, {PAPER.publication.year}, " in text, slug
        assert "Læsetid" not in text and " min." not in text, slug


def test_the_table_and_the_text_box_stay_whole(tab: Tab, served: str) -> None:
    page = tab()
    page.goto(served + "i-samme-baad/")
    page.emulate_media(media="print")
    for part in ("figure.tal", ".tekstboks"):
        assert page.locator(part).evaluate("(element) => getComputedStyle(element).breakInside") == "avoid"


@pytest.mark.parametrize("lines", range(0, 40, 8))
def test_the_table_is_on_one_sheet_wherever_it_begins(tab: Tab, served: str, lines: int) -> None:
    page = tab()
    page.goto(served + "i-samme-baad/")
    page.locator("figure.tal").evaluate(PUSH_DOWN, lines)
    rows = page.locator("figure.tal :is(caption, th, td)").all_inner_texts()
    sheets = [normalize("NFKC", sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf())).pages]
    assert any(all(words in sheet for words in rows) for sheet in sheets)


@pytest.mark.parametrize("front", ["", "index.en/"])
def test_the_front_page_is_one_sheet_with_the_struggles(tab: Tab, frozen: Path, front: str) -> None:
    page = tab()
    with serve(frozen) as served:
        page.goto(served + front)
        page.emulate_media(media="print")
        (sheet,) = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    text = " ".join(normalize("NFKC", sheet.extract_text()).split())
    assert page.locator(".kamp strong").count() == 3
    assert all(" ".join(title.split()) in text for title in page.locator(".kamp strong").all_inner_texts())
