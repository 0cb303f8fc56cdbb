"""The preview to download: its links lead from page to page without a server."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from paper.publishing.folder import name_pages


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("../om/", "../om/index.html"),
        ("../de-faelles-kampe/nyt-syn/#tillid", "../de-faelles-kampe/nyt-syn/index.html#tillid"),
        ("#her", "#her"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:x@example.org", "mailto:x@example.org"),
        ("../assets/x.pdf", "../assets/x.pdf"),
    ],
)
def test_links_to_pages_name_their_file(link: str, named: str, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(f'<p>æ</p><a class="x" href="{link}">y</a>', "utf-8")
    name_pages(tmp_path)
    assert page.read_text("utf-8") == f'<p>æ</p><a class="x" href="{named}">y</a>'


def test_every_link_of_the_site_leads_to_a_file(site: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(site, tmp_path / "site")
    name_pages(folder)
    pages = [
        path for path in folder.rglob("*.html") if not path.name.startswith("404.")
    ]  # knows the site's own address only
    assert pages
    for page in pages:
        for link in re.findall(r'<a\b[^>]*?\bhref="([^"#:]+)[#"]', page.read_text("utf-8")):
            assert (page.parent / link).is_file(), f"{page}: {link}"
