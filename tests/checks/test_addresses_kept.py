from __future__ import annotations

from pathlib import Path

from paper.checks.addresses import published
from paper.source.load import load_paper


def test_pages_headings_paragraphs_terms_and_the_table_are_published(project: Path) -> None:
    paper, _ = load_paper(project)
    addresses = published(paper)
    for address in (
        "/",
        "/i-samme-baad.en/#ledermedlemmer",
        "/de-faelles-kampe/ledelsesrum/#kontrol",
        "/ordforklaring/#ny-loen",
        "/i-samme-baad/#tabel-ledermedlemmer",
    ):
        assert address in addresses
