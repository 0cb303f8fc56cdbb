"""A new edition is frozen with its note, and then compared with and cited."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import FROZEN, ROOT, copy_project
from paper import __main__ as commands
from paper.checks import check_project
from paper.editors import editions
from paper.editors.editions import freeze, freeze_forms, make_edition
from paper.page.changes import comparisons
from paper.page.reference import edition, is_changed
from paper.source.load import load_paper
from pypdf import PdfReader

Edit = Callable[[str, str, str], Path]
OCTOBER_2011 = 1_317_470_400  # 2011-10-01 12:00 UTC
EDITIONS = "docs/data/udgaver.yml"
LAST = '    en: "The printed paper."\n'
NEW = LAST + '- navn: "2026"\n  dato: 2026-11\n  aendringer: {da: "Et ord.", en: "A word."}\n'


KEPT = tuple((language, form) for language in ("da", "en") for form in ("pdf", "word", "ebog"))
FORMS = [f"docs/udgaver/2026.{language}.{form}" for language in ("da", "en") for form in ("pdf", "docx", "epub")]


def told(project: Path) -> list[str]:
    return [str(problem) for problem in freeze(project, *check_project(project))]


def test_a_new_edition_is_frozen_cited_and_compared_with(edit: Edit) -> None:
    edit("docs/i-samme-baad.md", "gnidningsfrie", "gnidningsløse")
    project = edit(EDITIONS, LAST, NEW)
    assert freeze(project, *check_project(project)) == []
    assert "gnidningsløse" in (project / "docs/udgaver/2026.txt").read_text("utf-8")
    paper, _ = load_paper(project)
    assert [(each.name, len(redlines)) for each, redlines in comparisons(paper)] == [("2011", 1), ("2026", 0)]
    assert edition(paper, "da", is_changed(paper)) == "udgave 2026"


def test_without_a_new_edition_there_is_nothing_to_freeze(project: Path) -> None:
    assert told(project) == [
        "docs/data/udgaver.yml:1: Der står ingen ny udgave sidst i filen. Tilføj nederst:\n"
        '- navn: "…"\n  dato: …\n  aendringer: {da: "Hvad der er ændret."}'
    ]


def test_an_edition_without_a_note_is_refused(edit: Edit) -> None:
    project = edit(EDITIONS, LAST, LAST + '- navn: "2026"\n  dato: 2026-11\n')
    assert told(project) == [
        'docs/data/udgaver.yml:18: Nøglen «aendringer» mangler. Tilføj aendringer: {da: "Tabellen er opdateret."}'
    ]
    assert not (project / "docs/udgaver/2026.txt").exists()


def test_an_unchanged_text_makes_no_new_edition(edit: Edit) -> None:
    assert told(edit(EDITIONS, LAST, NEW)) == [
        "docs/data/udgaver.yml:18: Teksten er ordret som i udgaven «2011». Slet udgaven igen, eller ret teksten først."
    ]


def test_a_text_with_faults_is_not_frozen(edit: Edit) -> None:
    edit(EDITIONS, LAST, NEW)
    project = edit("docs/i-samme-baad.md", "omkring 13.000", "omkring 14.000")
    assert [problem.partition(":")[0] for problem in told(project)] == ["docs/i-samme-baad.md"]
    assert not (project / "docs/udgaver/2026.txt").exists()


def test_the_finished_files_are_kept_beside_the_text_and_promised(edit: Edit) -> None:
    edit("docs/i-samme-baad.md", "gnidningsfrie", "gnidningsløse")
    project = edit(EDITIONS, LAST, NEW)
    freeze(project, *check_project(project))
    quick_build(project, "nu")
    paper, _ = load_paper(project)
    assert freeze_forms(project, paper, paper.editions[-1]) == FORMS
    assert (project / "docs/udgaver/2026.da.pdf").read_text() == "pdf nu"
    assert (project / "docs/udgaver/2026.en.epub").read_text() == "en.epub nu"
    paper, problems = check_project(project)
    assert [problem for problem in problems if not problem.warning] == []
    assert paper.editions[-1].forms == KEPT
    assert paper.promises
    assert {"/udgaver/2026.txt", "/udgaver/2026.da.pdf", "/udgaver/2026.en.docx"} <= paper.promises.keys()


@pytest.fixture
def udgave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole project whose text is edited and whose new edition waits to be frozen."""
    project = tmp_path / "whole"
    copy_project(FROZEN, project)
    for file, old, new in (("docs/i-samme-baad.md", "gnidningsfrie", "gnidningsløse"), (EDITIONS, LAST, NEW)):
        path = project / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(OCTOBER_2011))
    monkeypatch.setenv("SITE_URL", "https://oplaeg.example.org/")
    return project


DONE = (
    "Udgaven «2026» er frosset i docs/udgaver/2026.txt.\n"
    "PDF, Word-fil og e-bog er frosset i docs/udgaver/2026.da.pdf, docs/udgaver/2026.da.docx, "
    "docs/udgaver/2026.da.epub, docs/udgaver/2026.en.pdf, docs/udgaver/2026.en.docx og docs/udgaver/2026.en.epub.\n"
)


