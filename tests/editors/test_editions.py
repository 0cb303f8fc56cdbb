"""A new edition is frozen with its note, and then compared with and cited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import view_of
from paper import __main__ as commands
from paper.checks import check_project
from paper.editors.editions import freeze, freeze_pdfs
from paper.page.changes import comparisons
from paper.page.reference import edition
from paper.source.load import load_paper

Edit = Callable[[str, str, str], Path]
EDITIONS = "docs/data/udgaver.yml"
LAST = '    en: "The printed paper."\n'
NEW = LAST + '- navn: "2026"\n  dato: 2026-11\n  aendringer: {da: "Et ord.", en: "A word."}\n'


def told(project: Path) -> list[str]:
    return [str(problem) for problem in freeze(project, *check_project(project))[1]]


def test_a_new_edition_is_frozen_cited_and_compared_with(edit: Edit) -> None:
    edit("docs/i-samme-baad.md", "gnidningsfrie", "gnidningsløse")
    project = edit(EDITIONS, LAST, NEW)
    done, problems = freeze(project, *check_project(project))
    assert (done, problems) == ("Udgaven «2026» er frosset i docs/udgaver/2026.txt.", [])
    assert "gnidningsløse" in (project / "docs/udgaver/2026.txt").read_text("utf-8")
    paper, _ = load_paper(project)
    view = view_of(project, "docs/om/aendringer.md")
    assert [(each.edition.name, len(each.redlines)) for each in comparisons(view)] == [("2011", 1), ("2026", 0)]
    assert edition(paper, "da") == "udgave 2026"


def test_without_a_new_edition_there_is_nothing_to_freeze(project: Path) -> None:
    assert told(project) == [
        "docs/data/udgaver.yml:1: der står ingen ny udgave sidst i filen. Tilføj nederst:\n"
        '- navn: "…"\n  dato: …\n  aendringer: {da: "Hvad der er ændret."}'
    ]


def test_an_edition_without_a_note_is_refused(edit: Edit) -> None:
    project = edit(EDITIONS, LAST, LAST + '- navn: "2026"\n  dato: 2026-11\n')
    assert told(project) == [
        'docs/data/udgaver.yml:17: nøglen «aendringer» mangler. Tilføj aendringer: {da: "Tabellen er opdateret."}'
    ]
    assert not (project / "docs/udgaver/2026.txt").exists()


def test_an_unchanged_text_makes_no_new_edition(edit: Edit) -> None:
    assert told(edit(EDITIONS, LAST, NEW)) == [
        "docs/data/udgaver.yml:17: teksten er ordret som i udgaven «2011». Slet udgaven igen, eller ret teksten først."
    ]


def test_a_text_with_faults_is_not_frozen(edit: Edit) -> None:
    edit(EDITIONS, LAST, NEW)
    project = edit("docs/i-samme-baad.md", "omkring 13.000", "omkring 14.000")
    assert [problem.partition(":")[0] for problem in told(project)] == [
        "docs/data/tal-i-teksten.yml",
        "docs/i-samme-baad.md",
    ]
    assert not (project / "docs/udgaver/2026.txt").exists()


def test_the_pdfs_are_kept_beside_the_text_and_promised(edit: Edit) -> None:
    edit("docs/i-samme-baad.md", "gnidningsfrie", "gnidningsløse")
    project = edit(EDITIONS, LAST, NEW)
    freeze(project, *check_project(project))
    (project / "site/hent").mkdir(parents=True)
    for name, content in (
        ("offentlig-ledelse-i-faellesskab.pdf", b"da"),
        ("offentlig-ledelse-i-faellesskab.en.pdf", b"en"),
    ):
        (project / "site/hent" / name).write_bytes(content)
    paper, _ = load_paper(project)
    assert freeze_pdfs(project, paper, paper.editions[-1]) == ["docs/udgaver/2026.da.pdf", "docs/udgaver/2026.en.pdf"]
    assert (project / "docs/udgaver/2026.en.pdf").read_bytes() == b"en"
    paper, problems = check_project(project)
    assert [problem for problem in problems if not problem.warning] == []
    assert paper.editions[-1].printed == ("da", "en")
    assert paper.promises
    assert {"/udgaver/2026.txt", "/udgaver/2026.da.pdf"} <= paper.promises.addresses.keys()


def test_without_an_address_no_edition_is_frozen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert commands.edition() == 1
    assert capsys.readouterr().err == "Sæt SITE_URL til webstedets adresse først: den står i udgavens PDF.\n"
