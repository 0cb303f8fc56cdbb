"""Typst, set up so that the same input gives the same bytes anywhere: its own fonts only, a given time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import typst


def typeset(template: FilePath, inputs: Mapping[str, str], **options: Any) -> Any:
    """The Typst template set with these inputs: one file's bytes, or a list of them. Raises typst.TypstError."""
    return _compiler(template.parent).compile(template.read_bytes(), sys_inputs=dict(inputs), **options)


@lru_cache
def _compiler(folder: FilePath) -> typst.Compiler:
    return typst.Compiler(root=folder, font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True)
