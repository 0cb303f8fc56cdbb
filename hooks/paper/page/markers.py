"""Markers in the pages (`<!-- tabel: ledermedlemmer -->`) become what the data says, by the templates in overrides/."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..addresses import address, relative
from ..model import Download, Page, Paper, Problem
from .changes import comparisons
from .frame import vocabulary

# The marker's words in a page, and the template that takes its place.
MARKERS = {
    "tabel: ledermedlemmer": "maerker/tabel.html",
    "kampe: oversigt": "maerker/kampe.html",
    "noegletal: ledermedlemmer": "maerker/noegletal.html",
    "indhold: oplaeg": "maerker/indhold.html",
    "ordforklaring: alle": "maerker/ordforklaring.html",
    (WHOLE := "oplaeg: helt"): "",  # filled when all other pages are finished, see whole.py
    "aendringer: oplaeg": "maerker/aendringer.html",
    "udgaver: alle": "maerker/udgaver.html",
    "data: alle": "maerker/data.html",
    (DOWNLOAD := "hent: pdf"): "",  # filled when the PDF has been made from all pages: fill_download
}

COMMENT = re.compile(r"<!--\s*(\w+):\s*([\w-]+)\s*-->")


def fill_markers(html: str, paper: Paper, page: Page, templates: FilePath) -> str:
    """The page's HTML with every marker replaced. An unknown one is left; the checks have refused it."""

    def filled(found: re.Match[str]) -> str:
        template = MARKERS.get(f"{found[1]}: {found[2]}")
        values = {"comparisons": comparisons(paper, page)} if found[1] == "aendringer" else {}
        return render(template, paper, page, templates, **values) if template else found[0]

    return COMMENT.sub(filled, html)


def fill_download(html: str, paper: Paper, page: Page, templates: FilePath, pdf: Download | None) -> str:
    """The page's HTML with the link to the finished PDF, its size and number of pages where the marker stands."""
    found = re.search(rf"<!--\s*{DOWNLOAD}\s*-->", html)
    if not found or pdf is None:
        return html
    address_of_pdf = relative(address(paper, page.slug, page.language), pdf.address)
    return html.replace(
        found[0], render("maerker/hent.html", paper, page, templates, pdf=pdf, pdf_address=address_of_pdf)
    )


def render(template: str, paper: Paper, page: Page, templates: FilePath, **values: Any) -> str:
    """The template filled in for this page, with its language's words and numbers."""
    words = vocabulary(paper, page.language, address(paper, page.slug, page.language))
    return _environment(templates).get_template(template).render(page=page, **words, **values)


def standalone(template: str, templates: FilePath, **values: Any) -> str:
    """A template filled in that is no page of the site."""
    return _environment(templates).get_template(template).render(**values)


def problem_page(problems: Sequence[Problem], templates: FilePath) -> str:
    """A page that tells what has to be mended before there is a site to see."""
    return _environment(templates).get_template("fejl.html").render(problems=problems)


@lru_cache
def _environment(templates: FilePath) -> Environment:
    loader = FileSystemLoader(templates)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
