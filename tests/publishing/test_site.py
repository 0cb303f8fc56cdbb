"""A good build takes the old site's place whole; a failed one leaves it byte for byte as it was."""

from __future__ import annotations

import contextlib
import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import FROZEN, copy_project
from paper.publishing import site as building
from paper.publishing.site import swap


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A whole project with a last good site."""
    copy_project(FROZEN, tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("det gamle")
    return tmp_path


def run(project: Path, *command: str, **more: Any) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", *command)
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, **more)


def digest(folder: Path) -> str:
    """One value for every name and byte below the folder."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        whole.update(path.relative_to(folder).as_posix().encode() + (path.read_bytes() if path.is_file() else b"/"))
    return whole.hexdigest()


def test_bad_data_leaves_the_last_good_site(whole: Path) -> None:
    data = whole / "docs/data/ledermedlemmer.yml"
    data.write_text(data.read_text("utf-8").replace("antal: 5.000", "antal: 5.00"), "utf-8")
    done = run(whole, "hooks.paper", "site")
    assert done.returncode == 1
    assert (
        "docs/data/ledermedlemmer.yml:15: antal: «5.00» er ikke et antal. Skriv fx 5.000 eller 700-800." in done.stderr
    )
    assert "1 fejl" in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in (whole / "site").iterdir()] == ["index.html"]
    assert (whole / "site/index.html").read_text() == "det gamle"
    assert not (whole / ".site-new").exists()


def test_the_engine_alone_refuses_bad_data_too(whole: Path) -> None:
    (whole / "docs/data/kampe.yml").unlink()
    done = run(whole, "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert "docs/data/kampe.yml:1: filen mangler eller kan ikke læses. Læg den tilbage." in done.stderr
    assert "Traceback" not in done.stderr
    assert (whole / "site/index.html").read_text() == "det gamle"


def test_a_fault_that_only_the_finished_pages_show_leaves_the_last_good_site(whole: Path) -> None:
    page = whole / "docs/om.md"
    page.write_text(page.read_text("utf-8") + "\nEt ![billede](assets/intet.png).\n", "utf-8")
    done = run(whole, "hooks.paper", "site")
    assert done.returncode == 1
    assert "assets/intet.png" in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.endswith("Intet er udgivet; det seneste websted står, som det var.\n")
    assert (whole / "site/index.html").read_text() == "det gamle"


def test_what_only_the_engine_sees_is_told_in_its_words(whole: Path) -> None:
    site = whole / "mkdocs.yml"
    site.write_text(site.read_text("utf-8") + "\nukendt: ja\n", "utf-8")
    done = run(whole, "hooks.paper", "site")
    assert done.returncode == 1
    assert done.stderr.startswith("Webstedet kunne ikke bygges; det seneste står, som det var. MkDocs siger:\n")
    assert "ukendt" in done.stderr and "Traceback" not in done.stderr
    assert (whole / "site/index.html").read_text() == "det gamle"


def test_a_good_build_replaces_the_site_whole(whole: Path) -> None:
    assert run(whole, "hooks.paper", "site").returncode == 0
    assert "En verden til forskel" in (whole / "site/index.html").read_text("utf-8")
    assert not [path.name for path in whole.iterdir() if path.name.startswith(".site")]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_the_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool) -> None:
    if not in_one_step:
        monkeypatch.setattr(building, "_exchange", lambda one, other: False)
    new, old = tmp_path / ".site-new", tmp_path / "site"
    for folder, text in ((new, "nyt"), (old, "gammelt")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    swap(new, old)
    assert (old / "index.html").read_text() == "nyt"
    assert not (tmp_path / ".site-old").exists()


def test_a_build_killed_at_any_moment_leaves_a_whole_site(whole: Path) -> None:
    """SIGKILL to the build and all it started, at ten points from before the first file to after the last."""
    assert run(whole, "hooks.paper", "site").returncode == 0
    page = whole / "docs/om.md"
    page.write_text(page.read_text("utf-8") + "\nEt nyt afsnit.\n", "utf-8")
    before, after = digest(whole / "site"), built_apart(whole, whole / "twin")
    whole_site = count(whole / "twin/site")
    killed = 0
    for point in range(10):
        killed += kill_build(whole, whole_site * point // 9)
        assert digest(whole / "site") in (before, after), f"killed at point {point} of a build"
    assert killed >= 8, "most builds were to be killed before they ended"
    assert run(whole, "hooks.paper", "site").returncode == 0
    assert digest(whole / "site") == after


def kill_build(project: Path, files: int) -> bool:
    """Starts a build and kills it once it has written so many files; whether it was still running."""
    build = subprocess.Popen([sys.executable, "-m", "hooks.paper", "site"], cwd=project, start_new_session=True)
    while build.poll() is None and count(project / ".site-new") < files:
        time.sleep(0.001)
    running = build.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    return running


def count(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


def built_apart(project: Path, folder: Path) -> str:
    """What a build of the project gives, without touching its site."""
    copy_project(project, folder)
    assert run(folder, "hooks.paper", "site").returncode == 0
    return digest(folder / "site")


def test_a_full_disk_leaves_the_last_good_site(whole: Path) -> None:
    """As on a full disk, no file can grow: the system refuses to write more than 4,000 bytes to any."""
    before = digest(whole / "site")
    limit = (4000, resource.RLIM_INFINITY)
    done = run(whole, "hooks.paper", "site", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert done.returncode == 1
    assert "Webstedet kunne ikke bygges; det seneste står, som det var." in done.stderr
    assert "Traceback" not in done.stderr
    assert digest(whole / "site") == before
    assert run(whole, "hooks.paper", "site").returncode == 0


def test_a_read_only_site_is_replaced_all_the_same(whole: Path) -> None:
    (whole / "site/under").mkdir()
    for path in (whole / "site/index.html", whole / "site/under", whole / "site"):
        path.chmod(0o444 if path.is_file() else 0o555)
    assert run(whole, "hooks.paper", "site").returncode == 0
    assert "En verden til forskel" in (whole / "site/index.html").read_text("utf-8")
    assert not (whole / ".site-new").exists()


def test_where_nothing_can_be_written_the_site_stays_and_a_message_says_why(
    whole: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(new: Path, old: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(building, "swap", refuse)
    before = digest(whole / "site")
    assert building.build_site(whole) == 1
    assert capsys.readouterr().err == (
        "Webstedet kunne ikke skrives; det seneste står, som det var. "
        "Systemet siger: [Errno 30] Read-only file system\n"
    )
    assert digest(whole / "site") == before


def test_two_builds_in_different_places_times_and_locales_are_the_same_bytes(tmp_path: Path) -> None:
    surroundings = [
        {"TZ": "Europe/Copenhagen", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
    ]
    digests = []
    for name, env in zip(("a", "et andet sted"), surroundings, strict=True):
        folder = tmp_path / name
        copy_project(FROZEN, folder)
        assert run(folder, "hooks.paper", "site", env=os.environ | env).returncode == 0
        digests.append(digest(folder / "site"))
        time.sleep(1.1)  # so that a clock's seconds would show
    assert digests[0] == digests[1]


def test_the_date_of_the_source_is_the_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert building.source_date(tmp_path) == "0"
    name = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    commit = ["git", *name, "commit", "-q", "--allow-empty", "-m", "t", "--date", "2011-10-01T12:00:00Z"]
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(commit, cwd=tmp_path, check=True, env=os.environ | {"GIT_COMMITTER_DATE": "2011-10-01T12:00:00Z"})
    assert building.source_date(tmp_path) == "1317470400"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert building.source_date(tmp_path) == "1"
