"""The finished PDF, read with a library others wrote: whole, accessible, fit for archives, the same every time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from conftest import ADDRESS, PAPER, ROOT, site_of, trees
from lxml.html import fragments_fromstring
from paper.addresses import download_address
from paper.checks.printed import printed_blocks
from paper.downloads.pdf import imprint, make_pdf, page_count
from paper.source.load import load_paper
from paper.source.textfile import Unreadable
from paper.words import format_count
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, NameObject

FOOT, HEAD = 31 / 25.4 * 72, 842 - 31 / 25.4 * 72  # the text’s edges, in points from below (overrides/pdf/oplaeg.typ)
LANGUAGES = pytest.mark.parametrize("language", PAPER.languages)


def read(site: Path, language: str) -> PdfReader:
    return PdfReader(site / download_address(PAPER, language, "pdf"))


def text(reader: PdfReader) -> str:
    """The text between running heads and feet, as copied: a soft hyphen at a line's end is no part of the word."""
    parts: list[str] = []

    def keep(words: str, page: list[float], line: list[float], *_: Any) -> None:
        height = line[4] * page[1] + line[5] * page[3] + page[5]
        parts.append(words if FOOT < height < HEAD else "\n")

    for page in reader.pages:
        page.extract_text(visitor_text=keep)
        parts.append("\n")
    words = " ".join(re.sub(r"\xad\s*", "", "".join(parts)).split())
    return re.sub(r" \((side|page) \d+\)", "", words)  # where a link leads


def structure(reader: PdfReader) -> list[dict[str, Any]]:
    """Every element of the tag tree."""

    def walk(node: Any) -> Iterator[dict[str, Any]]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict):
            yield node
            yield from walk(node.get("/K"))

    return [node for node in walk(reader.root_object["/StructTreeRoot"]) if "/S" in node]


def languages(reader: PdfReader) -> dict[tuple[int, int], str]:
    """The language that an element of the tag tree gives each piece of marked content, by page and its number."""
    found: dict[tuple[int, int], str] = {}

    def walk(node: Any, language: str, page: int) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child, language, page)
        elif isinstance(node, int):
            found[page, node] = language
        elif isinstance(node, dict):
            page = node.raw_get("/Pg").idnum if "/Pg" in node else page
            walk(node.get("/K", []), node.get("/Lang", language), page)

    walk(reader.root_object["/StructTreeRoot"]["/K"], "", 0)
    return found


def text_in(reader: PdfReader, language: str) -> str:
    """What the file says is in this language, by the tag tree or by a mark around the words themselves."""
    tagged, parts = languages(reader), []
    for page in reader.pages:
        content, around, kept = ContentStream(page["/Contents"], reader, "bytes"), [""], []
        for operands, operator in content.operations:
            if operator == b"BDC":
                own = operands[1].get("/Lang", b"").decode()
                around.append(own or tagged.get((page.indirect_reference.idnum, operands[1].get("/MCID", -1)), ""))
            elif operator == b"BMC":
                around.append(around[-1])
            elif operator == b"EMC":
                around.pop()
            if operator not in (b"Tj", b"TJ") or language in around:
                kept.append((operands, operator))
        content.operations = kept
        page[NameObject("/Contents")] = content
        parts.append(page.extract_text().replace("\xad\n", ""))
    return " ".join(" ".join(parts).split())


def outline(reader: PdfReader) -> list[str]:
    def flat(entries: list[Any]) -> Iterator[str]:
        for entry in entries:
            yield from flat(entry) if isinstance(entry, list) else [entry.title]

    return list(flat(reader.outline))


def printed(language: str) -> list[Any]:
    """What the PDF in this language is to hold, in order: first the colophon, as far as it takes that over."""
    translation = language != PAPER.original
    blocks = [(page, block) for page, block in printed_blocks(PAPER, language) if block.is_prose]
    blocks.sort(key=lambda found: found[0].of_paper)
    return [block for _, block in blocks if translation or block.section != "oversaettelsen"]


@LANGUAGES
def test_every_passage_is_there_in_order_and_no_word_is_broken(site: Path, language: str) -> None:
    copied = text(read(site, language))
    place = 0
    for block in printed(language):
        found = copied.find(block.text, place)
        assert found >= 0, f"{block.text!r} is not in the PDF after {copied[place - 200 : place]!r}"
        place = found + len(block.text)


@LANGUAGES
def test_the_file_says_what_it_is(site: Path, language: str) -> None:
    reader = read(site, language)
    front = PAPER.page("index", language)
    assert front and front.title and reader.metadata and reader.xmp_metadata
    assert reader.metadata.title == front.title.text
    assert reader.root_object["/Lang"] == language
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    says = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in says
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in says


@LANGUAGES
def test_the_outline_is_the_headings(site: Path, language: str) -> None:
    wanted = [block.text for block in printed(language) if block.kind == "heading"]
    assert outline(read(site, language)) == wanted


@LANGUAGES
def test_every_heading_is_a_named_place_with_the_id_it_has_on_the_web(site: Path, language: str) -> None:
    ids = {block.section for block in printed(language) if block.kind == "heading"}
    assert ids <= set(read(site, language).named_destinations)


