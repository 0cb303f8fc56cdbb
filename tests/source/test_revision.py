"""What has been published is read from git, as far as it is there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import committed, git
from paper import __main__ as commands
from paper.source.revision import published_at

RECORD = "docs/udgaver/2011.txt"


def test_what_was_promised_is_read_as_it_was(project: Path) -> None:
    committed(project)
    record = (project / RECORD).read_bytes()
    (project / RECORD).unlink()
    (project / "docs/data/ankre.txt").unlink()
    found = published_at(project, "main")
    assert found and "/om/#kolofon" in found.promises
    assert found.files == {RECORD: record}


def test_a_project_below_the_repository_s_root_is_read_too(project: Path) -> None:
    git(project.parent, "init", "--quiet", "--initial-branch", "main")
    git(project.parent, "add", "--all")
    git(project.parent, "commit", "--quiet", "--message", "Oplægget")
    found = published_at(project, "main")
    assert found and found.files.keys() == {RECORD}


def test_what_git_does_not_know_cannot_be_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert published_at(project, "main") is None  # a zip
    (project / "docs/data/ankre.txt").write_text("om\n", "utf-8")
    committed(project)
    assert published_at(project, "main") is None  # promises that are none
    assert published_at(project, "ukendt") is None
    monkeypatch.setenv("PATH", "")
    assert published_at(project, "main") is None


def test_check_tells_what_was_lost_since_a_revision(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    committed(project)
    monkeypatch.setattr(commands, "ROOT", project)
    (project / RECORD).write_text("# En anden tekst\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["paper", "check", "main"])
    assert commands.main() == 1
    assert capsys.readouterr().err.startswith(f"{RECORD}:1: filen er udgivet og skal blive, som den er, men den er ænd")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [([], ""), (["ukendt"], "Der er ikke sammenlignet med det udgivne: «ukendt» kan ikke læses.\n")],
    ids=["no revision", "one that is not there"],
)
def test_check_without_a_revision_is_as_it_was(
    arguments: list[str],
    said: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    committed(project)
    monkeypatch.setattr(commands, "ROOT", project)
    monkeypatch.setattr(sys, "argv", ["paper", "check", *arguments])
    assert commands.main() == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("Alt stemmer.\nTeksten er ordret som i 2011.\n", said)
