from __future__ import annotations

from pathlib import Path

from conftest import view_of
from paper.page.frame import anywhere, frame, neighbours, translations
from paper.page.view import reading_minutes
from paper.source.load import load_paper


def test_the_frame_speaks_the_language_of_its_page(project: Path) -> None:
    values = frame(view_of(project, "docs/de-faelles-kampe/nyt-syn.en.md"))
    assert values["label"]("menu_luk") == "Close the menu"
    assert values["site_title"] == "Public leadership: a common cause"
    assert values["link"]("index") == "../../index.en/"
    assert values["is_translation"] is True
    assert values["languages"] == [("da", "Dansk", "Læs siden på dansk", "../nyt-syn/")]


def test_a_page_knows_its_translations(project: Path) -> None:
    paper, _ = load_paper(project)
    assert translations(paper, paper.by_file["docs/om.md"]) == {"da": "om/", "en": "om.en/"}
    (project / "docs/om.en.md").unlink()
    paper, _ = load_paper(project)
    assert translations(paper, paper.by_file["docs/om.md"]) == {"da": "om/"}


def test_one_reads_from_the_front_page_through_the_paper(project: Path) -> None:
    paper, _ = load_paper(project)

    def names(file: str) -> list[str | None]:
        return [page and page.slug for page in neighbours(paper, paper.by_file[file])]

    assert names("docs/index.md") == [None, "en-verden-til-forskel"]
    assert names("docs/de-faelles-kampe.en.md") == ["i-samme-baad", "de-faelles-kampe/nyt-syn"]
    assert names("docs/faelles-ledelsesarbejde.md") == ["de-faelles-kampe/dygtigere-ledere", None]
    assert names("docs/om.md") == [None, None]


def test_reading_time_is_the_words_at_200_a_minute(project: Path) -> None:
    paper, _ = load_paper(project)
    assert reading_minutes([paper.by_file["docs/i-samme-baad.md"]]) == 5
    assert reading_minutes([paper.by_file["docs/de-faelles-kampe.md"]]) == 0
    assert reading_minutes(paper.chapters("da")) == 19


def test_links_start_from_the_root_where_a_page_has_no_address(project: Path) -> None:
    paper, _ = load_paper(project)
    link = anywhere(paper, "da", "/base/")["link"]
    assert link("index") == "/base/"
    assert link("om", language="en") == "/base/om.en/"