@LANGUAGES
def test_every_link_leads_somewhere(site: Path, language: str) -> None:
    reader = read(site, language)
    annotations = [each.get_object() for page in reader.pages for each in page.get("/Annots", [])]
    links = [link for link in annotations if link["/Subtype"] == "/Link"]
    assert len(links) > len(PAPER.chapters(language))
    for link in links:
        assert re.match(
            r"\S.*, (side|page) \d+$|https?://|mailto:", link["/Contents"]
        )  # what a screen reader says of it
        if "/A" in link and "/URI" in link["/A"]:
            assert re.match(r"https?://|mailto:", link["/A"]["/URI"])
        else:
            assert link.get("/Dest", link.get("/A", {}).get("/D")) in reader.named_destinations


@LANGUAGES
def test_tags_tell_table_headers_and_lists_and_leave_the_bars_out(site: Path, language: str) -> None:
    assert PAPER.table
    tags = structure(read(site, language))
    kinds = [tag["/S"] for tag in tags]
    assert kinds.count("/Title") == 1
    assert kinds.count("/Table") == 1
    assert kinds.count("/TH") == 2 + len(PAPER.table.rows) + 1
    scopes = [each["/Scope"] for tag in tags if tag["/S"] == "/TH" for each in tag["/A"] if "/Scope" in each]
    assert scopes == ["/Column"] * 2 + ["/Row"] * (len(PAPER.table.rows) + 1)
    assert not any("/Headers" in each for tag in tags if tag["/S"] == "/TD" for each in tag.get("/A", []))
    assert [tag["/K"][0].get_object()["/S"] for tag in tags if tag["/S"] == "/Table"] == ["/Caption"]
    assert kinds.count("/TR") == len(PAPER.table.rows) + 2
    assert kinds.count("/LI") >= sum(block.kind == "item" for block in printed(language))
    assert kinds.count("/TD") == len(PAPER.table.rows) + 1
    assert "/Figure" not in kinds


@LANGUAGES
def test_the_table_is_whole_on_one_page_and_each_row_is_there_once(site: Path, language: str) -> None:
    assert PAPER.table
    rows = [f"{row.name} {format_count(row.count, language)}" for row in PAPER.table.rows]
    pages = [" ".join(page.extract_text().split()) for page in read(site, language).pages]
    assert [[page.count(row) for row in rows] for page in pages if rows[0] in page] == [[1] * len(rows)]


@LANGUAGES
def test_the_table_is_attached(site: Path, language: str) -> None:
    assert PAPER.table
    [attached] = read(site, language).attachments["ledermedlemmer.csv"]
    rows = list(csv.DictReader(io.StringIO(attached.decode("utf-8"))))
    assert [row["navn"] for row in rows] == [row.name for row in PAPER.table.rows]
    assert sum(int(row["antal_min"]) for row in rows) == PAPER.table.total.low
    assert sum(int(row["antal_max"]) for row in rows) == PAPER.table.total.high


