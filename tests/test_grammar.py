"""All the Markdown the paper may use, in one chapter: on the page, the whole page, in PDF, data, search and record."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from conftest import FROZEN, Once
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from paper.downloads.search import sections_of
from paper.source.load import load_paper
from paper.source.record import current_record, format_record, parse_record
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from test_valid_ebook import faults

CHAPTER = "en-verden-til-forskel"
GRAMMAR = Path(__file__).parent / "grammar.md"


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen project with all of it at the end of a chapter."""
    project = shutil.copytree(FROZEN, tmp_path_factory.mktemp("grammar") / "source")
    add(project / f"docs/{CHAPTER}.md", "\n" + GRAMMAR.read_text("utf-8"))
    add(project / f"docs/{CHAPTER}.en.md", "\nThe unions asked.[^source]\n\n[^source]: The survey is their own.\n")
    add(project / "docs/de-faelles-kampe/nyt-syn.md", "\n![Endnu et rødt mærke](../assets/ikon.svg)\n")
    add(project / "docs/data/eksterne-links.txt", "https://example.org/\n")
    promises = (project / "docs/data/ankre.txt").read_text("utf-8")
    own = f"/{CHAPTER}/#{CHAPTER}\n"
    (project / "docs/data/ankre.txt").write_text(promises.replace(own, f"{own}/{CHAPTER}/#maerket\n"), "utf-8")
    return project


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


@pytest.fixture(scope="session")
def built(once: Once, source: Path) -> Path:
    return once("grammar", source)


@pytest.fixture
def page(built: Path) -> HtmlElement:
    return document_fromstring((built / CHAPTER / "index.html").read_text("utf-8")).find(".//article")


def words(elements: list[HtmlElement]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]


@pytest.mark.parametrize("whole", [False, True], ids=["page", "whole paper"])
def test_it_is_shown(built: Path, whole: bool) -> None:
    address, prefix = ("hele-oplaegget", f"{CHAPTER}--") if whole else (CHAPTER, "")
    page = document_fromstring((built / address / "index.html").read_text("utf-8")).find(".//article")
    start = page.xpath(".//p[starts-with(., 'Vi foreslår, som alle ved')]")[0]
    first, *_ = start.itersiblings("ol")
    assert words(first.xpath("./li/ul/li")) == ["til ledere", "til medarbejdere"]
    assert words(first.xpath("./li[1]/p")) == ["At lytte:", "Det tager tid. Men det lønner sig."]
    assert len(first.xpath("./li[1]/p[2]/br")) == 1
    assert words(page.xpath(".//ol[@start='3']/li")) == ["At følge op.", "At måle, også det svære."]
    figure = page.get_element_by_id(f"{prefix}maerket")
    assert (figure.tag, figure.find("img").get("alt")) == ("figure", "Et rødt mærke")
    assert words(figure.findall("figcaption")) == ["Mærket, som det ser ud."]
    table = page.find_class("skema")[0]
    assert [(cell.get("scope"), cell.get("class")) for cell in table.iter("th")] == [
        ("col", None),
        ("col", "midt"),
        ("col", "hoejre"),
    ]
    assert words(table.xpath("./tbody/tr")) == ["FOA halvdelen mange", "SL resten færre"]
    notes = page.find_class("footnote")[0]
    assert [note.get("id") for note in notes.iter("li")] == [f"{prefix}fn-kilde", f"{prefix}fn-anden-kilde"]
    for reference in [*page.find_class("footnote-ref"), *page.find_class("footnote-backref")]:
        assert page.get_element_by_id(reference.get("href").removeprefix("#")) is not None
    labels = [reference.get("aria-label") for reference in page.find_class("footnote-ref")]
    assert labels == ["Note 1", "Note 1", "Note 2"]
    assert page.find_class("footnote-backref")[0].get("aria-label") == "Tilbage til note 1 i teksten"
    assert not page.xpath(".//*[@style]")


def test_a_picture_is_found_from_every_page_that_shows_it(built: Path) -> None:
    for address in ("hele-oplaegget", "de-faelles-kampe/nyt-syn"):
        page = document_fromstring((built / address / "index.html").read_text("utf-8"))
        (source,) = page.xpath("//figure/img[@alt='Endnu et rødt mærke']/@src")
        assert (built / address / source).is_file()


def test_notes_speak_the_language_of_their_page(built: Path) -> None:
    page = document_fromstring((built / f"{CHAPTER}.en/index.html").read_text("utf-8"))
    labels = page.xpath("//section[@class='footnote']/@aria-label | //a[@class='footnote-backref']/@aria-label")
    assert labels == ["Notes", "Back to note 1 in the text"]


