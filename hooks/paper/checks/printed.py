"""The paper can be set as one document: ids, headings and markers that do on a page must do in the PDF as well."""

from __future__ import annotations

from collections.abc import Iterator

from ..downloads.book import DRAWN, printed_blocks
from ..model import Block, Page, Paper, Problem
from ..page.markers import MARKERS


def check_printed(paper: Paper) -> Iterator[Problem]:
    """No id on two pages (each is a place in the PDF), no heading level left out, only markers the PDF can draw."""
    for language in paper.languages if paper.navigation.pages else ():  # without it languages are not known
        first: dict[str, str] = {}
        level = 1
        for page, block in printed_blocks(paper, language):
            if block.kind == "heading":
                yield from _heading_problems(page, block, level)
                level = block.level
            elif block.kind == "marker" and block.text in MARKERS and block.text not in DRAWN:
                remedy = "Sæt det på forsiden eller en anden af webstedets egne sider."
                yield Problem(page.file, block.line, f"mærket <!-- {block.text} --> kan ikke sættes i PDF’en.", remedy)
            for anchor in block.anchors:
                place = first.setdefault(anchor, f"{page.file}:{block.line}")
                if not place.startswith(f"{page.file}:"):
                    message = f"id’et {{#{anchor}}} står også på {place}, og i PDF’en er siderne ét dokument."
                    yield Problem(page.file, block.line, message, "Giv det ene et andet id.")


def _heading_problems(page: Page, block: Block, level: int) -> Iterator[Problem]:
    if block.level > level + 1:
        message = f"overskriften «{block.text}» springer et niveau over."
        yield Problem(page.file, block.line, message, f"Skriv {'#' * (level + 1)} {block.text} {{#{block.section}}}")
