"""References in words: by APA 7, in each language, to each kind of thing; what our style says more is named here."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from paper.downloads.citations import reference
from paper.model import Publication
from paper.page.reference import Source, apa
from references import KINDS, READER, source

Edit = Callable[[str, str, str], Path]

REFERENCES = Path(__file__).parent / "references"


def told(project: Path) -> str:
    """Every kind of reference in each language, as in the files of tests/page/references/."""
    parts = []
    for file, section in KINDS:
        found = source(project, file, section)
        place = file.removeprefix("docs/") + (f"#{section}" if section else "")
        then = [f"  udgaven: {found.edition_url}"] if found.edition_url else []
        parts.append("\n".join([place, *(f"  {code}: {apa(found, code)}" for code in found.paper.languages), *then]))
    return "\n\n".join(parts) + "\n"


def test_references_to_the_edition_of_2011(project: Path, tmp_path: Path) -> None:
    found = tmp_path / "udgave-2011.txt"
    found.write_text(told(project), "utf-8")
    assert found.read_text("utf-8") == (REFERENCES / found.name).read_text("utf-8"), f"cp {found} {REFERENCES}"


def test_references_to_a_text_that_has_been_changed_since(edit: Edit, tmp_path: Path) -> None:
    found = tmp_path / "rettet.txt"
    found.write_text(told(edit("docs/i-samme-baad.md", "Hvornår er man leder?", "Hvornår er man så leder?")), "utf-8")
    assert found.read_text("utf-8") == (REFERENCES / found.name).read_text("utf-8"), f"cp {found} {REFERENCES}"


def test_an_edition_of_another_name_than_its_year_is_named(edit: Edit) -> None:
    project = edit("docs/data/udgaver.yml", 'navn: "2011"', 'navn: "2011-2"')
    for ending in ("txt", "html"):
        (project / f"docs/udgaver/2011.{ending}").rename(project / f"docs/udgaver/2011-2.{ending}")
    assert " (udgave 2011-2). " in str(apa(source(project, "docs/index.md"), "da"))


def test_a_section_that_is_not_translated_has_one_title(edit: Edit) -> None:
    edit("docs/i-samme-baad.en.md", "{#ledermedlemmer}", "{#andet}")
    project = edit("docs/i-samme-baad.en.md", "  ledermedlemmer: ", "  andet: ")
    said = str(apa(source(project, "docs/i-samme-baad.md", "ledermedlemmer"), "en"))
    assert "(2011). LO’s ledermedlemmer. In Offentlig" in said


def ours(citeproc: str, source: Source, publication: Publication) -> str:
    """Our reference, from citeproc's: each step is a thing we say otherwise, and why."""
    said = citeproc
    # A publisher that is also the author is left out: APA 7, 9.29. A style cannot see that two names are of one house.
    said = said.replace(f" {publication.publisher}.", "")
    # «udgave 2011» says nothing that «(2011)» does not.
    said = said.replace(f" ({source.edition(source.language)})", "")
    # What kind of report it is stands in brackets where readers may not expect it: 9.21. The title says it here.
    said = said.replace(" [Principoplæg]", "").replace(" [Position paper]", "")
    # The title is the work's own, with its translation in brackets: 9.38. Records have a field for each.
    original, translated = source.title(source.paper.original), source.title("en")
    stop = "" if said.split(source.title(source.language))[1].startswith(".") or not source.part else "."
    said = said.replace(source.title(source.language), f"{original} [{translated}]{stop}", 1)
    # More than APA asks: in what chapter a section stands, for want of page numbers; and whose translation it is.
    notes = [f"chapter “{source.chapter['da']} [{source.chapter['en']}]”"] if source.chapter else []
    notes += ["English translation by the website"] if source.is_translation else []
    before, address = said.rsplit(". ", 1)
    return f"{before} ({', '.join(notes)}). {address}" if notes else said


@pytest.mark.parametrize(("file", "section"), KINDS)
def test_citeproc_says_the_same_in_apa_style_but_for_what_is_named(
    project: Path, tmp_path: Path, file: str, section: str
) -> None:
    found = source(project, file, section)
    record = tmp_path / "reference.json"
    record.write_text(reference(found, "json"), "utf-8")
    ((read,),) = json.loads(subprocess.check_output([ROOT / ".venv/bin/node", READER, record]))
    assert str(apa(found, "en")) == ours(read["apa"], found, found.publication)
