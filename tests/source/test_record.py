"""The record of the printed paper sees every changed, moved or lost word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from paper.source.load import PRINTED, load_paper
from paper.source.record import changes, compared_to_print, current_record, format_record, parse_record

Edit = Callable[[str, str, str], Path]
PAGE = "docs/faelles-ledelsesarbejde.md"


def test_the_paper_of_2011_is_word_for_word_as_printed(project: Path) -> None:
    paper, _ = load_paper(project)
    assert compared_to_print(paper) == "Teksten er ordret som i 2011."


def test_the_record_reads_back_as_it_was_written(project: Path) -> None:
    paper, _ = load_paper(project)
    written = format_record(current_record(paper))
    assert written == (project / PRINTED).read_text("utf-8")
    assert [passage.text for passage in parse_record(written)] == [passage.text for passage in current_record(paper)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            "- løbende erfaringsudveksling.",
            "- løbende erfaringsdeling.",
            "Teksten er ændret siden 2011, 1 passage:\n"
            "  før: - løbende erfaringsudveksling.\n"
            "  nu:  - løbende erfaringsdeling. (faelles-ledelsesarbejde#faelles-ledelsesarbejde)",
            id="a changed word in a short passage",
        ),
        pytest.param(
            "- trepartsforhandlinger\n",
            "",
            "Teksten er ændret siden 2011, 1 passage:\n  før: - trepartsforhandlinger\n  (slettet)",
            id="a lost passage",
        ),
    ],
)
def test_a_change_is_told_with_before_and_after(edit: Edit, old: str, new: str, told: str) -> None:
    paper, _ = load_paper(edit(PAGE, old, new))
    assert compared_to_print(paper) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("cirka to gange om året", "to gange om året", id="lost"),
        pytest.param("løbende, praktisk samarbejde", "praktisk, løbende samarbejde", id="moved"),
        pytest.param("med støtte fra LO", "med støtte fra FH", id="changed"),
    ],
)
def test_one_word_is_seen(edit: Edit, old: str, new: str) -> None:
    paper, _ = load_paper(edit(PAGE, old, new))
    (change,) = changes(paper.record, current_record(paper))
    assert change.before is not None and old in change.before.text
    assert change.after is not None and new in change.after.text
    assert change.after.page == "faelles-ledelsesarbejde"


def test_a_number_in_the_table_is_part_of_the_text(edit: Edit) -> None:
    paper, _ = load_paper(edit("docs/data/ledermedlemmer.yml", "antal: 5.000", "antal: 5.200"))
    (change,) = changes(paper.record, current_record(paper))
    assert (change.before and change.before.text, change.after and change.after.text) == (
        "- FOA: 5.000",
        "- FOA: 5.200",
    )
