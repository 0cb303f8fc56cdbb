"""«Oplægget på én side»: one A4 sheet to take into a meeting, made of the data alone. Tagged (PDF/UA-1)."""

import io
import json
from collections.abc import Iterator, Mapping

import segno

from ..addresses import address
from ..model import Paper, Problem
from ..page.reference import edition, is_changed
from ..page.view import Site
from ..source.load import STRUGGLES
from ..source.textfile import Unreadable
from ..words import foreign_patterns, labels, language_name
from .book import Trees
from .pdf import EMPTY, imprint, page_count, table_words
from .tagging import with_row_headers
from .typesetting import typeset

TEMPLATE = "pdf/side.typ"


def make_sheet(site: Site, language: str, trees: Trees, time: int, files: Mapping[str, bytes] = EMPTY) -> bytes:
    """The sheet in one language; `time` is the only date in it. Raises Unreadable, also for more than a page.

    It shows none of the `files`.
    """
    paper, table, label = site.paper, site.paper.table, labels(site.paper, language)
    assert table
    front = site.address + address(paper, "index", language)
    data = imprint(paper, language, trees) | {
        "language": language,
        "address": front,
        "code": label("side_kode", adresse=front),
        "notice": label("oversat") if language != paper.original else "",
        "foreign": foreign_patterns(paper, language),
        "version": edition(paper, language, is_changed(paper)),
        "table": table_words(table, language, paper),
        "struggles": [
            {
                "number": kamp.number,
                "title": kamp.title[language],
                "core": kamp.core[language],
                "points": [point.text[language] for point in kamp.points],
            }
            for kamp in paper.struggles_in(language)
        ],
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False), "code": _code(front)}
    content = typeset(site.templates / TEMPLATE, inputs, format="pdf", pdf_standards=["ua-1"], timestamp=time)
    if page_count(content) > 1:
        raise Unreadable(_too_long(paper, language))
    return with_row_headers(content)


def _code(url: str) -> str:
    """The address as a QR code, an SVG; at level M a seventh of it may be hidden."""
    drawn = io.BytesIO()
    segno.make_qr(url, error="m").save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


def _too_long(paper: Paper, language: str) -> Problem:
    text, line = max(_sentences(paper, language), key=lambda sentence: len(sentence[0]))
    sheet = f"oplægget på én side ({language_name(language)})"
    message = f"{sheet} fylder mere end et ark. Den længste sætning er «{text}»."
    return Problem(STRUGGLES, line, message, "Vælg en kortere af kampens sætninger, eller slet en.")


def _sentences(paper: Paper, language: str) -> Iterator[tuple[str, int]]:
    """The sentences on the sheet, with their lines in the data."""
    for kamp in paper.struggles:
        yield kamp.core[language], kamp.lines["kerne"]
        yield from ((point.text[language], point.line) for point in kamp.points)
