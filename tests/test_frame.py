from __future__ import annotations

from pathlib import Path

from paper.frame import frame, labels, site_title, translations
from paper.load import load_paper


def test_the_frame_speaks_the_language_of_its_page(project: Path) -> None:
    paper, _ = load_paper(project)
    values = frame(paper, paper.by_file["docs/de-faelles-kampe/nyt-syn.en.md"])
    assert values["label"]("menu_luk") == "Close the menu"
    assert values["site_title"] == "Public leadership: a common cause"
    assert values["home"] == "../../index.en/"
    assert values["is_translation"] is True
    assert values["languages"] == [("da", "Dansk", "Læs siden på dansk", "../nyt-syn/")]


def test_a_label_has_its_parts_filled_in(project: Path) -> None:
    paper, _ = load_paper(project)
    label = labels(paper, "da")
    assert label("diagram_beskrivelse", stoerst="FOA", antal="5.000") == (
        "Søjlediagram over tallene i tabellen. FOA har flest, 5.000."
    )


def test_the_title_of_the_site_is_the_heading_of_its_front_page(project: Path) -> None:
    paper, _ = load_paper(project)
    assert site_title(paper, "da") == "Offentlig ledelse i fællesskab"


def test_a_page_knows_its_translations(project: Path) -> None:
    paper, _ = load_paper(project)
    assert translations(paper, paper.by_file["docs/om.md"]) == {"da": "om/", "en": "om.en/"}
    (project / "docs/om.en.md").unlink()
    paper, _ = load_paper(project)
    assert translations(paper, paper.by_file["docs/om.md"]) == {"da": "om/"}
