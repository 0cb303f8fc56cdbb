"""What stands by each heading: a link to the place, and how to refer to it. Added last; no part of the text."""

from __future__ import annotations

import re
from pathlib import Path as FilePath

from ..downloads.citations import FORMATS, Source, apa, sources
from ..model import Page, Paper
from .markers import render

HEADING = re.compile(r'<h([1-6])\b[^>]*?\bid="([^"]+)"[^>]*>.*?</h\1>', re.DOTALL)


def with_tools(html: str, paper: Paper, page: Page, root: str, templates: FilePath) -> str:
    """The page with «Kopiér link» and «Citér» below its headings, and the page's own references at its foot."""
    headings = {heading.section: heading for heading in page.headings}
    found = sources(paper, page, root)

    def tooled(heading: re.Match[str]) -> str:
        block = headings.get(heading[2])
        if block is None:
            return heading[0]
        source = found.get(heading[2])
        values = {"heading": block, "references": references(source) if source else None, "citable": bool(found)}
        return heading[0] + render("maerker/henvis.html", paper, page, templates, **values)

    foot = references(found[""]) if found else None
    return HEADING.sub(tooled, html) + render("maerker/citer.html", paper, page, templates, references=foot)


def references(source: Source) -> dict[str, object]:
    """The references to a source as a template shows them: in APA style by language, and as files by format."""
    texts = {language: apa(source, language) for language in source.paper.languages}
    return {"apa": texts, "files": {name: source.file(format) for format, name in FORMATS.items()}}
