"""Typst, set up so that the same input gives the same bytes anywhere: its fonts and the templates', a given time."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path as FilePath
from threading import local
from typing import Any

import typst

from ..model import Problem
from ..source.textfile import Unreadable

FONTS = "skrift"  # beside the templates: headings have the sans serif that Typst does not carry
OF_THREAD = local()
LINE = re.compile(r"__typst_py_bytes__\.typ:(\d+)")  # what Typst calls the template: it is given its text


def typeset(template: FilePath, inputs: Mapping[str, str], **options: Any) -> Any:
    """The Typst template set with these inputs: one file's bytes, or a list of them. Raises Unreadable.

    What Typst only warns of is refused too: a font that is not there, page numbers that never came to rest.
    """
    compiler = _compiler(template.parent)
    try:
        result, warnings = compiler.compile_with_warnings(template.read_bytes(), sys_inputs=dict(inputs), **options)
    except typst.TypstError as error:
        raise Unreadable(_problem(template, error)) from None
    if warnings:
        raise Unreadable(*(_problem(template, warning) for warning in warnings))
    return result


def _problem(template: FilePath, found: typst.TypstError | typst.TypstWarning) -> Problem:
    file = template.relative_to(template.parent.parent.parent).as_posix()
    line = LINE.search(found.diagnostic)
    remedy = "Fortryd den seneste ændring, eller ret skabelonen."
    return Problem(file, int(line[1]) if line else 1, f"Typst kan ikke sætte den: «{found.message}».", remedy)


def _compiler(folder: FilePath) -> typst.Compiler:
    """This thread's own: one cannot set two files at once, but several can, each a file."""
    compilers: dict[FilePath, typst.Compiler] = OF_THREAD.__dict__.setdefault("compilers", {})
    if folder not in compilers:
        compilers[folder] = typst.Compiler(root=folder, font_paths=_fonts(folder), ignore_system_fonts=True)
    return compilers[folder]


@lru_cache
def _fonts(folder: FilePath) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[folder / FONTS])
