"""Pictures of a Word file: what it can show, how large, and the element that shows it."""

import struct
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import NamedTuple

from lxml.etree import Element, SubElement, _Element

from .typesetting import typeset
from .word_elements import R, w

TEMPLATE = "word/svg.typ"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PIXEL = 9525  # a pixel at 96 to the inch, in English Metric Units
FINER = 3  # times as many pixels to an inch as screens have, for what is drawn as a PNG
WIDEST, HIGHEST = 5_760_000, 7_200_000  # 16 and 20 cm
SIZE_FOLLOWS = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))  # JPEG: frame headers


class Picture(NamedTuple):
    """A PNG or JPEG file; its size is in pixels as screens show it."""

    content: bytes
    ending: str
    width: int
    height: int


def picture(address: str, content: bytes, templates: FilePath) -> Picture:
    """The picture at an address of the site; an SVG becomes a PNG, which every Word shows. Raises Unreadable."""
    ending = address.rpartition(".")[2].lower()
    if ending == "svg":
        drawn = typeset(templates / TEMPLATE, {"picture": content.decode()}, format="png", ppi=96 * FINER)
        width, height = _png_size(drawn)
        return Picture(drawn, "png", max(width // FINER, 1), max(height // FINER, 1))
    size = _png_size(content) if ending == "png" else _jpeg_size(content)
    return Picture(content, ending, *size)


def _png_size(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    place = 2
    while content[place + 1] not in SIZE_FOLLOWS:
        place += 2 + int(struct.unpack(">H", content[place + 2 : place + 4])[0])
    height, width = struct.unpack(">HH", content[place + 5 : place + 9])
    return width, height


def drawing(picture: Picture, target: str, number: int, alternative: str) -> _Element:
    """The element that shows the picture in a line, as large as it is but within the page."""
    part = min(PIXEL, WIDEST / picture.width, HIGHEST / picture.height)
    size = {"cx": str(round(picture.width * part)), "cy": str(round(picture.height * part))}
    inline = Element(f"{{{DRAWING}/wordprocessingDrawing}}inline", nsmap={"wp": f"{DRAWING}/wordprocessingDrawing"})
    inline.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))  # no space around it
    _add(inline, "wordprocessingDrawing", "extent", size)
    _add(inline, "wordprocessingDrawing", "docPr", {"id": str(number), "name": f"Figur {number}", "descr": alternative})
    data = _add(_add(inline, "main", "graphic"), "main", "graphicData", {"uri": f"{DRAWING}/picture"})
    shown = _add(data, "picture", "pic")
    names = _add(shown, "picture", "nvPicPr")
    _add(names, "picture", "cNvPr", {"id": str(number), "name": f"Figur {number}"})
    _add(names, "picture", "cNvPicPr")
    fill = _add(shown, "picture", "blipFill")
    _add(fill, "main", "blip", {f"{{{R}}}embed": target})
    _add(_add(fill, "main", "stretch"), "main", "fillRect")
    shape = _add(shown, "picture", "spPr")
    place = _add(shape, "main", "xfrm")
    _add(place, "main", "off", {"x": "0", "y": "0"})
    _add(place, "main", "ext", size)
    _add(shape, "main", "prstGeom", {"prst": "rect"})
    return w("drawing", inline)


def _add(parent: _Element, kind: str, name: str, attributes: Mapping[str, str] | None = None) -> _Element:
    return SubElement(parent, f"{{{DRAWING}/{kind}}}{name}", dict(attributes or {}))