@LANGUAGES
def test_only_fonts_that_are_in_the_file(site: Path, language: str) -> None:
    fonts = {
        font.get_object()["/BaseFont"]
        for page in read(site, language).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+(LibertinusSerif|SourceSansPro)", font) for font in fonts)


@LANGUAGES
def test_pages_say_how_long_and_large_it_is(site: Path, language: str) -> None:
    path = site / download_address(PAPER, language, "pdf")
    sizes = PAPER.labels["pdf_fakta"][language]
    fact = sizes.replace("{sider}", str(len(PdfReader(path).pages)))
    fact = fact.replace("{kilobyte}", str(round(path.stat().st_size / 1000)))
    for page in PAPER.pages:
        if page.language == language:
            folder = page.file.removeprefix("docs/").removesuffix(".md").removesuffix("index")
            html = (site / folder / "index.html").read_text("utf-8")
            assert fact in html and path.name in html, page.file


def test_the_frozen_paper(project: Path) -> None:
    pdf = make_pdf(site_of(project), "da", trees(project), 0)
    copied = text(PdfReader(io.BytesIO(pdf)))
    assert page_count(pdf) == len(PdfReader(io.BytesIO(pdf)).pages)
    assert "Forbund Antal FOA 5.000 HK/Kommunal 2.400 SL 2.300" in copied
    assert "I alt 12.835–13.185" in copied
    fifth = PdfReader(io.BytesIO(pdf)).pages[4].extract_text()
    assert "I tekstboksen på næste side (side 6) er der" in " ".join(fifth.split())
    assert f"Offentlig ledelse i fællesskab · LO, oktober 2011 · {ADDRESS} 5" in " ".join(fifth.split())


@LANGUAGES
def test_no_page_but_the_last_is_less_than_half_full(site: Path, language: str) -> None:
    for page in read(site, language).pages[1:-1]:
        assert lowest(page) < (FOOT + HEAD) / 2, page.extract_text()


def lowest(page: PageObject) -> float:
    """How far down the text between head and foot reaches, in points from below."""
    return min(height for height, _ in words_at(page) if FOOT < height < HEAD)


def words_at(page: PageObject) -> list[tuple[float, str]]:
    """Each piece of text and its height on the page, in points from below."""
    found: list[tuple[float, str]] = []

    def keep(words: str, at: list[float], line: list[float], *_: Any) -> None:
        if words.strip():
            found.append((line[4] * at[1] + line[5] * at[3] + at[5], words))

    page.extract_text(visitor_text=keep)
    return found


def test_a_link_on_paper_says_what_it_leads_to_and_where(project: Path) -> None:
    reader = PdfReader(io.BytesIO(make_pdf(site_of(project), "da", trees(project), 0)))
    links = [each.get_object()["/Contents"] for page in reader.pages[2:] for each in page.get("/Annots", [])]
    assert links[0] == "Mange lederkendetegn, side 6"
    assert "1. Vi skal fremme et nyt syn på ledelse og lederrollen, side 9" in links


def test_a_word_longer_than_the_line_does_not_leave_the_page(project: Path) -> None:
    page, word = project / "docs/god-ledelse-gavner-alle.md", "medlem" * 16
    page.write_text(page.read_text("utf-8").replace("# God ledelse", f"# {word} God ledelse"), "utf-8")
    reader = PdfReader(io.BytesIO(make_pdf(site_of(project), "da", trees(project), 0)))
    lines = [line for line in reader.pages[3].extract_text().split("\n") if line.endswith("\xad")]
    assert len(lines) >= 4 and all(len(line) <= 17 for line in lines[:4])
    assert f"{word} God ledelse" in text(reader)


def test_the_same_bytes_whatever_the_machine_says(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_pdf(site_of(project), "en", trees(project), 1)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "C")
    assert make_pdf(site_of(project), "en", trees(project), 1) == first


def test_the_cover_has_the_words_of_the_front_page(project: Path) -> None:
    paper, _ = load_paper(project)
    assert imprint(paper, "da", trees(project)) == {
        "title": "Offentlig ledelse i fællesskab",
        "subtitle": "Principper for LO-forbundenes fælles arbejde for god offentlig ledelse",
        "publisher": "LO",
        "imprint": "LO (Landsorganisationen i Danmark), oktober 2011",
        "edition": "LO, oktober 2011",
    }


def test_words_of_another_language_are_said_to_be_in_it(project: Path) -> None:
    english = make_pdf(site_of(project), "en", trees(project), 0)
    assert text_in(PdfReader(io.BytesIO(english)), "da") == (
        "Landsorganisationen i Danmark "  # the cover
        "Offentlig ledelse i fællesskab "  # the colophon
        "Principper for LO-forbundenes fælles arbejde for god offentlig ledelse "
        "Landsorganisationen i Danmark Fagbevægelsens Hovedorganisation "
        "LO-forbund ledermedlemmer "  # «A world of difference»
        "HK/Kommunal Teknisk Landsforbund HK/Stat Elforbundet Fængselsforbundet HK/Trafik & Jernbane "
        "MUS medarbejderudviklingssamtaler indstillingsret Ny Løn A-siden MED-udvalg Septemberforliget overenskomster "
        "ledelsesrum MED-udvalg samarbejdsudvalg arbejdsmiljøudvalg ledelsesrum ledelsesrum "
        "arbejdsmarkedsuddannelser videregående voksenuddannelse Væksthus for Ledelse "
        "overenskomster Væksthus for Ledelse trepartsforhandlinger Offentligt Ansattes Organisationer"
    )
    danish = make_pdf(site_of(project), "da", trees(project), 0)
    assert text_in(PdfReader(io.BytesIO(danish)), "en") == ""


def test_what_typst_warns_of_is_refused_too(project: Path, tmp_path: Path) -> None:
    copytree(ROOT / "overrides", tmp_path / "overrides")
    template = tmp_path / "overrides/pdf/oplaeg.typ"
    template.write_text(template.read_text("utf-8").replace('"Source Sans Pro"', '"Ingen"'), "utf-8")
    with pytest.raises(Unreadable) as refused:
        make_pdf(replace(site_of(project), templates=tmp_path / "overrides"), "da", trees(project), 0)
    assert str(refused.value.problems[0]).startswith(
        "overrides/pdf/oplaeg.typ:20: Typst kan ikke sætte den: «unknown font family: ingen». "
    )


def test_what_typst_refuses_is_a_problem_and_no_traceback(project: Path) -> None:
    pages = trees(project)
    pages["docs/en-verden-til-forskel.md"].extend(fragments_fromstring("<dl></dl>"))  # past the grammar
    with pytest.raises(Unreadable) as refused:
        make_pdf(site_of(project), "da", pages, 0)
    assert [str(problem) for problem in refused.value.problems] == [
        "overrides/pdf/oplaeg.typ:170: Typst kan ikke sætte den: «panicked with: no way to set <dl>». "
        "Fortryd den seneste ændring, eller ret skabelonen."
    ]


def test_a_translation_that_is_behind_says_so_on_paper_too(edited: Path) -> None:
    copied = text(PdfReader(edited / download_address(PAPER, "en", "pdf")))
    assert copied.count("The Danish text of this section is newer than this translation. Read the Danish text") == 3
