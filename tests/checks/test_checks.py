"""Each check refuses what it is for, in its own words: every file in bad_edits/ is an edit and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from paper.checks import check_project
from paper.report import errors

BAD_EDITS = sorted((Path(__file__).parent / "bad_edits").glob("*.yml"))


@pytest.mark.parametrize("case", BAD_EDITS, ids=lambda path: path.stem)
def test_a_bad_edit_is_refused_with_its_message(case: Path, project: Path) -> None:
    edit = yaml.safe_load(case.read_text("utf-8"))
    for change in edit["changes"]:
        make(project, change)
    _, problems = check_project(project)
    assert "\n".join(map(str, errors(problems))) == edit["message"].rstrip("\n")


def make(project: Path, change: dict[str, str]) -> None:
    """Applies one change: words replaced, a whole file written (as text or hexadecimal bytes), or a file deleted."""
    path = project / change["file"]
    if "delete" in change:
        path.unlink()
    elif "bytes" in change:
        path.write_bytes(bytes.fromhex(change["bytes"]))
    elif "write" in change:
        path.parent.mkdir(exist_ok=True)
        path.write_text(change["write"], "utf-8")
    else:
        text = path.read_text("utf-8")
        assert text.count(change["replace"]) == 1, change
        path.write_text(text.replace(change["replace"], change["with"]), "utf-8")


def test_there_are_enough_bad_edits() -> None:
    assert len(BAD_EDITS) >= 40


def test_the_frozen_paper_has_no_problem(project: Path) -> None:
    paper, problems = check_project(project)
    assert problems == []
    assert len(paper.chapters("da")) == len(paper.chapters("en")) == 8


def test_all_problems_are_told_at_once_by_file_and_line(project: Path) -> None:
    for name in ("antal-for-faa-cifre", "overskrift-uden-id", "kerne-ikke-ordret"):
        case = yaml.safe_load((Path(__file__).parent / "bad_edits" / f"{name}.yml").read_text("utf-8"))
        for change in case["changes"]:
            make(project, change)
    _, problems = check_project(project)
    places = [(problem.file, problem.line) for problem in errors(problems)]
    assert len(places) == 4  # an id that is lost is also a promise broken
    assert places == sorted(places)
