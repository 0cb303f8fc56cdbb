"""The e-book, read as reading systems do: package, list of contents, then its pages, whose every link is followed."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from conftest import ADDRESS, PAPER, Edit, site_of, trees, view_of
from lxml import etree
from paper.addresses import download_address
from paper.checks.printed import printed_blocks
from paper.downloads.book import Trees
from paper.downloads.ebook import make_ebook
from paper.page.headings import mark_changed

TIME = 1_317_470_400
LANGUAGES = pytest.mark.parametrize("language", PAPER.languages)
PAGE = "docs/en-verden-til-forskel.md"
PLACE = "Har man oplevet"  # where that page's text begins
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "svg": "http://www.w3.org/2000/svg",
    "epub": "http://www.idpf.org/2007/ops",
}


class Book:
    """An e-book: its package, and its pages in reading order, by file."""

    def __init__(self, content: bytes) -> None:
        self.file = ZipFile(io.BytesIO(content))
        self.package = self.xml("package.opf")
        files = {item.get("id"): item.get("href", "") for item in find(self.package, "//opf:item")}
        self.pages = {
            name: self.xml(name) for each in find(self.package, "//opf:itemref") if (name := files[each.get("idref")])
        }

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.file.read(f"EPUB/{name}"))

    def says(self, name: str) -> list[str]:
        """What the package says of the e-book by this name, of Dublin Core or a property."""
        path = f"//{name}" if name.startswith("dc:") else f"//opf:meta[@property='{name}']"
        return [each.text or "" for each in find(self.package, path)]


def find(root: etree._Element, path: str) -> list[etree._Element]:
    return list(root.xpath(path, namespaces=NAMES))


def words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def made(project: Path, language: str = "da", pages: Trees | None = None) -> bytes:
    return make_ebook(site_of(project), language, pages or trees(project), TIME)


def of_site(site: Path, language: str) -> Book:
    return Book((site / download_address(PAPER, language, "ebog")).read_bytes())


@LANGUAGES
def test_every_passage_is_there_in_order(site: Path, language: str) -> None:
    text = " ".join(words(page) for page in of_site(site, language).pages.values())
    blocks = [block for _, block in printed_blocks(PAPER, language) if block.is_prose]
    wanted = [each for each in blocks if language != PAPER.original or each.section != "oversaettelsen"]
    assert wanted
    place = 0
    for block in wanted:
        found = text.find(block.text, place)
        assert found >= 0, f"{block.text!r} is not in the e-book after {text[place - 200 : place]!r}"
        place = found + len(block.text)


@LANGUAGES
def test_every_link_leads_somewhere(site: Path, language: str) -> None:
    book = of_site(site, language)
    ids = {name: {*page.xpath("//@id")} for name, page in book.pages.items()}
    links = [
        (name, link)
        for name, page in book.pages.items()
        for link in page.xpath("//@href[parent::*[local-name() = 'a']]")
    ]
    assert len(links) > len(PAPER.chapters(language))
    for name, link in links:
        file, _, anchor = link.partition("#")
        if not link.startswith(("https:", "http:", "mailto:")):
            assert not anchor or anchor in ids[file or name], f"{name}: {link}"


@LANGUAGES
def test_the_list_of_contents_has_every_heading_in_order(site: Path, language: str) -> None:
    book = of_site(site, language)
    entries = find(book.xml("_indhold.xhtml"), "//h:nav[@epub:type='toc']//h:a")
    paths = "|".join(f"//h:h{level}" for level in range(1, 4))
    headings = [each for name, page in book.pages.items() if name != "_indhold.xhtml" for each in find(page, paths)]
    assert [words(each) for each in entries] == [words(each) for each in headings]


def test_parts_of_a_chapter_and_sections_stand_below_it(project: Path) -> None:
    contents = Book(made(project)).xml("_indhold.xhtml")
    below = {
        words(find(item, "./h:a")[0]): [words(each) for each in find(item, "./h:ol/h:li/h:a")]
        for item in find(contents, "//h:nav[@epub:type='toc']//h:li")
    }
    assert below["De fælles kampe"] == [
        "1. Vi skal fremme et nyt syn på ledelse og lederrollen",
        "2. Vi skal sikre lederne et ordentligt ledelsesrum",
        "3. Vi skal gøre lederne endnu dygtigere",
    ]
    assert below["LO’s ledermedlemmer"] == ["Mange lederkendetegn"]


def test_it_says_what_it_is_and_for_whom(project: Path) -> None:
    book = Book(made(project, "en"))
    assert book.says("dc:identifier") == [f"{ADDRESS}index.en/"]
    assert book.says("dc:title") == [
        "Public leadership: a common cause",
        "Principles for the LO unions’ joint work for good public leadership",
    ]
    assert book.says("dc:language") == ["en-GB"] and book.says("dc:date") == ["2011-10"]
    assert book.says("dc:creator") == ["Landsorganisationen i Danmark"] and book.says("dc:publisher") == ["LO"]
    assert book.says("dcterms:modified") == ["2011-10-01T12:00:00Z"]
    assert book.says("schema:accessMode") == book.says("schema:accessModeSufficient") == ["textual"]
    assert "tableOfContents" in book.says("schema:accessibilityFeature")
    assert book.says("schema:accessibilityHazard") == ["none"]
    assert book.says("schema:accessibilitySummary")[0].startswith("Headings, lists, notes and the table are marked up")


def test_a_language_that_has_only_a_title_says_nothing_empty(project: Path) -> None:
    pages = trees(project)
    for line in list(pages["docs/index.en.md"])[1:]:
        line.drop_tree()
    book = Book(made(project, "en", pages))
    assert book.says("dc:title") == ["Public leadership: a common cause"]
    assert book.says("dc:publisher") == ["LO (Landsorganisationen i Danmark)"]
    assert all(words(each) for each in find(book.xml("_titelblad.xhtml"), "//h:p"))


def test_its_type_is_told_by_its_first_bytes_and_it_has_a_cover(project: Path) -> None:
    book = Book(made(project))
    first = book.file.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    (cover,) = find(book.package, "//opf:item[@properties='cover-image']/@href")
    picture = book.file.read(f"EPUB/{cover}")
    assert picture[:4] == b"\x89PNG" and [int.from_bytes(picture[at : at + 4], "big") for at in (16, 20)] == [
        1200,
        1920,
    ]


def test_the_table_has_its_bars_and_no_link_to_what_is_not_there(project: Path) -> None:
    page = Book(made(project)).xml("i-samme-baad.xhtml")
    rows = [" ".join(words(cell) for cell in row) for row in find(page, "//h:table//h:tr")]
    assert rows[1] == "FOA 5.000" and rows[-1] == "I alt 12.835–13.185"
    assert len(find(page, "//svg:svg[@aria-hidden='true']")) == len(rows) - 2
    assert not find(page, "//h:p[@class='hent']")


def test_words_of_another_language_say_so_in_both_ways(project: Path) -> None:
    page = Book(made(project, "en")).xml("_titelblad.xhtml")
    (name,) = find(page, "//h:span[@lang]")
    assert (words(name), name.get("lang")) == ("Landsorganisationen i Danmark", "da")
    assert name.get("{http://www.w3.org/XML/1998/namespace}lang") == "da"
    assert not page.xpath("//@*[starts-with(name(), 'data-')]")


def test_a_link_leads_into_the_book_or_to_the_site(edit: Edit) -> None:
    links = "[a](../i-samme-baad/#ledermedlemmer) [b](../ordforklaring/#mus) [c](../om/#kolofon) [d](../om/#data)"
    page = Book(made(edit(PAGE, PLACE, f"{links}\n\n{PLACE}"))).xml("en-verden-til-forskel.xhtml")
    assert page.xpath("//@href[parent::*[local-name() = 'a']]")[:4] == [
        "i-samme-baad.xhtml#ledermedlemmer",
        f"{ADDRESS}ordforklaring/#mus",
        "_kolofon.xhtml#kolofon",
        f"{ADDRESS}om/#data",
    ]


def test_a_section_that_has_changed_says_so_and_where_it_is_told_how(edit: Edit) -> None:
    project = edit("docs/i-samme-baad.md", "omkring 13.000", "cirka 13.000")
    pages = trees(project)
    mark_changed(pages["docs/i-samme-baad.md"], view_of(project, "docs/i-samme-baad.md"))
    (line,) = find(Book(made(project, pages=pages)).xml("i-samme-baad.xhtml"), "//h:p[@class='aendret']")
    assert words(line).startswith("Ændret siden udgave 2011")
    assert line.xpath("string(*/@href)") == f"{ADDRESS}om/aendringer/#i-samme-baad--ledermedlemmer"


def test_the_same_bytes_whatever_the_machine_says(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(project, "en")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert made(project, "en") == first
