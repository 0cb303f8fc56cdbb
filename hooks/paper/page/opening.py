"""What belongs under a page's title, and the addresses that only the printed page needs."""

from __future__ import annotations

import html as escaping
import re
from pathlib import Path as FilePath
from urllib.parse import urljoin

from ..model import Page, Paper
from .markers import render

TITLE_END = "</h1>"
LINK = re.compile(r'<a href="(?!#)([^"]+)"')


def open_page(html: str, paper: Paper, page: Page, templates: FilePath) -> str:
    """The page's HTML with its reading time, its sections and, on a struggle's page, the sentence that says it best."""
    before, end, after = html.partition(TITLE_END)
    if not page.of_paper or not end:
        return html
    sections = [heading for heading in page.headings if heading.level == 2]
    struggle = next((struggle for struggle in paper.struggles or () if struggle.page == page.slug), None)
    opening = render("maerker/indledning.html", paper, page, templates, sections=sections, struggle=struggle)
    return f"{before}{end}\n{opening}{after}"


def with_addresses(html: str, base: str) -> str:
    """Every link carries its full address, for the printed page to show; `base` is the page's own."""

    def carrying(found: re.Match[str]) -> str:
        full = urljoin(base, escaping.unescape(found[1]))
        return f'{found[0]} data-adresse="{escaping.escape(full)}"'

    return LINK.sub(carrying, html)
