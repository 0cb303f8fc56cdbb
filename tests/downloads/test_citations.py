"""References as files are read by programs that others wrote, and say to each who, what, when and where."""

from __future__ import annotations

import json
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from conftest import ADDRESS, ROOT, site_of
from paper.downloads.citations import citation_files, reference
from references import KINDS, READER, source

Edit = Callable[[str, str, str], Path]
Record = dict[str, Any]
REFERENCES = Path(__file__).parent / "references"
PAPER_KINDS = KINDS[:8]  # those that have files of their own

AUTHOR = "Landsorganisationen i Danmark"
DANISH = "Offentlig ledelse i fællesskab: Principper for LO-forbundenes fælles arbejde for god offentlig ledelse"
ENGLISH = "Public leadership: A common cause: Principles for the LO unions’ joint work for good public leadership"
BOAT, MEMBERS = ("I samme båd?", "In the same boat?"), ("LO’s ledermedlemmer", "LO’s manager members")
VIEW = (
    "1. Vi skal fremme et nyt syn på ledelse og lederrollen",
    "1. We must promote a new view of leadership and the manager’s role",
)
TITLES = [title for titles in ((DANISH, ENGLISH), BOAT, MEMBERS, VIEW) for title in titles]
ORIGINALS = [title for titles in ((DANISH, ENGLISH), BOAT, MEMBERS, VIEW) for title in ("", titles[0])]
EDITIONS = ["udgave 2011", "2011 edition"] * 4
ADDRESSES = [
    f"{ADDRESS}{path}"
    for path in (
        "",
        "index.en/",
        "i-samme-baad/",
        "i-samme-baad.en/",
        "i-samme-baad/#ledermedlemmer",
        "i-samme-baad.en/#ledermedlemmer",
        "de-faelles-kampe/nyt-syn/",
        "de-faelles-kampe/nyt-syn.en/",
    )
]


@pytest.fixture
def files(project: Path, tmp_path: Path) -> dict[str, Path]:
    """The references of each kind together, a file for each format, as in tests/downloads/references/."""
    found = {}
    sources = [source(project, *kind) for kind in PAPER_KINDS]
    for format in ("bib", "ris", "json"):
        texts = [reference(each, format) for each in sources]
        records = [record for text in texts for record in json.loads(text)] if format == "json" else []
        text = json.dumps(records, ensure_ascii=False, indent=2) + "\n" if records else "\n".join(texts)
        found[format] = tmp_path / f"lo2011.{format}"
        found[format].write_text(text, "utf-8", newline="")
    return found


def test_each_kind_is_written_as_a_librarian_has_it(files: dict[str, Path]) -> None:
    for found in files.values():
        assert found.read_bytes() == (REFERENCES / found.name).read_bytes(), f"cp {found} {REFERENCES}"


def test_bibtex_is_read_by_bibtexparser(files: dict[str, Path]) -> None:
    library = bibtexparser.parse_string(files["bib"].read_text("utf-8"))
    assert library.failed_blocks == []
    read = [{name: field.value for name, field in entry.fields_dict.items()} for entry in library.entries]
    assert [entry.entry_type for entry in library.entries] == ["techreport"] * 2 + ["incollection"] * 6
    assert {entry["author"] for entry in read} == {f"{{{AUTHOR}}}"}
    assert [entry["title"] for entry in read] == [f"{{{title}}}" for title in TITLES]
    assert [entry.get("origtitle", "") for entry in read] == ORIGINALS
    assert [entry.get("type") for entry in read] == ["Principoplæg", "Position paper", *[None] * 6]
    assert [entry.get("booktitle") for entry in read] == [None, None, *[DANISH] * 6]
    assert {(entry["year"], entry["month"]) for entry in read} == {("2011", "oct")}
    assert [entry["edition"] for entry in read] == EDITIONS
    assert [entry["language"] for entry in read] == ["danish", "english"] * 4
    assert [entry["url"] for entry in read] == ADDRESSES


