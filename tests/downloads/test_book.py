"""The pages as one document: nothing left out, every link where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ADDRESS, Edit, site_of, trees, view_of
from lxml import etree
from lxml.html import HtmlElement, fragments_fromstring
from paper.downloads.book import document
from paper.page.headings import mark_changed
from paper.page.view import Site


@pytest.fixture
def site(project: Path) -> Site:
    return site_of(project)


def tree(site: Site, pages: dict[str, HtmlElement], language: str = "da") -> etree._Element:
    return etree.fromstring(document(site, language, pages))


def test_chapters_come_in_order_and_the_struggles_stand_under_theirs(project: Path, site: Site) -> None:
    book = tree(site, trees(project))
    assert [(each.tag, each[0].tag, each[0].get("id")) for each in book] == [
        ("section", "h1", "en-verden-til-forskel"),
        ("section", "h1", "god-ledelse-gavner-alle"),
        ("section", "h1", "i-samme-baad"),
        ("section", "h1", "de-faelles-kampe"),
        ("section", "h2", "nyt-syn"),
        ("section", "h2", "ledelsesrum"),
        ("section", "h2", "dygtigere-ledere"),
        ("section", "h1", "faelles-ledelsesarbejde"),
        ("colophon", "h1", "kolofon"),
    ]


def test_markers_stand_where_the_template_draws(project: Path, site: Site) -> None:
    markers = tree(site, trees(project)).iter("marker")
    assert [each.get("name") for each in markers] == ["tabel: ledermedlemmer", "kampe: oversigt"]


def test_a_translation_says_what_it_is(project: Path, site: Site) -> None:
    assert [each.get("id") for each in tree(site, trees(project), "en")[-1].iter("h1", "h2")] == [
        "kolofon",
        "oversaettelsen",
    ]


def test_it_closes_by_saying_what_is_the_sites_own(edit: Edit) -> None:
    project = edit("docs/om.md", "## Oversættelsen", "## Eget {#webstedets-eget}\n\nOversigten.\n\n## Oversættelsen")
    last = tree(site_of(project), trees(project))[-1]
    assert [each.get("id") for each in last.iter("h1", "h2")] == ["kolofon", "webstedets-eget"]
    assert last[-1].text == "Oversigten."


def test_what_has_been_changed_is_marked_and_listed_at_the_end(edit: Edit) -> None:
    project = edit("docs/i-samme-baad.md", "ikke være gnidningsfrie", "aldrig være gnidningsfrie")
    pages = trees(project)
    mark_changed(pages["docs/i-samme-baad.md"], view_of(project, "docs/i-samme-baad.md"))
    book = tree(site_of(project), pages)
    (mark,) = book.iter("mark")
    assert mark.getprevious().get("id") == "forskellige-perspektiver"
    assert (mark.text or "").startswith("Ændret siden udgave 2011") and len(mark) == 0
    assert [each.text for each in book[-1].iter("h1")] == ["Ændret siden udgave 2011"]
    assert [each.get("href") for each in book[-1].iter("a")] == [
        "#forskellige-perspektiver",
        f"{ADDRESS}om/aendringer/",
    ]


LINKS = {
    "#lederkendetegn": "#lederkendetegn",
    "../de-faelles-kampe/": "#de-faelles-kampe",
    "../de-faelles-kampe/nyt-syn/#ledelsesteam": "#ledelsesteam",
    "../om/#kolofon": "#kolofon",
    "../om/#fejl": f"{ADDRESS}om/#fejl",
    "../ordforklaring/#ledelsesrum": f"{ADDRESS}ordforklaring/#ledelsesrum",
    "../i-samme-baad.en/": f"{ADDRESS}i-samme-baad.en/",
    "https://example.com/a?b=c#d": "https://example.com/a?b=c#d",
    "mailto:nogen@example.com": "mailto:nogen@example.com",
}


@pytest.mark.parametrize(("written", "leads_to"), LINKS.items())
def test_links_lead_inside_the_document_or_to_a_full_address(
    project: Path, site: Site, written: str, leads_to: str
) -> None:
    pages = trees(project)
    pages["docs/i-samme-baad.md"].extend(fragments_fromstring(f'<p><a href="{written}" id="proeve">link</a></p>'))
    link = tree(site, pages).find(".//a[@id='proeve']")
    assert link is not None
    assert link.get("href") == leads_to


def test_an_old_id_is_a_place_and_no_link(project: Path, site: Site) -> None:
    pages = trees(project)
    pages["docs/i-samme-baad.md"].extend(fragments_fromstring('<p><a href="" id="gammelt"></a>Tekst</p>'))
    old = tree(site, pages).find(".//a[@id='gammelt']")
    assert old is not None
    assert dict(old.attrib) == {"id": "gammelt"}
