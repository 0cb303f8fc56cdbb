"""The paper as a Word file, to read, quote and work on: real styles, notes, links and a list of contents."""

from collections.abc import Mapping
from datetime import UTC, datetime

from lxml.etree import Element, SubElement, _Element, fromstring

from ..model import Paper
from ..page.view import Site
from ..words import foreign_patterns, labels, regional
from .book import Trees, document
from .pdf import EMPTY, imprint, table_words
from .word_elements import R, bookmark, field, kept, paragraph, table, w, words
from .word_file import CORE, OFFICE, PACKAGE, Parts, add, package, root
from .word_picture import picture
from .word_text import COLUMN, NUMBERS, WIDTH, Draw, Text

LEVELS = 3  # of headings, in the list of contents
MARGIN = 1417  # 2.5 cm; paper and margins are in twentieths of a point
OTHERS = ("styles", "settings", "numbering", "footnotes", "header", "footer")
DC, DCTERMS, XSI = (
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/2001/XMLSchema-instance",
)


def make_word(site: Site, language: str, trees: Trees, time: int, files: Mapping[str, bytes] = EMPTY) -> bytes:
    """The Word file in one language, made from the pages' HTML; `time` is the only date in it. Raises Unreadable.

    `files` are the site's pictures by their address from its root.
    """
    paper, book = site.paper, document(site, language, trees)
    says = imprint(paper, language, trees)
    pictures = {
        name: picture(name, content, site.templates) for name, content in files.items() if f'src="{name}"' in book
    }
    foreign = {regional(code): pattern for code, pattern in foreign_patterns(paper, language).items()}
    text = Text(foreign, _drawn(paper, language), pictures)
    cover, written = _cover(site, language, says, text), text.inside(fromstring(book), "")
    body = w("body", *cover, *_contents(paper, language, text), *written, _section())
    parts: Parts = {
        "docProps/core.xml": _core(paper, says, language, time),
        "docProps/app.xml": _company(says["publisher"]),
        "word/document.xml": w("document", body),
        "word/styles.xml": _given(site, "styles", language),
        "word/settings.xml": _given(site, "settings", language),
        "word/numbering.xml": _numbering(site, text.numbered),
        "word/footnotes.xml": _footnotes(text.notes),
        "word/header.xml": w("hdr", paragraph("Header", *text.runs(says["title"]))),
        "word/footer.xml": _footer(site, says, text),
    }
    media = {f"word/media/{number}.{each.ending}": each.content for number, each in enumerate(text.shown, 1)}
    return package({**parts, **media}, _relations(text))


def _drawn(paper: Paper, language: str) -> Mapping[str, Draw]:
    """What stands at the markers (checks/printed.py)."""
    return {
        "tabel: ledermedlemmer": lambda text: _members(paper, language, text),
        "kampe: oversigt": lambda text: _struggles(paper, language, text),
    }


def _members(paper: Paper, language: str, text: Text) -> list[_Element]:
    assert paper.table
    said = table_words(paper.table, language, paper)
    rows = [(said["union"], said["number"]), *((row["name"], row["count"]) for row in said["rows"])]
    cells = [_cells(text, *row) for row in [*rows, (said["total-name"], said["total"])]]
    drawn = table(cells, [WIDTH - COLUMN, COLUMN], said["title"], total=True)
    return [*kept([paragraph("Caption", *text.runs(said["title"])), drawn]), paragraph("TableText")]


def _cells(text: Text, name: str, number: str) -> list[_Element]:
    right = w("jc", val="right")
    return [paragraph("TableText", *text.runs(name)), paragraph("TableText", *text.runs(number), properties=[right])]


def _struggles(paper: Paper, language: str, text: Text) -> list[_Element]:
    """Each struggle, its title a link to its chapter, with what says it best."""
    made = []
    for struggle in paper.struggles_in(language):
        chapter = paper.page(struggle.page, paper.original)
        assert chapter
        title = text.runs(struggle.heading(language), frozenset({"link", "b"}))
        link = w("hyperlink", *title, anchor=bookmark(chapter.title.section), history=1)
        made += kept([paragraph("", link), paragraph("Quote", *text.runs(struggle.core[language]))])
    return made


def _cover(site: Site, language: str, says: Mapping[str, str], text: Text) -> list[_Element]:
    notice = labels(site.paper, language)("oversat") if language != site.paper.original else ""
    lines = [each for each in (says["imprint"], notice) if each]
    address = w("hyperlink", *text.runs(site.address, frozenset({"link"})), history=1)
    address.set(f"{{{R}}}id", text.target("hyperlink", site.address))
    return [
        paragraph("Title", *text.runs(says["title"])),
        paragraph("Subtitle", *text.runs(says["subtitle"])),
        *(paragraph("", *text.runs(line)) for line in lines),
        paragraph("", address),
    ]