def test_ris_is_read_by_rispy(files: dict[str, Path]) -> None:
    read = rispy.loads(files["ris"].read_text("utf-8"))
    assert [entry["type_of_reference"] for entry in read] == ["RPRT"] * 2 + ["CHAP"] * 6
    assert [entry["authors"] for entry in read] == [[AUTHOR]] * 8
    assert [entry["title"] for entry in read] == TITLES
    assert [entry.get("type_of_work") for entry in read] == ["Principoplæg", "Position paper", *[None] * 6]
    assert [entry.get("secondary_title") for entry in read] == [None, None, *[DANISH] * 6]
    assert {(entry["year"], entry["date"]) for entry in read} == {("2011", "2011/10//")}
    assert [entry["edition"] for entry in read] == EDITIONS
    assert [entry["language"] for entry in read] == ["da", "en"] * 4
    assert [entry["urls"] for entry in read] == [[address] for address in ADDRESSES]
    assert [_named(entry.get("notes", []), "original-title") for entry in read] == ORIGINALS


@pytest.mark.parametrize("format", ["bib", "ris", "json"])
def test_each_file_is_read_by_citation_js(files: dict[str, Path], format: str) -> None:
    (found,) = json.loads(subprocess.check_output([ROOT / ".venv/bin/node", READER, files[format]]))
    read = [each["record"] for each in found]
    assert [record["type"] for record in read] == ["report"] * 2 + ["chapter"] * 6
    assert {tuple(record["author"][0].values()) for record in read} == {(AUTHOR,)}
    assert [record["title"] for record in read] == TITLES
    assert {tuple(record["issued"]["date-parts"][0][:1]) for record in read} == {(2011,)}
    assert [record["edition"] for record in read] == EDITIONS
    assert [record["URL"] for record in read] == ADDRESSES
    notes = [_lines(record.get("note", "")) for record in read]
    assert [_named(note, "edition") for note in notes] == [*EDITIONS[:2], *[""] * 6]
    assert [_named(note, "original-title") for note in notes] == ORIGINALS


def _lines(note: str | list[str]) -> list[str]:
    return note.replace("; ", "\n").split("\n") if isinstance(note, str) else note


def _named(lines: list[str], name: str) -> str:
    """What a note says under this name, as Zotero reads it in its field «Extra»."""
    return next((line.removeprefix(f"{name}: ") for line in lines if line.startswith(f"{name}: ")), "")


def test_csl_json_is_set_by_citeproc(files: dict[str, Path]) -> None:
    items = json.loads(files["json"].read_text("utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of the fields its style does not use
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        told = {item["id"]: str(text) for item, text in zip(items, bibliography.bibliography(), strict=True)}
    assert all(AUTHOR in text and "2011" in text for text in told.values())
    assert [title for title, text in zip(TITLES, told.values(), strict=True) if title not in text] == []


def test_bibtex_keeps_what_tex_would_take_for_code(edit: Edit) -> None:
    project = edit("docs/i-samme-baad.md", "## LO’s ledermedlemmer", "## 50 % ~ ^ & {LO_x \\\\")
    library = bibtexparser.parse_string(reference(source(project, "docs/i-samme-baad.md", "ledermedlemmer"), "bib"))
    assert library.failed_blocks == []
    said = r"{50 \% {\textasciitilde} {\textasciicircum} \& {\textbraceleft}LO\_x {\textbackslash}}"
    assert library.entries[0]["title"] == said


def test_every_page_and_section_of_the_paper_has_a_file_in_each_format(project: Path) -> None:
    files = dict(citation_files(site_of(project)))
    for name in ("index.da", "index.en", "i-samme-baad--ledermedlemmer.da", "de-faelles-kampe-nyt-syn.en"):
        for ending in ("bib", "ris", "json"):
            assert files[f"citat/{name}.{ending}"]
