"""What has been published stays: each file in broken_promises/ is an edit of it and what is said of that."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import FROZEN
from paper.checks import check_project
from paper.checks.kept import check_kept
from paper.report import errors
from paper.source.load import load_paper
from paper.source.revision import Published, published_in
from test_checks import make

BROKEN = sorted((Path(__file__).parent / "broken_promises").glob("*.yml"))


def published(folder: Path = FROZEN) -> Published:
    found = published_in(folder)
    assert found and found.promises and found.files
    return found


def told(project: Path, before: Published) -> str:
    return "\n".join(map(str, errors(check_project(project, before)[1])))


@pytest.mark.parametrize("case", BROKEN, ids=lambda path: path.stem)
def test_a_promise_cannot_be_edited_away_together_with_what_it_is_of(case: Path, project: Path) -> None:
    edit = yaml.safe_load(case.read_text("utf-8"))
    for change in edit["changes"]:
        make(project, change)
    assert told(project, published()) == edit["message"].rstrip("\n")


def test_there_are_broken_promises_of_every_kind() -> None:
    assert len(BROKEN) >= 8


def test_what_is_as_it_was_published_is_kept(project: Path) -> None:
    assert told(project, published()) == ""


def test_a_frozen_pdf_is_kept_also_when_its_promise_is_taken_back(project: Path) -> None:
    pdf = project / "docs/udgaver/2011.da.pdf"
    pdf.write_bytes(b"%PDF-1.7\n1")
    before = published(project)
    pdf.write_bytes(b"%PDF-1.7\n2")
    assert told(project, before) == (
        "docs/udgaver/2011.da.pdf:1: Filen er udgivet og skal blive, som den er, men den er ændret. Hent den tilbage: "
        "Find docs/udgaver/2011.da.pdf på grenen main, og vælg «Download raw file». Gå så til mappen docs/udgaver på "
        "din egen gren, vælg «Add file → Upload files», og læg den dér."
    )
    pdf.unlink()
    assert told(project, before).startswith(
        "docs/udgaver/2011.da.pdf:1: Filen er udgivet og skal blive, som den er, men den er slettet. "
    )


def test_any_file_that_is_promised_is_kept(project: Path) -> None:
    (project / "docs/bilag.csv").write_text("a,b\n", "utf-8")
    promises = project / "docs/data/ankre.txt"
    promises.write_text(promises.read_text("utf-8").replace("/data/data", "/bilag.csv\n/data/data"), "utf-8")
    before = published(project)
    (project / "docs/bilag.csv").write_text("a,b,c\n", "utf-8")
    paper, _ = load_paper(project)
    assert [problem.file for problem in check_kept(project, paper, before)] == ["docs/bilag.csv"]


def test_a_lost_edition_is_not_said_to_wait_for_being_frozen(project: Path) -> None:
    editions, record = project / "docs/data/udgaver.yml", project / "docs/udgaver/2026.txt"
    added = '- navn: "2026"\n  dato: 2026-11\n  aendringer: {da: "Et ord.", en: "A word."}\n'
    editions.write_text(editions.read_text("utf-8") + added, "utf-8")
    record.write_text("# Teksten\n", "utf-8")
    before = published(project)
    record.unlink()
    assert [line.split(" Hent ")[0] for line in told(project, before).split("\n")] == [
        "docs/udgaver/2026.txt:1: Filen er udgivet og skal blive, som den er, men den er slettet."
    ]
