from __future__ import annotations

from pathlib import Path

from paper.source.load import load_paper
from paper.words import labels, site_title


def test_a_label_has_its_parts_filled_in(project: Path) -> None:
    paper, _ = load_paper(project)
    label = labels(paper, "da")
    assert label("pdf_fakta", sider=15, kilobyte=135) == "15 sider, 135 kB"


def test_the_title_of_the_site_is_the_heading_of_its_front_page(project: Path) -> None:
    paper, _ = load_paper(project)
    assert site_title(paper, "da") == "Offentlig ledelse i fællesskab"
