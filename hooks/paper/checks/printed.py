"""The paper can be set as one document: ids, headings and markers that do on a page must do in the PDF as well."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from ..model import Block, Page, Paper, Problem
from ..source.markers import MARKERS

ABOUT = "om"
COLOPHON = ("kolofon", "webstedets-eget", "oversaettelsen")  # its sections that close the document
TRANSLATION = COLOPHON[2]  # only in one

DRAWN = ("tabel: ledermedlemmer", "kampe: oversigt")  # the markers it can draw


def check_printed(paper: Paper) -> Iterator[Problem]:
    """No id on two pages (each is a place in the PDF), no heading level left out, only markers the PDF can draw."""
    for language in paper.languages:
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


def printed_blocks(paper: Paper, language: str) -> Iterator[tuple[Page, Block]]:
    """What the document holds, in order, with the page each block is written on."""
    about = paper.page(ABOUT, language)
    for page in paper.chapters(language):
        yield from ((page, block) for block in page.blocks)
    if about:
        yield from ((about, block) for block in about.blocks if block.section in COLOPHON)


def colophon(tree: HtmlElement, translated: bool) -> list[HtmlElement]:
    """The parts of the page about the paper that close the document."""
    wanted = [section for section in COLOPHON if translated or section != TRANSLATION]
    found, section = [], ""
    for element in tree:
        section = element.get("id", "") if element.tag in ("h1", "h2") else section
        if section in wanted:
            found.append(element)
    return found
