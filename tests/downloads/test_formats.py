"""The paper's forms: each language has all of them, with addresses, sizes and numbers of pages as «Hent» says them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from conftest import ROOT, site_of, trees
from paper.downloads.formats import make_downloads
from paper.model import FORMATS
from paper.source.textfile import Unreadable


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


def test_what_no_form_can_be_made_of_is_told_once_for_all_of_them(project: Path, tmp_path: Path) -> None:
    copytree(ROOT / "overrides", tmp_path / "overrides")
    for name, font in (("oplaeg", "Source Sans Pro"), ("side", "Libertinus Serif")):
        template = tmp_path / f"overrides/pdf/{name}.typ"
        template.write_text(template.read_text("utf-8").replace(f'"{font}"', '"Ingen"'), "utf-8")
    with pytest.raises(Unreadable) as refused:
        make_downloads(replace(site_of(project), templates=tmp_path / "overrides"), "da", trees(project), 0, {})
    found = [str(problem).split(": ")[0] for problem in refused.value.problems]
    assert found == list(dict.fromkeys(found)) and {each.split(":")[0] for each in found} == {
        "overrides/pdf/oplaeg.typ",
        "overrides/pdf/side.typ",
    }
