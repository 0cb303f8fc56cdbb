from __future__ import annotations

from pathlib import Path

from conftest import view_of
from lxml.html import HtmlElement
from paper.page.headings import add_opening
from paper.page.tree import add_addresses, parse, write


def opened(project: Path, file: str, html: str) -> HtmlElement:
    tree = parse(html)
    add_opening(tree, view_of(project, file))
    return tree


def test_a_struggle_opens_with_its_reading_time_and_its_own_sentence(project: Path) -> None:
    root = opened(project, "docs/de-faelles-kampe/ledelsesrum.md", '<h1 id="ledelsesrum">2. …</h1><p>Skal …</p>')
    assert [child.tag for child in root] == ["h1", "p", "figure", "p"]
    assert root[1].text_content().split("\n") == ["", "Del 6 af 8", "Læsetid ca. 3 min.", "Henvis", ""]
    assert root.xpath("string(//figure/blockquote)") == (
        "Vi er med andre ord nødt til at sikre, at ledere på alle niveauer har et passende ledelsesrum."
    )


def test_a_page_of_several_sections_opens_with_links_to_them(project: Path) -> None:
    root = opened(project, "docs/i-samme-baad.en.md", "<h1>In the same boat?</h1>")
    assert root.xpath("//nav/@aria-label") == ["On this page"]
    assert root.xpath("//nav//a/@href") == [
        "#ledermedlemmer", "#samme-forening", "#forskellige-perspektiver", "#ledere-er-ogsaa-ansatte",
    ]  # fmt: skip


def test_what_is_put_in_is_marked_as_made_by_the_site(project: Path) -> None:
    for file in ("docs/i-samme-baad.md", "docs/de-faelles-kampe/nyt-syn.md"):
        root = opened(project, file, "<h1>…</h1>")
        assert all("data-genereret" in child.attrib for child in root[1:])


def test_the_sites_own_pages_open_with_nothing(project: Path) -> None:
    assert [child.tag for child in opened(project, "docs/om.md", "<h1>…</h1><p>…</p>")] == ["h1", "p"]


def test_links_carry_their_full_addresses_for_paper() -> None:
    html = '<a href="../om/#fejl">x</a> <a href="#her">y</a> <a href="https://example.org/?a=1&amp;b=2">z</a>'
    tree = parse(html)
    add_addresses(tree, "https://site.example/base/i-samme-baad/")
    assert write(tree) == (
        '<a href="../om/#fejl" data-adresse="https://site.example/base/om/#fejl">x</a> <a href="#her">y</a> '
        '<a href="https://example.org/?a=1&amp;b=2" data-adresse="https://example.org/?a=1&amp;b=2">z</a>'
    )


def test_a_link_that_shows_its_address_does_not_carry_it_again() -> None:
    html = '<a href="https://example.org/">https://example.org/</a> <a href="mailto:a@example.org">a@example.org</a>'
    tree = parse(html)
    add_addresses(tree, "https://site.example/")
    assert write(tree) == html
