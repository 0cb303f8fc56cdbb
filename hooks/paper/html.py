"""The finished HTML: it shows what the page says, and it was made by the hooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from lxml.html import HtmlElement, fragment_fromstring, tostring

from .model import Page, Problem


def check_rendering(page: Page, html: str) -> Iterator[Problem]:
    """The words of the rendered page are those the checks have read, in order."""
    shown = _words(fragment_fromstring(html, create_parent="div").text_content())
    for block in page.prose:
        wanted = _words(block.text)
        if shown[: len(wanted)] != wanted:
            message = f"siden viser «{' '.join(shown[:8])} …», hvor der er skrevet «{' '.join(wanted[:8])} …»."
            yield Problem(page.file, block.line, message, "Sæt tomme linjer omkring afsnittet, og fjern særlige tegn.")
            return
        shown = shown[len(wanted) :]


def inner_html(root: HtmlElement) -> str:
    """The HTML inside an element, as it was before it was put in one."""
    return (root.text or "") + "".join(tostring(child, encoding="unicode") for child in root)


def check_seals(site: FilePath, seal: str) -> Iterator[Problem]:
    """Every page carries the mark that only the hooks can set."""
    for path in sorted(site.rglob("*.html")):
        if f'<meta name="seal" content="{seal}">' not in path.read_text("utf-8"):
            file = path.relative_to(site).as_posix()
            yield Problem(file, 1, "siden er bygget uden tjek.", "Byg med hooks: - hooks/main.py i mkdocs.yml.")


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)
