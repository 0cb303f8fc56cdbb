from __future__ import annotations

from pathlib import Path

import pytest
from paper.source.load import load_paper
from paper.words import format_date, labels, language_name, site_title


def test_a_label_has_its_parts_filled_in(project: Path) -> None:
    paper, _ = load_paper(project)
    label = labels(paper, "da")
    assert label("pdf_fakta", sider=15, kilobyte=135) == "15 sider, 135 kB"


def test_the_title_of_the_site_is_the_heading_of_its_front_page(project: Path) -> None:
    paper, _ = load_paper(project)
    assert site_title(paper, "da") == "Offentlig ledelse i fællesskab"


@pytest.mark.parametrize(
    ("date", "language", "words"),
    [
        ("2011-10", "da", "oktober 2011"),
        ("2011-10", "en", "October 2011"),
        ("2026-11-24", "da", "24. november 2026"),
    ],
)
def test_a_date_is_told_in_words(date: str, language: str, words: str) -> None:
    assert format_date(date, language) == words


def test_messages_name_a_language_in_danish() -> None:
    assert [language_name(code) for code in ("en", "de", "kl")] == ["engelsk", "tysk", "grønlandsk"]
