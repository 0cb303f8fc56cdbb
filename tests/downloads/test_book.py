"""The pages as one document: nothing left out, every link where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Edit, contents
from lxml import etree
from paper.downloads.book import check_settable, document
from paper.model import Paper
from paper.source.load import load_paper

SITE = "https://example.org/oplaeg/"
UNSETTABLE = [
    ("![Et diagram](assets/ikon.svg)", '<p><img alt="Et diagram" src="../assets/ikon.svg"></p>', "img"),
    ("Navn | Antal", "<table><tr><th>Navn</th><td>Antal</td></tr></table>", "table"),
    ("Leder\n: En, der leder", "<dl><dt>Leder</dt><dd>En, der leder</dd></dl>", "dl"),
    ("    kode", "<pre><code>kode</code></pre>", "pre"),
    ("!!! note\n    Husk", '<div class="admonition"><p>Husk</p></div>', "div"),
    ("~~slettet~~", "<p><del>slettet</del></p>", "del"),
]


@pytest.fixture
def paper(project: Path) -> Paper:
    return load_paper(project)[0]


def tree(paper: Paper, pages: dict[str, str], language: str = "da") -> etree._Element:
    return etree.fromstring(document(paper, language, pages, SITE))


@pytest.mark.parametrize(("markdown", "html", "element"), UNSETTABLE, ids=[case[2] for case in UNSETTABLE])
def test_what_cannot_be_set_is_told_at_its_line(edit: Edit, markdown: str, html: str, element: str) -> None:
    title = "# En verden til forskel {#en-verden-til-forskel}"
    project = edit("docs/en-verden-til-forskel.md", title, f"{title}\n\n{markdown}")
    page = load_paper(project)[0].page("en-verden-til-forskel", "da")
    assert page
    told = [str(problem) for problem in check_settable(project, page, f"<h1>En verden til forskel</h1>{html}")]
    line = 4 if markdown.startswith("!!!") else 3
    assert told == [
        f"docs/en-verden-til-forskel.md:{line}: HTML-elementet <{element}> kan ikke sættes i PDF’en. "
        "Skriv det som tekst, overskrift, liste, citat eller tekstboks."
    ]


def test_everything_the_paper_uses_can_be_set(project: Path, paper: Paper) -> None:
    for page in paper.pages:
        assert list(check_settable(project, page, contents(project)[page.file])) == []


def test_what_is_not_printed_may_be_anything(project: Path, paper: Paper) -> None:
    about, front = paper.page("om", "da"), paper.page("index", "da")
    assert about and front
    assert list(check_settable(project, front, "<table></table>")) == []
    assert list(check_settable(project, about, '<h2 id="fejl">Fejl</h2><table></table>')) == []
    assert len(list(check_settable(project, about, '<h2 id="kolofon">Kolofon</h2><table></table>'))) == 1


def test_chapters_come_in_order_and_the_struggles_stand_under_theirs(project: Path, paper: Paper) -> None:
    book = tree(paper, contents(project))
    assert [(each.get("depth"), each[0].tag, each[0].get("id")) for each in book] == [
        ("0", "h1", "en-verden-til-forskel"),
        ("0", "h1", "god-ledelse-gavner-alle"),
        ("0", "h1", "i-samme-baad"),
        ("0", "h1", "de-faelles-kampe"),
        ("1", "h2", "nyt-syn"),
        ("1", "h2", "ledelsesrum"),
        ("1", "h2", "dygtigere-ledere"),
        ("0", "h1", "faelles-ledelsesarbejde"),
        (None, "h1", "kolofon"),
    ]


def test_markers_stand_where_the_template_draws(project: Path, paper: Paper) -> None:
    markers = tree(paper, contents(project)).iter("marker")
    assert [each.get("name") for each in markers] == ["tabel: ledermedlemmer", "kampe: oversigt"]


def test_a_translation_says_what_it_is(project: Path, paper: Paper) -> None:
    assert [each.get("id") for each in tree(paper, contents(project), "en")[-1].iter("h1", "h2")] == [
        "kolofon",
        "oversaettelsen",
    ]


LINKS = {
    "#lederkendetegn": "#lederkendetegn",
    "../de-faelles-kampe/": "#de-faelles-kampe",
    "../de-faelles-kampe/nyt-syn/#ledelsesteam": "#ledelsesteam",
    "../om/#kolofon": "#kolofon",
    "../om/#fejl": f"{SITE}om/#fejl",
    "../ordforklaring/#ledelsesrum": f"{SITE}ordforklaring/#ledelsesrum",
    "../i-samme-baad.en/": f"{SITE}i-samme-baad.en/",
    "https://example.com/a?b=c#d": "https://example.com/a?b=c#d",
    "mailto:nogen@example.com": "mailto:nogen@example.com",
}


@pytest.mark.parametrize(("written", "leads_to"), LINKS.items())
def test_links_lead_inside_the_document_or_to_a_full_address(
    project: Path, paper: Paper, written: str, leads_to: str
) -> None:
    pages = contents(project)
    pages["docs/i-samme-baad.md"] += f'<p><a href="{written}" id="proeve">link</a></p>'
    link = tree(paper, pages).find(".//a[@id='proeve']")
    assert link is not None
    assert link.get("href") == leads_to


def test_an_old_id_is_a_place_and_no_link(project: Path, paper: Paper) -> None:
    pages = contents(project)
    pages["docs/i-samme-baad.md"] += '<p><a href="" id="gammelt"></a>Tekst</p>'
    old = tree(paper, pages).find(".//a[@id='gammelt']")
    assert old is not None
    assert dict(old.attrib) == {"id": "gammelt"}
