"""The table with its bars and the struggles are what the data says; expected figures stand in the frozen paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import view_of
from lxml.html import HtmlElement
from paper.model import Download
from paper.page.markers import fill_downloads, fill_markers
from paper.page.tree import parse
from paper.source.markers import DOWNLOADS, MARKERS, WHOLE

Edit = Callable[[str, str, str], Path]


def filled(project: Path, marker: str, language: str = "da", slug: str = "i-samme-baad") -> HtmlElement:
    tree = parse(f"<!-- {marker} -->")
    fill_markers(tree, view_of(project, f"docs/{slug}{'' if language == 'da' else f'.{language}'}.md"))
    return tree


def test_an_edition_links_to_each_form_it_was_kept_in_by_language(project: Path) -> None:
    for name in ("da.pdf", "da.epub", "en.docx", "en.pdf"):
        (project / f"docs/udgaver/2011.{name}").touch()
    root = filled(project, "udgaver: alle", slug="om")
    assert texts(root, "//li/ul/li") == ["Dansk: ren tekst, PDF, e-bog", "English: PDF, Word-fil"]
    assert root.xpath("//li/ul/li/span/@lang") == ["da", "en"]
    assert [(link.get("hreflang"), link.get("href")) for link in root.xpath("//li/ul/li/a")] == [
        ("da", "../udgaver/2011.txt"),
        ("da", "../udgaver/2011.da.pdf"),
        ("da", "../udgaver/2011.da.epub"),
        ("en", "../udgaver/2011.en.pdf"),
        ("en", "../udgaver/2011.en.docx"),
    ]


def test_an_edition_lists_what_it_has_in_a_language_that_the_site_has_no_more(project: Path) -> None:
    (project / "docs/udgaver/2011.de.pdf").touch()
    assert texts(filled(project, "udgaver: alle", slug="om"), "//li/ul/li") == ["Dansk: ren tekst", "de: PDF"]


def test_an_edition_that_is_text_alone_names_its_language(project: Path) -> None:
    assert texts(filled(project, "udgaver: alle", "en", "om"), "//li/ul/li") == ["Dansk: plain text"]


def texts(root: HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.xpath(path)]


def percent(bar: HtmlElement, name: str) -> float:
    return float(bar.get(name).removesuffix("%"))


def test_the_table_has_every_row_and_the_computed_total(project: Path) -> None:
    root = filled(project, "tabel: ledermedlemmer")
    assert texts(root, "//caption") == ["Ledermedlemmer i det offentlige, skønnet"]
    assert texts(root, "//thead/tr/th") == ["Forbund", "Antal"]
    assert texts(root, "//tbody/tr/th[@scope='row']")[:3] == ["FOA", "HK/Kommunal", "SL"]
    assert texts(root, "//tbody/tr/td") == [
        "5.000", "2.400", "2.300", "1.135", "700–800", "350–500", "300–400", "350", "300",
    ]  # fmt: skip
    assert texts(root, "//tfoot/tr/*") == ["I alt", "12.835–13.185"]


def test_the_table_follows_the_data(edit: Edit) -> None:
    root = filled(edit("docs/data/ledermedlemmer.yml", "antal: 5.000", "antal: 5.200"), "tabel: ledermedlemmer")
    assert texts(root, "//tbody/tr[1]/td") == ["5.200"]
    assert texts(root, "//tfoot/tr/td") == ["13.035–13.385"]


def test_english_has_english_words_and_figures(project: Path) -> None:
    root = filled(project, "tabel: ledermedlemmer", "en")
    assert texts(root, "//caption") == ["Manager members in the public sector, estimated"]
    assert texts(root, "//tfoot/tr/*") == ["Total", "12,835–13,185"]


def test_each_row_has_its_bar_to_scale_and_each_range_its_uncertainty(project: Path) -> None:
    root = filled(project, "tabel: ledermedlemmer")
    certain = [percent(bar, "width") for bar in root.xpath("//*[@class='sikkert']")]
    assert certain == [100.0, 48.0, 46.0, 22.7, 14.0, 7.0, 6.0, 7.0, 6.0]
    uncertain = [(percent(bar, "x"), percent(bar, "width")) for bar in root.xpath("//*[@class='spaend']")]
    assert uncertain == [(14.0, 2.0), (7.0, 3.0), (6.0, 2.0)]
    assert len(root.xpath("//tbody/tr/th/*[local-name() = 'svg'][@aria-hidden='true']")) == len(
        root.xpath("//tbody/tr")
    )


def test_the_overview_leads_to_each_struggle_with_its_core(project: Path) -> None:
    root = filled(project, "kampe: oversigt", slug="index")
    assert [link.get("href") for link in root.xpath("//a")] == [
        "de-faelles-kampe/nyt-syn/",
        "de-faelles-kampe/ledelsesrum/",
        "de-faelles-kampe/dygtigere-ledere/",
    ]
    assert texts(root, "//blockquote")[1] == (
        "Vi er med andre ord nødt til at sikre, at ledere på alle niveauer har et passende ledelsesrum."
    )


def test_the_overview_leads_to_no_page_that_is_not_translated(project: Path) -> None:
    (project / "docs/de-faelles-kampe/ledelsesrum.en.md").unlink()
    root = filled(project, "kampe: oversigt", "en", "index")
    assert [link.get("href") for link in root.xpath("//a")] == [
        "../de-faelles-kampe/nyt-syn.en/",
        "../de-faelles-kampe/dygtigere-ledere.en/",
    ]


def told(project: Path, marker: str, language: str) -> tuple[list[str], list[str]]:
    """The paragraphs that the marker becomes, and where their links lead."""
    root = filled(project, marker, language, "om")
    return texts(root, "//p"), root.xpath("//a/@href")


def test_a_reader_is_told_whom_to_write_to_and_what(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTACT", "web@example.org")
    monkeypatch.setenv("REPO_URL", "https://example.org/oplaeg")
    assert told(project, "kontakt: fejl", "da") == (
        [
            "Skriv til dem, der driver webstedet: web@example.org",
            "Fortæl, hvilken side og hvilken sætning det drejer sig om, og hvad der burde stå.",
        ],
        ["mailto:web@example.org"],
    )
    monkeypatch.setenv("CONTACT", "https://example.org/contact")
    assert told(project, "kontakt: tilgaengelighed", "en") == (
        [
            "Write to those who run the website: https://example.org/contact",
            "Say which page it concerns, what you wanted to do, and which browser and which aids you use.",
        ],
        ["https://example.org/contact"],
    )


def test_without_anyone_a_reader_is_led_to_the_repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONTACT", raising=False)
    monkeypatch.setenv("REPO_URL", "https://example.org/a&b")
    words, links = told(project, "kontakt: fejl", "da")
    assert (words[0], links) == ("Foreslå en rettelse", ["https://example.org/a&b"])
    assert filled(project, "kontakt: fejl").xpath("//a/@data-adresse") == links, "on paper too"
    assert told(project, "kontakt: tilgaengelighed", "en")[0][0] == "Propose a correction"


def test_nobody_is_told_to_write_to_no_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONTACT", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    for marker in ("kontakt: fejl", "kontakt: tilgaengelighed"):
        assert told(project, marker, "da") == (["Webstedet har endnu ingen adresse, man kan skrive til."], [])
        assert told(project, marker, "en") == (["This website has no address to write to yet."], [])


@pytest.mark.parametrize("marker", [marker for marker in MARKERS if marker not in (*DOWNLOADS, WHOLE)])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_marker_gives_something_on_every_page(project: Path, marker: str, language: str) -> None:
    assert filled(project, marker, language, "index").text_content().strip()


MADE = {
    "pdf": Download("pdf", "hent/oplaeg.pdf", bytes(135_400), 15),
    "side": Download("side", "hent/oplaeg-paa-en-side.pdf", bytes(50_400), 1),
}


def downloads(project: Path, marker: str) -> HtmlElement:
    root, view = parse(f"<p>Før</p>\n<!-- {marker} -->"), view_of(project, "docs/de-faelles-kampe/nyt-syn.md")
    fill_markers(root, view)
    fill_downloads(root, view, MADE)
    return root


def test_the_download_says_how_long_and_large_the_finished_pdf_is(project: Path) -> None:
    root = downloads(project, "hent: pdf")
    assert root.xpath("//a/@href") == ["../../hent/oplaeg.pdf", "../../hent/oplaeg-paa-en-side.pdf"]
    assert texts(root, "//p") == ["Før", "Hent som PDF (15 sider, 135 kB) Oplægget på én side (PDF)"]


def test_all_that_can_be_taken_along_says_its_size_and_what_it_is_for(project: Path) -> None:
    root = downloads(project, "hent: alt")
    assert root.xpath("//a/@href") == [f"../../{made.address}" for made in MADE.values()] + ["../../om/#data"]
    assert root.xpath("//a/@type") == ["application/pdf"] * 2
    assert texts(root, "//li") == [
        "Hele oplægget som PDF (15 sider, 135 kB): til skærm, papir og arkiv; tabellens tal er vedhæftet",
        "Oplægget på én side (50 kB): et ark (PDF) til mødet med hovedtallet og de fælles kampe",
        "Oplæggets data: tabellen, kampene og hele teksten som CSV og JSON",
    ]


def test_what_editors_write_is_shown_not_run(edit: Edit) -> None:
    project = edit("docs/data/ledermedlemmer.yml", "navn: SL", "navn: <script>alert(1)</script>")
    root = filled(project, "tabel: ledermedlemmer")
    assert root.xpath("//script") == []
    assert "<script>alert(1)</script>" in texts(root, "//tbody/tr/th")
