"""A few of the edits that nobody would make; `python tests/fuzz.py` makes as many as one likes."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz import check_edited


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_typed_is_told_at_a_line_of_a_file(seed: int, tmp_path: Path) -> None:
    problems = check_edited(seed, tmp_path)
    assert problems
    for problem in problems:
        assert problem.file and problem.line > 0 and problem.message and problem.remedy
