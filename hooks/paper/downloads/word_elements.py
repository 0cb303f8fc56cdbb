"""Elements of a Word file's text: WordprocessingML (ECMA-376, transitional), lengths in twentieths of a point."""

import re
from collections.abc import Iterable
from zlib import crc32

from lxml.etree import Element, _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LONGEST = 40  # characters in the name of a bookmark


def w(name: str, /, *inside: _Element, **attributes: object) -> _Element:
    """An element of WordprocessingML; so are its attributes."""
    named = {f"{{{W}}}{key}": str(value) for key, value in attributes.items()}
    element = Element(f"{{{W}}}{name}", named, {"w": W, "r": R})
    element.extend(inside)
    return element


def words(text: str) -> _Element:
    """Words of a run, spaces at their ends kept."""
    element = w("t")
    element.text = text
    element.set(SPACE, "preserve")
    return element


def field(code: str, *shown: _Element) -> list[_Element]:
    """What Word works out, such as PAGE, and the runs to show until it does."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    begin, separate, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, w("r", instruction), separate, *shown, end]


def run(text: str, marks: frozenset[str], language: str = "") -> _Element | None:
    """Words that look and sound alike; none of no words."""
    if not text:
        return None
    properties = [w("rStyle", val="Hyperlink")] if "link" in marks else []
    properties += [w(mark) for mark in ("b", "i") if mark in marks]
    properties += [w("lang", val=language)] if language else []
    return w("r", *([w("rPr", *properties)] if properties else []), words(text))


def paragraph(style: str, *inside: _Element, properties: Iterable[_Element] = ()) -> _Element:
    """A paragraph in the style with this id; no style is Normal."""
    return w("p", w("pPr", *([w("pStyle", val=style)] if style else []), *properties), *inside)


def kept(parts: Iterable[_Element]) -> list[_Element]:
    """The parts, their paragraphs held on one page with what follows each, but for the last."""
    parts = list(parts)
    for part in parts[:-1]:
        for properties in part.iter(f"{{{W}}}pPr"):
            properties.insert(len(properties.findall(f"{{{W}}}pStyle")), w("keepNext"))
    return parts


def table(rows: list[list[_Element]], widths: list[int], description: str = "", total: bool = False) -> _Element:
    """Rows of cells, each a paragraph: the first row names the columns, the first column the rows.

    The row of names is repeated on every page that the table goes on to. `total`: the last row is one.
    """
    flags = {"firstRow": 1, "lastRow": int(total), "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    look = w("tblLook", val="06E0" if total else "06A0", **flags)  # the same as a number, as older programs read it
    named = [w("tblCaption", val=description)] if description else []
    properties = w("tblPr", w("tblStyle", val="PaperTable"), w("tblW", w=sum(widths), type="dxa"), look, *named)
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", properties, grid, *kept(_row(row, widths, number == 0) for number, row in enumerate(rows)))


def _row(cells: list[_Element], widths: list[int], names: bool) -> _Element:
    row = w("tr", w("trPr", w("cantSplit"), *([w("tblHeader")] if names else [])))
    for cell, width in zip(cells, widths, strict=True):
        row.append(w("tc", w("tcPr", w("tcW", w=width, type="dxa")), cell))
    return row


def boxed(style: str) -> list[_Element]:
    """What makes a heading or an item of a list part of the boxed text around it (word/styles.xml)."""
    if style != "Boxed":
        return []
    edge = w("left", val="single", sz=18, space=10, color="B3121D")
    return [w("pBdr", edge), w("shd", val="clear", color="auto", fill="F2F2F2")]


def bookmark(name: str) -> str:
    """The place's name as Word allows it: letters, digits and underscores, not too many."""
    plain = re.sub(r"\W", "_", name)
    return plain if len(plain) <= LONGEST else f"{plain[:31]}_{crc32(name.encode()):08x}"
