"""What Typst cannot say yet of a table: that the first cell of each row is its header (ISO 32000-1, 14.8.4.3.4).

Typst has it behind a flag that its Python package does not reach. It is added as PDF allows: what is changed stands
after the file as it was (an incremental update, 7.5.6), so that every byte of that stays.
"""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

ROW_HEADER = DictionaryObject({NameObject("/O"): NameObject("/Table"), NameObject("/Scope"): NameObject("/Row")})


def with_row_headers(pdf: bytes) -> bytes:
    """The PDF with the first cell of each row as its header, in tables that end with a total."""
    before = pdf + b"\n"  # what follows begins on a line of its own
    writer = PdfWriter(io.BytesIO(before), incremental=True)
    for table in _elements(writer.root_object["/StructTreeRoot"], "/Table"):
        if any(_elements(table, "/TFoot")):
            for row in _elements(table, "/TR"):
                _mark(row["/K"])
    updated = io.BytesIO()
    writer.write(updated)
    after = updated.getvalue().removeprefix(before)
    return before + after.replace(b" obj<<", b" obj\n<<")  # so PDF/A has it (ISO 19005-3, 6.1.9); nothing moves by it


def _elements(node: Any, kind: str) -> Iterator[Any]:
    """The elements of this kind in a part of the tag tree, itself included."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _elements(child, kind)
    elif isinstance(node, dict):
        if node.get("/S") == kind:
            yield node
        yield from _elements(node.get("/K", ArrayObject()), kind)


def _mark(cells: Any) -> None:
    """The first cell is a header; a list of the headers of the others would hide it, and each header has its scope."""
    for place, cell in enumerate(each.get_object() for each in cells):
        if cell["/S"] == "/TD":
            attributes = [each for each in cell.get("/A", []) if each.get_object()["/O"] != "/Table"]
            if place == 0:
                cell[NameObject("/S")] = NameObject("/TH")
                attributes.append(ROW_HEADER)
            cell[NameObject("/A")] = ArrayObject(attributes)