def _contents(paper: Paper, language: str, text: Text) -> list[_Element]:
    """The list of contents as Word would make it, each heading a link.

    Without numbers of pages (\\n): which page a heading comes on is first known where the file is opened.
    """
    entries = [heading for heading in text.headings if heading.level <= LEVELS]
    if not entries:  # in a language that has no chapter yet
        return []
    lines = [
        paragraph(f"TOC{each.level}", w("hyperlink", *text.runs(each.text), anchor=each.place, history=1))
        for each in entries
    ]
    begin, code, separate, end = field(f'TOC \\o "1-{LEVELS}" \\h \\n \\u')
    for place, part in enumerate((begin, code, separate), 1):
        lines[0].insert(place, part)
    lines[-1].append(end)
    heading = paragraph("TOCHeading", *text.runs(labels(paper, language)("pdf_indhold")))
    kind = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return [w("sdt", w("sdtPr", kind), w("sdtContent", heading, *lines))]


def _section() -> _Element:
    """The paper and its edges, and what stands in them on every page but the cover."""
    edges = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN) | {"header": 709, "footer": 709, "gutter": 0}
    references = [w(f"{part}Reference", type="default") for part in ("header", "footer")]
    for part, reference in zip(("header", "footer"), references, strict=True):
        reference.set(f"{{{R}}}id", part)
    return w("sectPr", *references, w("pgSz", w=11906, h=16838), w("pgMar", **edges), w("titlePg"))


def _footer(site: Site, says: Mapping[str, str], text: Text) -> _Element:
    number = field("PAGE", w("r", words("1")))
    left = text.runs(f"{says['edition']} · {site.address}")
    return w("ftr", paragraph("Footer", *left, w("r", w("tab")), *number))


def _footnotes(notes: list[_Element]) -> _Element:
    """The notes, after the line above them and the one above what goes on from the page before."""
    lines = [
        w("footnote", paragraph("", w("r", w(name))), type=name, id=number)
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    return w("footnotes", *lines, *notes)


def _given(site: Site, name: str, language: str) -> bytes:
    """A part that overrides/word/ holds, in the text's language."""
    return (site.templates / f"word/{name}.xml").read_bytes().replace(b"{language}", regional(language).encode())


def _numbering(site: Site, numbered: list[int]) -> _Element:
    """The marks of lists; each numbered list counts for itself, from its first number."""
    numbering = fromstring((site.templates / "word/numbering.xml").read_bytes())
    for number, start in enumerate(numbered, NUMBERS + 1):
        first = w("lvlOverride", w("startOverride", val=start), ilvl=0)
        numbering.append(w("num", w("abstractNumId", val=1), first, numId=number))
    return numbering


def _core(paper: Paper, says: Mapping[str, str], language: str, time: int) -> _Element:
    """What the file says of itself: Dublin Core."""
    namespaces = {"cp": f"{PACKAGE}/metadata/core-properties", "dc": DC, "dcterms": DCTERMS, "xsi": XSI}
    core = Element(f"{{{namespaces['cp']}}}coreProperties", nsmap=namespaces)
    authors = "; ".join(paper.publication.authors) if paper.publication else says["publisher"]
    said = {"title": says["title"], "subject": says["subtitle"], "creator": authors, "language": regional(language)}
    for name, value in said.items():
        SubElement(core, f"{{{DC}}}{name}").text = value
    for name in ("created", "modified"):
        date = SubElement(core, f"{{{DCTERMS}}}{name}", {f"{{{XSI}}}type": "dcterms:W3CDTF"})
        date.text = datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return core


def _company(publisher: str) -> _Element:
    properties = root("Properties", f"{OFFICE}/extended-properties")
    add(properties, "Company").text = publisher
    return properties


def _relations(text: Text) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """What refers to what: the file to its text, the text to its other parts, the text and its notes to the web."""
    whole = {
        "text": ("officeDocument", "word/document.xml"),
        "core": (CORE, "docProps/core.xml"),
        "app": ("extended-properties", "docProps/app.xml"),
    }
    own = {part: (part, f"{part}.xml") for part in OTHERS}
    return {"": whole, "word/document.xml": own | text.targets, "word/footnotes.xml": text.targets}