def test_make_udgave_freezes_all_of_it_once(udgave: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(udgave)
    assert make_edition(udgave) == 0
    assert capsys.readouterr().out == DONE
    assert_frozen(udgave, before)
    dates = [reader.metadata.creation_date for name in ("da", "en") if (reader := pdf(udgave, name)).metadata]
    assert dates == [datetime.fromtimestamp(OCTOBER_2011, UTC)] * 2
    assert make_edition(udgave) == 1
    assert capsys.readouterr().err == (
        "docs/data/udgaver.yml:1: Der står ingen ny udgave sidst i filen. Tilføj nederst:\n"
        '- navn: "…"\n  dato: …\n  aendringer: {da: "Hvad der er ændret."}\n\n'
        "1 fejl. Intet er udgivet; det seneste websted står, som det var.\n"
    )


def test_a_build_that_fails_freezes_nothing_and_the_next_run_all(
    udgave: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(udgave)
    template = udgave / "overrides/main.html"
    template.write_text("{% ukendt %}\n" + template.read_text("utf-8"), "utf-8")
    assert make_edition(udgave) == 1
    assert capsys.readouterr().err == (
        "overrides/main.html:1: Bygningen brød sammen her: «TemplateSyntaxError: Encountered unknown tag 'ukendt'.». "
        "Ret det, eller fortryd den seneste ændring.\n\n"
        "1 fejl. Intet er udgivet; det seneste websted står, som det var.\n"
        "Udgaven er ikke frosset. Kør «make udgave» igen, når fejlen er rettet.\n"
    )
    assert contents(udgave) == before
    monkeypatch.setattr(editions, "build_site", quick_build)
    assert make_edition(udgave) == 0
    assert_frozen(udgave, before)


@pytest.mark.parametrize("placed", [0, 1, 5, 6, 7, 9])
def test_a_run_killed_while_files_are_put_in_place_is_finished_by_the_next(
    udgave: Path, placed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(udgave)
    code = f"import test_editions; test_editions.killed_when({placed})"
    path = os.pathsep.join([str(udgave / "hooks"), str(ROOT / "tests"), str(ROOT / "tests/editors")])
    env = os.environ | {"PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", code], cwd=udgave, check=False, env=env)
    assert done.returncode == -signal.SIGKILL
    assert (udgave / ".site-udgave").exists()
    assert len(contents(udgave).items() - before.items()) == placed
    assert not (udgave / "docs/udgaver/2026.txt").exists()
    monkeypatch.setattr(editions, "build_site", quick_build)
    assert make_edition(udgave) == 0
    assert_frozen(udgave, before)


def killed_when(placed: int) -> None:
    """Freezes the edition of the working folder, and ends as by kill -9 when so many of its ten files stand."""
    replace, left = os.replace, [True] * placed

    def replace_or_die(new: Path, place: Path) -> None:
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left.pop()
        replace(new, place)

    os.replace, editions.build_site = replace_or_die, quick_build
    make_edition(Path.cwd())


def quick_build(root: Path, date: str) -> int:
    """In place of a build, a file in place of each that it would make."""
    (root / "site/hent").mkdir(parents=True)
    for ending in ("pdf", "en.pdf", "docx", "en.docx", "epub", "en.epub"):
        (root / f"site/hent/offentlig-ledelse-i-faellesskab.{ending}").write_text(f"{ending} {date}")
    return 0


@pytest.mark.parametrize("step", ["copy_project", "freeze", "build_site", "freeze_forms"])
def test_a_step_that_fails_freezes_nothing_and_the_next_run_all(
    udgave: Path, step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(udgave)
    monkeypatch.setattr(editions, "build_site", quick_build)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(udgave / "docs/udgaver/2026.txt"))

    with monkeypatch.context() as patched:
        patched.setattr(editions, step, full)
        assert make_edition(udgave) == 1
    assert capsys.readouterr().err == (
        "docs/udgaver/2026.txt:1: Disken er fuld. Gør plads, og byg igen.\n\n"
        "1 fejl. Intet er udgivet; det seneste websted står, som det var.\n"
        "Udgaven er ikke frosset. Kør «make udgave» igen, når fejlen er rettet.\n"
    )
    assert contents(udgave) == before and not (udgave / ".site-udgave").exists()
    assert make_edition(udgave) == 0
    assert_frozen(udgave, before)


def test_a_date_that_is_none_freezes_nothing(
    udgave: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "i går")
    before = contents(udgave)
    assert make_edition(udgave) == 1
    assert capsys.readouterr().err == (
        "SOURCE_DATE_EPOCH:1: «i går» er ikke et antal sekunder siden 1970. Skriv fx 1317470400.\n\n"
        "1 fejl. Intet er udgivet; det seneste websted står, som det var.\n"
        "Udgaven er ikke frosset. Kør «make udgave» igen, når fejlen er rettet.\n"
    )
    assert contents(udgave) == before


def pdf(project: Path, language: str) -> PdfReader:
    return PdfReader(project / f"docs/udgaver/2026.{language}.pdf")


def contents(project: Path) -> dict[str, bytes]:
    """Every file of docs/."""
    files = (path for path in (project / "docs").rglob("*") if path.is_file())
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


def assert_frozen(project: Path, before: dict[str, bytes]) -> None:
    """Text, finished files and the promises of them are there, nothing else is changed, and the site can be built."""
    after = contents(project)
    changed = [file for file in after if after[file] != before.get(file)]
    assert sorted(changed) == sorted(
        ["docs/data/ankre.txt", EDITIONS, *FORMS, "docs/udgaver/2026.html", "docs/udgaver/2026.txt"]
    )
    assert before.keys() <= after.keys() and not (project / ".site-udgave").exists()
    paper, problems = check_project(project)
    assert [problem for problem in problems if not problem.warning] == []
    assert paper.editions[-1].forms == KEPT and paper.promises
    assert {
        f"/{file.removeprefix('docs/')}" for file in (*FORMS, "udgaver/2026.txt", "udgaver/2026/")
    } <= paper.promises.keys()
    assert after["docs/udgaver/2026.html"].decode().count("gnidningsløse") == 1


def test_without_an_address_no_edition_is_frozen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert commands.edition() == 1
    assert capsys.readouterr().err == "Sæt SITE_URL til webstedets adresse først: Den står i udgavens filer.\n"
