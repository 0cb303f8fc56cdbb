"""The pictures shown with links: one a page, of the right size, light, the same every time."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

from conftest import PAPER, site_of
from paper.addresses import image_address
from paper.downloads.images import social_images
from paper.page.metadata import HEIGHT, WIDTH
from paper.page.view import Site
from paper.source.load import load_paper

LIMIT = 60_000  # bytes


def size(png: bytes) -> tuple[int, int]:
    """Width and height, from the header (https://www.w3.org/TR/png/#11IHDR)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_every_page_has_its_picture(site: Path) -> None:
    files = {path.relative_to(site).as_posix() for path in (site / "billeder").rglob("*.png")}
    assert files == {image_address(page) for page in PAPER.pages}
    for file in files:
        picture = (site / file).read_bytes()
        assert size(picture) == (WIDTH, HEIGHT)
        assert len(picture) < LIMIT, file


def test_addresses_name_page_and_language(project: Path) -> None:
    paper, _ = load_paper(project)
    assert image_address(paper.by_file["docs/index.md"]) == "billeder/index.da.png"
    assert (
        image_address(paper.by_file["docs/de-faelles-kampe/nyt-syn.en.md"])
        == "billeder/de-faelles-kampe/nyt-syn.en.png"
    )


def test_the_same_bytes_every_time(project: Path) -> None:
    assert social_images(site_of(project)) == social_images(site_of(project))


def with_title(site: Site, title: str) -> Site:
    """A paper of one page with this title."""
    paper = site.paper
    page = paper.pages[1]
    blocks = tuple(replace(block, text=title) if block is page.title else block for block in page.blocks)
    return replace(site, paper=replace(paper, languages=(page.language,), pages=(replace(page, blocks=blocks),)))


def test_even_a_long_title_is_light(project: Path) -> None:
    long = with_title(site_of(project), "Lederne på alle niveauer skal sikres et ordentligt ledelsesrum, " * 2)
    [picture] = social_images(long).values()
    assert size(picture) == (WIDTH, HEIGHT)
    assert len(picture) < LIMIT


def test_the_picture_changes_with_the_title(project: Path) -> None:
    site = site_of(project)
    assert social_images(with_title(site, "Et")) != social_images(with_title(site, "To"))
