"""Typst, set up so that the same input gives the same bytes anywhere: its own fonts only, a given time."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import typst

PUBLISHED = 1317427200  # October 2011, the paper's own month: where there is neither environment nor git to ask


def source_date(root: FilePath) -> int:
    """The time of what is built, in seconds: SOURCE_DATE_EPOCH, else the commit's, else the paper's.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        git = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return PUBLISHED
    return int(git.stdout) if git.returncode == 0 and git.stdout.strip() else PUBLISHED


def typeset(template: FilePath, inputs: Mapping[str, str], **options: Any) -> Any:
    """The Typst template set with these inputs: one file's bytes, or a list of them. Raises typst.TypstError."""
    return _compiler(template.parent).compile(template.read_bytes(), sys_inputs=dict(inputs), **options)


@lru_cache
def _compiler(folder: FilePath) -> typst.Compiler:
    return typst.Compiler(root=folder, font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True)
