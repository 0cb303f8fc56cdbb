"""The paper's forms: each language has all of them, with addresses, sizes and numbers of pages as «Hent» says them."""

from __future__ import annotations

from pathlib import Path

from conftest import site_of, trees
from paper.downloads.formats import make_downloads
from paper.model import FORMATS


def test_every_form_is_made_and_has_its_own_address(project: Path) -> None:
    made = make_downloads(site_of(project), "en", trees(project), 1, {})
    assert list(made) == list(FORMATS)
    assert [each.address.removeprefix("hent/offentlig-ledelse-i-faellesskab") for each in made.values()] == [
        ".en.pdf",
        "-paa-en-side.en.pdf",
        "-linjenumre.en.pdf",
        ".en.docx",
        ".en.epub",
    ]
    pages = [each.pages for each in made.values()]
    assert pages[1] == 1 and min(pages[0], pages[2]) > 5 and pages[3:] == [0, 0]
    assert made["word"].media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert all(each.kilobytes > 10 for each in made.values())
