"""The finished HTML: it shows what the page says, and it was made by the hooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from lxml.html import HtmlElement, fragment_fromstring, tostring

from ..model import Page, Problem

# What Material's base template sets up for its scripts, which are not here: two checkboxes (invalid by their
# `autocomplete`), a curtain and an empty dialog.
LEFTOVERS = re.compile(
    r'\s*<input class="md-toggle"[^>]*>|\s*<label class="md-overlay"[^>]*></label>'
    r'|\s*<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
)


def without_leftovers(html: str) -> str:
    """The finished page without the parts of Material's that nothing uses."""
    return LEFTOVERS.sub("", html)


def check_rendering(page: Page, html: str) -> Iterator[Problem]:
    """The rendered page shows the blocks the checks have read, in order, and nothing else; spaces do not count."""
    shown = _letters(fragment_fromstring(html, create_parent="div").text_content())
    for block in page.prose:
        wanted = _letters(block.text)
        if not shown.startswith(wanted):
            beginning = " ".join(block.text.split()[:8])
            message = f"siden viser ikke teksten «{beginning} …», som den er skrevet."
            yield Problem(page.file, block.line, message, "Sæt tomme linjer omkring afsnittet, og fjern særlige tegn.")
            return
        shown = shown.removeprefix(wanted)
    if shown:
        yield Problem(page.file, 1, f"siden viser mere, end der er skrevet: «{shown[:40]} …».", "Fjern særlige tegn.")


def inner_html(root: HtmlElement) -> str:
    """The HTML inside an element, as it was before it was put in one."""
    return (root.text or "") + "".join(tostring(child, encoding="unicode") for child in root)


def check_seals(site: FilePath, seal: str) -> Iterator[Problem]:
    """Every page carries the mark that only the hooks can set."""
    for path in sorted(site.rglob("*.html")):
        if f'<meta name="seal" content="{seal}">' not in path.read_text("utf-8"):
            file = path.relative_to(site).as_posix()
            yield Problem(file, 1, "siden er bygget uden tjek.", "Byg med hooks: - hooks/main.py i mkdocs.yml.")


def _letters(text: str) -> str:
    return "".join(text.split())
