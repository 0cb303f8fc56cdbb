"""References are read by programs that others wrote, and say what APA style asks for."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from conftest import ADDRESS as ROOT
from conftest import site_of, view_of
from paper.downloads.citations import citation_files, reference
from paper.page.reference import Source, apa, sources

Edit = Callable[[str, str, str], Path]
AUTHOR = "LO (Landsorganisationen i Danmark)"
TITLE = "Offentlig ledelse i fællesskab: Principper for LO-forbundenes fælles arbejde for god offentlig ledelse"


def source(project: Path, file: str, section: str = "") -> Source:
    return sources(view_of(project, file))[section]


@pytest.mark.parametrize(
    ("file", "section", "language", "said"),
    [
        ("docs/index.md", "", "da", f"{AUTHOR}. (2011). {TITLE} (udgave 2011). {ROOT}"),
        (
            "docs/index.md",
            "",
            "en",
            f"{AUTHOR}. (2011). {TITLE} [Public leadership: a common cause] (2011 edition). {ROOT}",
        ),
        (
            "docs/i-samme-baad.md",
            "",
            "da",
            f"{AUTHOR}. (2011). I samme båd? I {TITLE} (udgave 2011). {ROOT}i-samme-baad/",
        ),
        (
            "docs/i-samme-baad.md",
            "ledermedlemmer",
            "da",
            f"{AUTHOR}. (2011). LO’s ledermedlemmer. I {TITLE} (udgave 2011, kapitlet ”I samme båd?”). "
            f"{ROOT}i-samme-baad/#ledermedlemmer",
        ),
        (
            "docs/i-samme-baad.en.md",
            "ledermedlemmer",
            "en",
            f"{AUTHOR}. (2011). LO’s manager members. In {TITLE} [Public leadership: a common cause] (2011 edition, "
            f"chapter “In the same boat?”, English translation by the website). {ROOT}i-samme-baad.en/#ledermedlemmer",
        ),
        ("docs/om.md", "", "da", f"{AUTHOR}. (2011). {TITLE} (udgave 2011). {ROOT}"),
    ],
)
def test_apa(project: Path, file: str, section: str, language: str, said: str) -> None:
    assert str(apa(source(project, file, section), language)) == said


def test_a_changed_text_is_said_to_be_changed(edit: Edit) -> None:
    project = edit("docs/i-samme-baad.md", "gnidningsfrie", "gnidningsløse")
    assert "(udgave 2011 med senere rettelser, kapitlet" in str(
        apa(source(project, "docs/i-samme-baad.md", "ledermedlemmer"), "da")
    )


def test_bibtex_is_read_by_bibtexparser(project: Path) -> None:
    library = bibtexparser.parse_string(reference(source(project, "docs/i-samme-baad.md", "ledermedlemmer"), "bib"))
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("incollection", "lo2011-i-samme-baad--ledermedlemmer")
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert fields["author"] == f"{{{AUTHOR}}}"
    assert fields["title"] == "{LO’s ledermedlemmer}"
    assert fields["booktitle"] == TITLE
    assert fields["note"] == "udgave 2011, kapitlet ”I samme båd?”"
    assert fields["url"] == f"{ROOT}i-samme-baad/#ledermedlemmer"


def test_bibtex_keeps_what_tex_would_take_for_code(edit: Edit) -> None:
    project = edit("docs/i-samme-baad.md", "## LO’s ledermedlemmer", "## 50 % & {LO_x}")
    library = bibtexparser.parse_string(reference(source(project, "docs/i-samme-baad.md", "ledermedlemmer"), "bib"))
    assert library.entries[0]["title"] == r"{50 \% \& \{LO\_x\}}"


def test_ris_is_read_by_rispy(project: Path) -> None:
    (entry,) = rispy.loads(reference(source(project, "docs/i-samme-baad.en.md", "ledermedlemmer"), "ris"))
    assert entry["type_of_reference"] == "CHAP"
    assert entry["authors"] == [AUTHOR]
    assert entry["title"] == "LO’s manager members"
    assert entry["secondary_title"] == TITLE
    assert (entry["year"], entry["edition"], entry["language"]) == ("2011", "2011 edition", "en")
    assert entry["urls"] == [f"{ROOT}i-samme-baad.en/#ledermedlemmer"]


def test_csl_json_is_set_by_citeproc(project: Path) -> None:
    items = json.loads(reference(source(project, "docs/index.md"), "json"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of the fields its style does not use
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem("lo2011")]))
        (told,) = map(str, bibliography.bibliography())
    assert AUTHOR in told and "2011" in told and TITLE in told


def test_every_page_and_section_of_the_paper_has_a_file_in_each_format(project: Path) -> None:
    files = dict(citation_files(site_of(project)))
    for name in ("index.da", "index.en", "i-samme-baad--ledermedlemmer.da", "de-faelles-kampe-nyt-syn.en"):
        for ending in ("bib", "ris", "json"):
            assert files[f"citat/{name}.{ending}"]
