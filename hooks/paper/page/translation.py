"""Languages that keep step: which words lack a translation, and which translated sections have fallen behind."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import builder as E
from lxml.html import fragment_fromstring

from ..addresses import address, relative
from ..model import Block, Page, Paper, Problem
from ..source.textfile import Data, Position
from .frame import labels
from .html import inner_html


def complete_languages(data: Data, languages: tuple[str, ...]) -> Iterator[Problem]:
    """A warning for each text by language that lacks one; the original's text is put in its place."""
    for position, texts in _texts_by_language(data.content, (), languages):
        for language in languages[1:]:
            if language not in texts:
                texts[language] = texts[languages[0]]
                remedy = f"Tilføj {language}: …"
                yield Problem(data.file, data.line(*position), f"oversættelsen til «{language}» mangler.", remedy, True)


def _texts_by_language(content: Any, position: Position, languages: tuple[str, ...]) -> Iterator[tuple[Position, Any]]:
    if isinstance(content, dict) and languages and languages[0] in content:
        yield position, content
    elif isinstance(content, list | dict):
        for key, inner in list(enumerate(content)) if isinstance(content, list) else content.items():
            yield from _texts_by_language(inner, (*position, key), languages)


def fingerprint(section: tuple[Block, ...]) -> str:
    """Eight hexadecimal digits that change with the section's text; links and ids may change without it."""
    text = "\n".join(f"{block.kind} {block.text}" for block in section)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def behind(paper: Paper, page: Page) -> dict[str, str]:
    """The sections of a translated page whose original has changed since: the id, and the fingerprint it has now."""
    source = paper.source(page)
    if source is None:
        return {}
    now = {section: fingerprint(blocks) for section, blocks in source.sections.items()}
    return {section: mark for section, mark in now.items() if section and page.translated.get(section) != mark}


def mark_behind(html: str, paper: Paper, page: Page) -> str:
    """The page with a note below the heading of each section whose original is newer."""
    late = [section for section in behind(paper, page) if section in page.sections]
    if not late:
        return html
    label = labels(paper, page.language)
    original = relative(address(paper, page.slug, page.language), address(paper, page.slug, paper.original))
    root = fragment_fromstring(html, create_parent="div")
    for heading in root.xpath("//h1|//h2|//h3|//h4"):
        if heading.get("id") in late:
            link = E.A(label("bagud_link"), href=f"{original}#{heading.get('id')}", hreflang=paper.original)
            note = E.P(E.CLASS("bagud"), label("bagud"), " ", link)
            note.set("data-genereret", "")
            heading.addnext(note)
    return inner_html(root)


def digits(section: tuple[Block, ...]) -> list[str]:
    """Every number written in digits, without separators: 800.000 and 800,000 are the same."""
    numbers = re.findall(r"\d+(?:[.,]\d+)*", " ".join(block.text for block in section))
    return sorted(re.sub("[.,]", "", number) for number in numbers)
