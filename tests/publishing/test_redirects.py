"""The page at an old address speaks the language of the page that moved, and says which site it is of."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ADDRESS, site_of
from lxml.html import document_fromstring
from paper.publishing.redirects import rewrite_redirects


@pytest.mark.parametrize(
    ("slug", "new", "language", "title"),
    [
        ("gammel", "om", "da", "Siden er flyttet – Offentlig ledelse i fællesskab"),
        ("gammel.en", "om.en", "en", "The page has moved – Public leadership: a common cause"),
    ],
)
def test_it_has_the_language_and_a_title(
    slug: str, new: str, language: str, title: str, project: Path, tmp_path: Path
) -> None:
    settings = project / "mkdocs.yml"
    moved = f"redirect_maps: {{{slug}.md: {new}.md}}"
    settings.write_text(settings.read_text("utf-8").replace("redirect_maps: {}", moved), "utf-8")
    page = tmp_path / "site" / slug / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f'<link rel="canonical" href="{ADDRESS}{new}/">', "utf-8")  # of what mkdocs-redirects writes
    (tmp_path / "site/assets").mkdir()
    (tmp_path / "site/assets/flyttet.0.js").touch()
    rewrite_redirects(tmp_path / "site", site_of(project), "", "p {}")
    html = document_fromstring(page.read_text("utf-8"))
    assert (html.get("lang"), html.xpath("string(//title)")) == (language, title)
    assert html.xpath("//a/@href") == [f"{ADDRESS}{new}/"]
