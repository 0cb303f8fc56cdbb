"""What has been published is read from git, as far as it is there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import ROOT, committed, git
from paper import __main__ as commands
from paper.source.revision import published_at

RECORD, PAGE = "docs/udgaver/2011.txt", "docs/udgaver/2011.html"
UNKNOWN = "Der er ikke sammenlignet med det udgivne: «ukendt» kan ikke læses.\n"
NOBODY = (
    "CONTACT:1: Advarsel: Hverken CONTACT eller REPO_URL er sat: Læserne får ikke at vide, hvor de kan melde en fejl. "
    "Sæt CONTACT til en mailadresse eller en https-adresse.\n\n1 advarsel. Det hindrer ikke udgivelse.\n"
)


def test_what_was_promised_is_read_as_it_was(project: Path) -> None:
    committed(project)
    record = (project / RECORD).read_bytes()
    (project / RECORD).unlink()
    (project / "docs/data/ankre.txt").unlink()
    found = published_at(project, "main")
    assert found and "/om/#kolofon" in found.promises
    assert found.files.keys() == {RECORD, PAGE} and found.files[RECORD] == record


def test_what_others_have_promised_since_is_no_promise_of_a_change(project: Path) -> None:
    git(committed(project), "switch", "--quiet", "--create", "rettelse")
    git(project, "commit", "--quiet", "--allow-empty", "--message", "En rettelse")
    git(project, "switch", "--quiet", "main")
    (project / "docs/udgaver/2026.txt").write_text("# Teksten\n", "utf-8")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "En ny udgave")
    git(project, "switch", "--quiet", "rettelse")
    found = published_at(project, "main")
    assert found and found.files.keys() == {RECORD, PAGE}


def test_two_commits_of_a_merged_pull_request_are_enough(project: Path, tmp_path: Path) -> None:
    git(committed(project), "commit", "--quiet", "--allow-empty", "--message", "Mere")
    git(project, "switch", "--quiet", "--create", "rettelse")
    (project / RECORD).unlink()
    git(project, "commit", "--quiet", "--all", "--message", "En rettelse")
    git(project, "switch", "--quiet", "main")
    git(project, "merge", "--quiet", "--no-ff", "--no-edit", "rettelse")
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{project}", "kopi")
    found = published_at(tmp_path / "kopi", "HEAD^1")
    assert found and found.files.keys() == {RECORD, PAGE}
    workflow = (ROOT / ".github/workflows/tjek.yml").read_text("utf-8")
    assert "fetch-depth: 2 " in workflow and "run: make check BASE=HEAD^1\n" in workflow


def test_a_project_below_the_repository_s_root_is_read_too(project: Path) -> None:
    git(project.parent, "init", "--quiet", "--initial-branch", "main")
    git(project.parent, "add", "--all")
    git(project.parent, "commit", "--quiet", "--message", "Oplægget")
    found = published_at(project, "main")
    assert found and found.files.keys() == {RECORD, PAGE}


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
    monkeypatch.setenv("REPO_URL", "https://example.org/oplaeg")
    monkeypatch.setattr(commands, "ROOT", project)
    (project / RECORD).write_text("# En anden tekst\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["paper", "check", "main"])
    assert commands.main() == 1
    assert capsys.readouterr().err.startswith(f"{RECORD}:1: Filen er udgivet og skal blive, som den er, men den er ænd")


@pytest.mark.parametrize(
    ("arguments", "repository", "said"),
    [
        ([], "https://example.org/oplaeg", ""),
        ([], "", NOBODY),
        (["ukendt"], "https://example.org/oplaeg", UNKNOWN),
    ],
    ids=["no revision", "nobody to write to", "one that is not there"],
)
def test_check_without_a_revision_is_as_it_was(
    arguments: list[str],
    repository: str,
    said: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    committed(project)
    monkeypatch.setenv("REPO_URL", repository)
    monkeypatch.delenv("CONTACT", raising=False)
    monkeypatch.setattr(commands, "ROOT", project)
    monkeypatch.setattr(sys, "argv", ["paper", "check", *arguments])
    assert commands.main() == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("Alt stemmer.\nTeksten er ordret som i 2011.\n", said)
