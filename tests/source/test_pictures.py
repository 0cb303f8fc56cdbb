"""A picture that is not whole, not what its name says, or not the same on paper is refused where a page shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Edit
from paper.checks import check_project

PAGE = "docs/en-verden-til-forskel.md"
PLACE = "God ledelse kræver"
GOOD = Path(__file__).parent / "pictures"  # a picture of each kind
FOREIGN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><foreignObject width="9" height="9">'
    '<p xmlns="http://www.w3.org/1999/xhtml">Hej</p></foreignObject></svg>'
)
LINKED = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="https://example.org/x.png"/></svg>'
BROKEN = {
    "cut.png": ((GOOD / "a.png").read_bytes()[:-20], "failed to decode image (unexpected end of file)"),
    "cut.jpg": ((GOOD / "a.jpg").read_bytes()[:-2], "unexpected end of file"),
    "cut.svg": (b"<svg><g>", "failed to parse SVG (the root node was opened but never closed)"),
    "empty.jpeg": (
        b"",
        "failed to decode image (Format error decoding Jpeg: I/O errors Not enough bytes, expected 2 but found 0 )",
    ),
    "a-jpeg.png": (
        (GOOD / "a.jpg").read_bytes(),
        "failed to decode image (Format error decoding Png: Invalid PNG signature.)",
    ),
    "foreign.svg": (FOREIGN.encode(), "image contains foreign object"),
    "linked.svg": (
        LINKED.encode(),
        "failed to load linked image https://example.org/x.png in SVG (URLs are not allowed)",
    ),
}


def told(edit: Edit, name: str, content: bytes) -> list[str]:
    project = edit(PAGE, PLACE, f"![Hvad det viser](assets/{name})\n\n{PLACE}")
    (project / "docs/assets" / name).write_bytes(content)
    return [str(problem) for problem in check_project(project)[1] if not problem.warning]


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.jpeg", "a.svg"])
def test_a_picture_of_each_kind_can_be_shown(edit: Edit, name: str) -> None:
    assert told(edit, name, (GOOD / name.replace("jpeg", "jpg")).read_bytes()) == []


@pytest.mark.parametrize("name", BROKEN)
def test_one_that_cannot_is_refused(edit: Edit, name: str) -> None:
    content, fault = BROKEN[name]
    kind = name.rpartition(".")[2].upper()
    assert told(edit, name, content) == [
        f"{PAGE}:11: Billedet docs/assets/{name} kan ikke vises overalt: «{fault}». "
        f"Gem det igen som {kind} i et billedprogram, eller brug et andet."
    ]
