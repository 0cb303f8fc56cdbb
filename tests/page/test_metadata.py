"""What pages say of themselves can be read strictly, and is true of every page of the real site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ADDRESS, PAPER, view_of
from lxml.html import HtmlElement, document_fromstring
from paper.model import Download
from paper.page.metadata import description, metadata
from paper.words import full_title


def read(site: Path, slug: str, language: str) -> HtmlElement:
    """A page of the real site."""
    page = PAPER.page(slug, language)
    assert page
    name = page.file.removeprefix("docs/").removesuffix(".md")
    path = site / "index.html" if name == "index" else site / name / "index.html"
    return document_fromstring(path.read_text("utf-8"))


def linked_data(html: HtmlElement) -> dict[str, Any]:
    """The page's only JSON-LD, which is plain JSON: no comment, no text around it."""
    (script,) = html.xpath("//script[@type='application/ld+json']")
    data: dict[str, Any] = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return data


@pytest.mark.parametrize("language", PAPER.languages)
def test_the_front_page_is_the_report_and_a_chapter_is_part_of_it(site: Path, language: str) -> None:
    assert PAPER.publication
    report = linked_data(read(site, "index", language))
    assert (report["@type"], report["name"]) == ("Report", full_title(PAPER, language))
    assert report["author"]["name"] == PAPER.publication.authors[0]
    slug = PAPER.chapters(language)[0].slug
    chapter = linked_data(read(site, slug, language))
    assert (chapter["@type"], chapter["inLanguage"]) == ("Chapter", language)
    whole = chapter["isPartOf"]
    assert (whole["@id"], whole["url"], whole["name"]) == (report["@id"], report["url"], report["name"])
    assert whole["inLanguage"] == language
    assert "workTranslation" in chapter or "translationOfWork" in chapter


def test_library_systems_find_what_citation_cff_says(site: Path) -> None:
    assert PAPER.publication
    html = read(site, PAPER.chapters("da")[0].slug, "da")
    dublin = {meta.get("name", "").lower(): meta.get("content") for meta in html.xpath("//head/meta")}
    assert dublin["dc.creator"] == PAPER.publication.authors[0]
    assert dublin["citation_author"] == f"{PAPER.publication.authors[0]},"  # Zotero would split it without the comma
    assert dublin["dc.type"] == PAPER.labels["genre"]["da"]
    assert dublin["dc.date"] == PAPER.publication.date
    assert html.xpath("//head/meta[@property='og:locale']/@content") == ["da_DK"]


def test_titles_of_library_records_are_in_the_language_they_say(site: Path) -> None:
    chapter, front = read(site, PAPER.chapters("en")[0].slug, "en"), read(site, "index", "en")
    assert chapter.xpath("//meta[@name='DC.title']/@lang") == ["en"]
    assert chapter.xpath("//meta[@name='DCTERMS.isPartOf']/@lang") == ["da"]
    assert front.xpath("//meta[@name='DC.title']/@lang") == ["en"]


def test_every_page_has_a_description_that_stands_on_it_and_the_tags_of_the_reference_it_shows(site: Path) -> None:
    for page in PAPER.pages:
        name = page.file.removeprefix("docs/").removesuffix(".md")
        html = document_fromstring(((site if name == "index" else site / name) / "index.html").read_text("utf-8"))
        sentence = description(PAPER, page)
        assert html.xpath("string(//meta[@name='description']/@content)") == sentence
        assert sentence in " ".join(html.text_content().split()) or page.slug == "hele-oplaegget", page.file
        tags = {meta.get("name"): meta.get("content") for meta in html.xpath("//meta[starts-with(@name, 'citation_')]")}
        assert tags["citation_public_url"] == html.xpath("//*[@id='citer']//p[@class='apa']/a/@href")[0], page.file
        assert tags["citation_pdf_url"], page.file


def test_the_pdf_is_named_where_there_is_one(project: Path) -> None:
    values = metadata(
        view_of(project, "docs/index.md"),
        [Download("pdf", "hent/oplaeg.pdf", b"", 15), Download("side", "hent/side.pdf", b"", 1)],
    )
    assert values["pdf_url"] == f"{ADDRESS}hent/oplaeg.pdf"
    assert f'"contentUrl":"{ADDRESS}hent/oplaeg.pdf"' in values["json_ld"]


def test_json_ld_cannot_end_its_element(project: Path) -> None:
    page = project / "docs/i-samme-baad.md"
    page.write_text(page.read_text("utf-8").replace("# I samme båd?", "# </script> I samme båd?", 1), "utf-8")
    assert "</script>" not in metadata(view_of(project, "docs/i-samme-baad.md"))["json_ld"]