def test_it_is_set_and_tagged_in_the_pdf(built: Path) -> None:
    pdf = PdfReader(built / "hent/offentlig-ledelse-i-faellesskab.pdf")
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    place = text.index("Vi foreslår, som alle ved:")
    for expected in (
        "1. At lytte:",
        "• til ledere",
        "• til medarbejdere",
        "Det tager tid. Men det lønner sig. 2. At prøve.",
        "3. At følge op. 4. At måle, også det svære. • At lytte. • At prøve noget nyt. Og at lære af det.",
        "Mærket, som det ser ud. Forbund Andel Af hvor mange FOA halvdelen mange SL resten færre",
    ):
        assert expected in text[place:]
        place = text.index(expected, place)
    assert text.count("Rundspørgen er forbundenes egen.") == 1
    assert "→ Om oplægget: " in text and text.count("https://example.org/") == 1  # an address is told by its own words
    tags = list(structure(pdf))
    assert {"Et rødt mærke", "Endnu et rødt mærke"} <= {tag.get("/Alt") for tag in tags if tag["/S"] == "/Figure"}
    kinds = [tag["/S"] for tag in tags]
    assert kinds.count("/TH") == 2 + 10 + 3 and kinds.count("/Note") == 2


def test_it_is_in_the_ebook_which_is_valid(built: Path) -> None:
    book = built / "hent/offentlig-ledelse-i-faellesskab.epub"
    with ZipFile(book) as file:
        page = etree.fromstring(file.read(f"EPUB/{CHAPTER}.xhtml"))
        other = etree.fromstring(file.read("EPUB/de-faelles-kampe.nyt-syn.xhtml"))
        pictures = [picture.get("src") for each in (page, other) for picture in each.iter("{*}img")]
        assert pictures == ["assets/ikon.svg"] * 2 and file.read(f"EPUB/{pictures[0]}")
    roles = [each.get("role") for each in page.iter("{*}a") if each.get("role")]
    assert roles.count("doc-noteref") == 3 and roles.count("doc-backlink") == 3
    assert [words for each in page.iter("{*}li") if (words := each.get("id"))] == ["fn-kilde", "fn-anden-kilde"]
    assert faults(book) == []


def structure(pdf: PdfReader) -> Iterator[DictionaryObject]:
    """Every tag of the document, in reading order."""

    def below(node: Any) -> Iterator[DictionaryObject]:
        for kid in (each.get_object() for each in (node if isinstance(node, list) else [node])):
            if isinstance(kid, DictionaryObject) and "/S" in kid:
                yield kid
                yield from below(kid.get("/K", []))
            elif isinstance(kid, list):
                yield from below(kid)

    yield from below(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])


def test_it_is_in_the_data(built: Path) -> None:
    data = json.loads((built / "data/oplaeg.json").read_text("utf-8"))
    content = data["sprog"]["da"]["kapitler"][0]["afsnit"][0]["indhold"]
    start = content.index({"type": "afsnit", "tekst": "Vi foreslår, som alle ved:"})
    assert content[start + 1 :] == json.loads(GRAMMAR.with_suffix(".json").read_text("utf-8"))


def test_it_is_found_by_search(built: Path) -> None:
    (section,) = sections_of(built / CHAPTER / "index.html", built)
    found = [words for _, words in section.texts]
    for text in ("Vi foreslår, som alle ved:", "FOA halvdelen mange", "Mærket, som det ser ud."):
        assert text in found
    assert ("fn-kilde", "Rundspørgen er forbundenes egen.") in section.texts


RECORD = """\
Vi foreslår, som alle ved:
1. At lytte:
  - til ledere
  - til medarbejdere
  Det tager tid. Men det lønner sig.
2. At prøve.
Fortsat fra før:
3. At følge op.
4. At måle, også det svære.
- At lytte.
- At prøve noget nyt.
  Og at lære af det.
> Et citat med fed skrift.
![Et rødt mærke] Mærket, som det ser ud.
| Forbund | Andel | Af hvor mange
| FOA | halvdelen | mange
| SL | resten | færre
Så gammelt er forliget (MUS, tabellen). Se https://example.org/ og Om oplægget.
[1] Rundspørgen er forbundenes egen.
[2] Se også Om oplægget.
[2] Med et afsnit mere."""


def test_an_edition_keeps_it(source: Path) -> None:
    record = current_record(load_paper(source)[0])
    texts = [passage.text for passage in record]
    assert RECORD in "\n".join(texts)
    assert [passage.text for passage in parse_record(format_record(record))] == texts


def test_the_page_of_changes_shows_it_without_its_marks(built: Path) -> None:
    page = document_fromstring((built / "om/aendringer/index.html").read_text("utf-8"))
    new = [text.removeprefix("[indsat] ").removesuffix(" [slut]") for text in words(page.xpath("//ins"))]
    assert {"At følge op.", "til ledere", "FOA | halvdelen | mange", "Rundspørgen er forbundenes egen."} <= set(new)
