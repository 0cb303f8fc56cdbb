"""Typst, set up so that the same input gives the same bytes anywhere: its own fonts only, a given time."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import typst

from ..model import Problem
from ..source.textfile import Unreadable

LINE = re.compile(r"__typst_py_bytes__\.typ:(\d+)")  # what Typst calls the template: it is given its text


def typeset(template: FilePath, inputs: Mapping[str, str], **options: Any) -> Any:
    """The Typst template set with these inputs: one file's bytes, or a list of them. Raises Unreadable."""
    try:
        return _compiler(template.parent).compile(template.read_bytes(), sys_inputs=dict(inputs), **options)
    except typst.TypstError as error:
        file = template.relative_to(template.parent.parent.parent).as_posix()
        found = LINE.search(error.diagnostic)
        remedy = "Fortryd den seneste ændring, eller ret skabelonen."
        problem = Problem(file, int(found[1]) if found else 1, f"Typst kan ikke sætte den: «{error.message}».", remedy)
        raise Unreadable(problem) from None


@lru_cache
def _compiler(folder: FilePath) -> typst.Compiler:
    return typst.Compiler(root=folder, font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True)
