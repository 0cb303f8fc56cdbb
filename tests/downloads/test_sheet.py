"""The paper on one sheet, read with a library others wrote: one page, tagged, whole, the same every time."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ADDRESS, PAPER, site_of, trees
from paper.addresses import download_address
from paper.downloads.sheet import make_sheet
from paper.source.load import load_paper
from paper.source.textfile import Unreadable
from pypdf import PdfReader

Edit = Callable[[str, str, str], Path]
TIME = 1_317_470_400
LANGUAGES = pytest.mark.parametrize("language", PAPER.languages)
KAMPE = "docs/data/kampe.yml"


def sheet(project: Path, language: str) -> PdfReader:
    return PdfReader(io.BytesIO(make_sheet(site_of(project), language, trees(project), TIME)))


def words(reader: PdfReader) -> str:
    return " ".join("".join(page.extract_text() for page in reader.pages).split())


@LANGUAGES
def test_it_is_one_page_of_a4_with_its_language_and_title(site: Path, language: str) -> None:
    reader = PdfReader(site / download_address(PAPER, language, "side"))
    (page,) = reader.pages
    assert [round(float(length)) for length in page.mediabox[2:]] == [595, 842]
    assert reader.root_object["/Lang"] == language
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.metadata and reader.metadata.title


@LANGUAGES
def test_it_has_the_key_figure_and_every_sentence_of_the_struggles(project: Path, language: str) -> None:
    paper, _ = load_paper(project)
    text = words(sheet(project, language))
    assert paper.struggles and all(
        sentence[language] in text
        for kamp in paper.struggles
        for sentence in (kamp.title, kamp.core, *(point.text for point in kamp.points))
    )
    assert ("12.835–13.185" if language == "da" else "12,835–13,185") in text
    assert ("udgave 2011" if language == "da" else "2011 edition") in text
    assert f"{ADDRESS}{'' if language == 'da' else 'index.en/'}" in text


def test_each_row_of_the_table_stands_with_its_number(project: Path) -> None:
    text = words(sheet(project, "da"))
    assert "HK/Kommunal 2.400" in text and "Metal + Elforbundet 300–400" in text and "I alt 12.835–13.185" in text


def test_it_is_tagged_for_those_who_hear_it(project: Path) -> None:
    """Headings, lists, the table's headings, what the code leads to; the bars and the large numbers are decoration."""
    reader = sheet(project, "da")
    kinds: list[str] = []
    spoken: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            kinds.append(str(node.get("/S", "")))
            spoken.append(str(node.get("/Alt", "")))
            walk(node.get("/K"))

    walk(reader.root_object["/StructTreeRoot"])
    assert kinds.count("/H1") == 3 and kinds.count("/L") == 3 and kinds.count("/LI") == 12
    assert kinds.count("/Title") == 1 and kinds.count("/TH") >= 2
    assert f"QR-kode, der fører til {ADDRESS}" in spoken


@pytest.mark.parametrize(("language", "address"), [("da", ADDRESS), ("en", f"{ADDRESS}index.en/")])
def test_its_link_leads_to_the_front_page_in_its_language(project: Path, language: str, address: str) -> None:
    (page,) = sheet(project, language).pages
    assert [link.get_object()["/A"]["/URI"] for link in page["/Annots"]] == [address]


def test_the_same_bytes_every_time(project: Path) -> None:
    first, second = (make_sheet(site_of(project), "da", trees(project), TIME) for _ in range(2))
    assert first == second


def test_what_does_not_fit_is_told_with_the_longest_sentence(edit: Edit) -> None:
    long = "Det offentlige må gribe talentarbejdet mere systematisk an – fx via talentprogrammer for fremtidens ledere"
    project = edit(KAMPE, f"{long}.", f"{long}{', og mange andre ting' * 40}.")
    with pytest.raises(Unreadable) as refused:
        make_sheet(site_of(project), "da", trees(project), TIME)
    (problem,) = refused.value.problems
    assert str(problem).startswith(
        f"{KAMPE}:78: Oplægget på én side (dansk) fylder mere end et ark. Den længste sætning er «{long}, og mange"
    )
    assert str(problem).endswith("Vælg en kortere af kampens sætninger, eller slet en.")
