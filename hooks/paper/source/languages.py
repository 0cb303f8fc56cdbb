"""Texts by language, made complete: where a translation is missing, the original's words stand in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model import Problem
from .textfile import Data, Position


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
