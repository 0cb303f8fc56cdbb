"""«Hele oplægget»: every page once, and every link inside the paper led to its place on the page itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PAPER, view_of
from lxml.html import HtmlElement, document_fromstring
from paper.page.tree import parse, write
from paper.page.whole import add_whole

MARKER = "<!-- oplaeg: helt -->"


def whole(project: Path, **pages: str) -> HtmlElement:
    """The whole paper where the pages named (slug, with _ for -) have this HTML and all others are empty."""
    view, tree = view_of(project, "docs/hele-oplaegget.md"), parse(f"<h1>Hele</h1>{MARKER}")
    given = {name.replace("_", "-"): html for name, html in pages.items()}
    add_whole(tree, view, {part.file: parse(given.get(part.slug, "")) for part in view.paper.pages})
    return tree


def test_a_page_without_the_marker_is_left_as_it_is(project: Path) -> None:
    tree = parse("<p>x</p>")
    add_whole(tree, view_of(project, "docs/om.md"), {})
    assert write(tree) == "<p>x</p>"


def test_ids_and_what_refers_to_them_get_the_name_of_their_page(project: Path) -> None:
    html = '<h1 id="i-samme-baad">A</h1><h2 id="ledermedlemmer">B</h2><p aria-labelledby="ledermedlemmer">c</p>'
    root = whole(project, i_samme_baad=html)
    assert root.xpath("//section//@id") == ["i-samme-baad", "i-samme-baad--ledermedlemmer"]
    assert root.xpath("//@aria-labelledby") == ["i-samme-baad--ledermedlemmer"]


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("#ledermedlemmer", "#i-samme-baad--ledermedlemmer"),
        ("../de-faelles-kampe/", "#de-faelles-kampe"),
        ("../de-faelles-kampe/nyt-syn/#tillid", "#de-faelles-kampe.nyt-syn--tillid"),
        ("../de-faelles-kampe/nyt-syn/#nyt-syn", "#de-faelles-kampe.nyt-syn"),
        ("../om/#fejl", "../om/#fejl"),
        ("../", "../"),
        ("../data/tal.csv", "../data/tal.csv"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_links_inside_stay_inside(project: Path, link: str, place: str) -> None:
    root = whole(project, i_samme_baad=f'<p><a href="{link}" data-adresse="x">a</a></p>')
    (found,) = root.xpath("//section//a")
    assert found.get("href") == place
    assert ("data-adresse" in found.attrib) == (not place.startswith("#"))


def test_headings_stand_one_level_lower_and_two_in_the_parts_of_a_chapter(project: Path) -> None:
    root = whole(project, **{"i_samme_baad": "<h1>A</h1><h2>B</h2>", "de_faelles_kampe/nyt_syn": "<h1>C</h1>"})
    assert [heading.tag for heading in root.xpath("//section/*")] == ["h2", "h3", "h3"]


@pytest.mark.parametrize("language", PAPER.languages)
def test_the_real_one_has_every_page_once_and_no_link_or_id_that_fails(site: Path, language: str) -> None:
    page = PAPER.page("hele-oplaegget", language)
    assert page
    folder = site / page.file.removeprefix("docs/").removesuffix(".md")
    root = document_fromstring((folder / "index.html").read_text("utf-8"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in root.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    assert len(root.xpath("//section[@class='kapitel']")) == len(PAPER.chapters(language))
    text = " ".join(root.xpath("string(//article)").split())
    for chapter in PAPER.chapters(language):
        assert all(block.text in text for block in chapter.prose)


@pytest.mark.parametrize("language", PAPER.languages)
def test_the_real_one_is_kept_from_both_kinds_of_search(site: Path, language: str) -> None:
    page = PAPER.page("hele-oplaegget", language)
    assert page
    root = document_fromstring((site / page.file[5:-3] / "index.html").read_text("utf-8"))
    assert root.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert root.xpath("//article/@data-pagefind-ignore") == ["all"]
