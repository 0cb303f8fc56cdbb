"""The Word file, read with a library others wrote: whole, with real styles, accessible, the same every time."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import ADDRESS, PAPER, Edit, site_of, trees
from docx import Document
from docx.document import Document as File
from docx.oxml.ns import qn
from lxml import etree
from paper.addresses import download_address
from paper.checks.printed import printed_blocks
from paper.downloads.word import make_word
from paper.downloads.word_elements import LONGEST, bookmark

TIME = 1_317_470_400
LANGUAGES = pytest.mark.parametrize("language", PAPER.languages)
PAGE = "docs/en-verden-til-forskel.md"
PLACE = "Har man oplevet"  # where that page's text begins
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>'


def made(project: Path, language: str = "da", files: Mapping[str, bytes] | None = None) -> bytes:
    return make_word(site_of(project), language, trees(project), TIME, files or {})


def opened(content: bytes | Path) -> File:
    return Document(io.BytesIO(content) if isinstance(content, bytes) else str(content))


def part(content: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(io.BytesIO(content)).read(name))


def find(root: etree._Element, name: str) -> list[etree._Element]:
    return list(root.iter(qn(name)))


def said(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


def body(file: File) -> etree._Element:
    return file.element.body


def styled(file: File, *styles: str) -> list[str]:
    return [each.text for each in file.paragraphs if each.style and each.style.name in styles]


def in_language(root: etree._Element, language: str) -> str:
    marked = root.iterfind(f".//w:lang[@w:val='{language}']/../..", {"w": qn("w:p")[1:].partition("}")[0]})
    return " ".join(said(run) for run in marked)


@LANGUAGES
def test_every_passage_is_there_in_order(site: Path, language: str) -> None:
    text = " ".join(" ".join(said(each) for each in find(body(read(site, language)), "w:p")).split())
    place, blocks = 0, [block for _, block in printed_blocks(PAPER, language) if block.is_prose]
    wanted = [each for each in blocks if language != PAPER.original or each.section != "oversaettelsen"]
    assert wanted
    for block in wanted:
        found = text.find(block.text, place)
        assert found >= 0, f"{block.text!r} is not in the file after {text[place - 200 : place]!r}"
        place = found + len(block.text)


def read(site: Path, language: str) -> File:
    return opened(site / download_address(PAPER, language, "word"))


@LANGUAGES
def test_the_list_of_contents_is_the_headings_and_each_leads_to_its_own(site: Path, language: str) -> None:
    file = read(site, language)
    (contents,) = find(body(file), "w:sdtContent")
    entries = {said(link): link.get(qn("w:anchor")) for link in find(contents, "w:hyperlink")}
    headings = [each for each in file.paragraphs if re.match("Heading [1-3]$", each.style.name if each.style else "")]
    assert headings and list(entries) == [each.text for each in headings]
    for heading in headings:
        names = [each.get(qn("w:name")) for each in find(heading._p, "w:bookmarkStart")]
        assert entries[heading.text] in names


@LANGUAGES
def test_every_link_leads_somewhere(site: Path, language: str) -> None:
    file = read(site, language)
    names = [each.get(qn("w:name")) for each in find(body(file), "w:bookmarkStart")]
    links = find(body(file), "w:hyperlink")
    assert len(links) > len(PAPER.chapters(language)) and len(names) == len(set(names))
    for link in links:
        anchor, key = link.get(qn("w:anchor")), link.get(qn("r:id"))
        assert anchor in names if anchor else re.match("https?://|mailto:", file.part.rels[key].target_ref)


@LANGUAGES
def test_headings_leave_no_level_out_and_nothing_stands_in_an_unknown_style(site: Path, language: str) -> None:
    file = read(site, language)
    levels = [int(found[1]) for each in find(body(file), "w:pStyle") if (found := re.match(r"Heading(\d)", each.val))]
    assert levels and all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert {each.val for each in find(body(file), "w:pStyle")} <= {style.style_id for style in file.styles}


def test_the_frozen_paper_has_words_own_styles(project: Path) -> None:
    file = opened(made(project))
    assert styled(file, "Title") == ["Offentlig ledelse i fællesskab"]
    assert styled(file, "Subtitle") == ["Principper for LO-forbundenes fælles arbejde for god offentlig ledelse"]
    assert styled(file, "Heading 1") == [
        "En verden til forskel",
        "God ledelse gavner alle",
        "I samme båd?",
        "De fælles kampe",
        "LO-forbundenes fælles ledelsesarbejde",
        "Kolofon",
    ]
    assert "trepartsforhandlinger" in styled(file, "List Bullet")
    assert styled(file, "Heading 3") == ["Mange lederkendetegn"]
    assert styled(file, "Caption") == ["Ledermedlemmer i det offentlige, skønnet"]
    assert len(styled(file, "Quote")) == 3


def test_the_table_has_a_row_of_names_that_is_repeated_and_a_total(project: Path) -> None:
    (table,) = opened(made(project)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[:2] == [["Forbund", "Antal"], ["FOA", "5.000"]] and rows[-1] == ["I alt", "12.835–13.185"]
    assert [bool(find(row._tr, "w:tblHeader")) for row in table.rows] == [True] + [False] * (len(rows) - 1)
    (look,) = find(table._tbl, "w:tblLook")
    assert [look.get(qn(f"w:{each}")) for each in ("firstRow", "firstColumn", "lastRow")] == ["1", "1", "1"]
    assert find(table._tbl, "w:tblCaption")


def test_the_boxed_text_keeps_together_with_an_edge_around_all_of_it(project: Path) -> None:
    file = opened(made(project))
    names = [each.text for each in file.paragraphs]
    start = names.index("Mange lederkendetegn", names.index("I samme båd?", 10))
    box = file.paragraphs[start : start + 11]
    assert box[-1].text.startswith("Jeg repræsenterer A-siden")
    assert all(find(each._p, "w:pBdr") or each.style.style_id == "Boxed" for each in box)  # type: ignore[union-attr]
    assert all(find(each._p, "w:keepNext") for each in box[:-1]) and not find(box[-1]._p, "w:keepNext")


def test_words_of_another_language_are_said_to_be_in_it(project: Path) -> None:
    english = opened(made(project, "en"))
    danish = in_language(body(english), "da-DK")
    assert danish.startswith("Landsorganisationen i Danmark LO-forbund ledermedlemmer HK/Kommunal")
    assert "MUS medarbejderudviklingssamtaler indstillingsret Ny Løn A-siden MED-udvalg" in danish
    (default,) = english.styles.element.iterfind(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == "en-GB"
    assert not in_language(body(opened(made(project))), "en-GB")


def test_the_file_says_what_it_is(project: Path) -> None:
    content = made(project)
    says = opened(content).core_properties
    assert says.title == "Offentlig ledelse i fællesskab"
    assert says.subject == "Principper for LO-forbundenes fælles arbejde for god offentlig ledelse"
    assert (says.author, says.language, says.comments) == ("Landsorganisationen i Danmark", "da-DK", "")
    assert says.created == says.modified == datetime.fromtimestamp(TIME, UTC)
    assert part(content, "docProps/app.xml").findtext("{*}Company") == "LO"


def test_every_page_but_the_cover_has_title_edition_and_number(project: Path) -> None:
    (section,) = opened(made(project)).sections
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "Offentlig ledelse i fællesskab"
    (foot,) = section.footer.paragraphs
    assert foot.text.startswith(f"LO, oktober 2011 · {ADDRESS}\t")
    assert [each.text for each in find(foot._p, "w:instrText")] == [" PAGE "]
    assert round(section.page_width.cm, 1) == 21.0 and round(section.left_margin.cm, 1) == 2.5  # type: ignore[union-attr]


def test_nothing_asks_to_be_updated_when_it_is_opened(project: Path) -> None:
    content = made(project)
    settings = part(content, "word/settings.xml")
    assert find(settings, "w:compat") and not find(settings, "w:updateFields")
    fields = find(part(content, "word/document.xml"), "w:fldChar")
    assert fields and not any(each.get(qn("w:dirty")) for each in fields)


def test_a_note_stands_at_the_foot_of_its_page(edit: Edit) -> None:
    project = edit(
        PAGE, PLACE, f"Se[^a] og igen.[^a]\n\n[^a]: En note med [et link](https://example.org/x).\n\n{PLACE}"
    )
    content = made(project)
    notes = [said(each).strip() for each in find(part(content, "word/footnotes.xml"), "w:footnote")]
    assert notes == ["", "", "En note med et link."]
    document = part(content, "word/document.xml")
    (mark,) = find(document, "w:footnoteReference")
    assert mark.get(qn("w:id")) == "1"
    place = mark.getparent().getprevious().get(qn("w:name"))
    assert f" NOTEREF {place} \\f \\h " in [each.text for each in find(document, "w:instrText")]
    (link,) = find(part(content, "word/footnotes.xml"), "w:hyperlink")
    targets = {each.get("Id"): each.get("Target") for each in part(content, "word/_rels/footnotes.xml.rels")}
    assert targets[link.get(qn("r:id"))] == "https://example.org/x"


@pytest.mark.parametrize(("name", "content", "width"), [("a.png", DOT, 1), ("a.svg", SVG, 30)], ids=["png", "svg"])
def test_a_picture_has_its_alternative_text_and_its_size(edit: Edit, name: str, content: bytes, width: int) -> None:
    project = edit(PAGE, PLACE, f"![Hvad billedet viser](../billeder/{name})\n*Billedteksten*\n\n{PLACE}")
    file = opened(made(project, files={f"billeder/{name}": content}))
    (shape,) = file.inline_shapes
    assert shape._inline.docPr.get("descr") == "Hvad billedet viser"
    assert round(shape.width / 9525) == width
    (place,) = [at for at, each in enumerate(file.paragraphs) if find(each._p, "w:drawing")]
    style = file.paragraphs[place].style
    assert style and find(style.element, "w:keepNext")  # its caption stands on the same page
    assert file.paragraphs[place + 1].text == "Billedteksten" == styled(file, "Caption")[0]
    assert file.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob[:4] == b"\x89PNG"


def test_a_numbered_list_begins_where_the_text_says(edit: Edit) -> None:
    project = edit(PAGE, PLACE, f"3. Tre\n4. Fire\n\n{PLACE}")
    content = made(project)
    assert styled(opened(content), "List Number") == ["Tre", "Fire"]
    starts = find(part(content, "word/numbering.xml"), "w:startOverride")
    assert [each.get(qn("w:val")) for each in starts] == ["3"]


def test_the_same_bytes_whatever_the_machine_says(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(project, "en")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert made(project, "en") == first


def test_names_of_places_are_such_as_word_allows() -> None:
    long = [f"{'a' * 50}-{end}" for end in ("b", "c")]
    assert bookmark("i-samme-baad") == "i_samme_baad"
    assert len({bookmark(each) for each in long}) == 2
    assert all(len(bookmark(each)) <= LONGEST for each in long)
