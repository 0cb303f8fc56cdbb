"""The set-up: an unfit Python is told at once, what was broken off is mended, and nothing is built on the way."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

LOCKS = {group: ROOT / f"requirements/{group}.txt" for group in ("checks", "test", "sbom")}
LOCKS["site"] = ROOT / "requirements.txt"
# These tests may themselves be run by make, which tells its children so.
OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
REMEDY = "Installér en, eller sig, hvor den er: make PYTHON=python3.13"

# A Python that answers as it is told, and whose pip notes what it was asked to install and with what.
FAKE = """#!/bin/sh
case "$*" in
  *version_info*) exit {old} ;;
  *ensurepip*) exit {bare} ;;
  --version) echo Python 3.10.13 ;;
  *"import pip"*) echo yes ;;
  "-m venv"*) for last; do :; done; mkdir -p $last/lib/site-packages ;;
  "-m pip"*) echo "$*" >> calls; for last; do :; done; cat $last >> asked; {pip} ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The Makefile and the locks, alone."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


def make(folder: Path, target: str, old: int = 0, bare: int = 0, pip: str = "true") -> subprocess.CompletedProcess[str]:
    """`make target` with a Python that is too old, bare of venv, or whose pip ends so."""
    python = folder / "python"
    python.write_text(FAKE.format(old=old, bare=bare, pip=pip), "utf-8")
    python.chmod(0o755)
    command = ["make", "--no-print-directory", target, "PYTHON=./python"]
    return subprocess.run(command, cwd=folder, env=OUTSIDE, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("unfit", "fault"), [({"old": 1}, "«./python» er Python 3.10.13"), ({"bare": 1}, "«./python» mangler venv")]
)
@pytest.mark.parametrize("target", ["serve", "test"])
def test_an_unfit_python_is_told_in_one_line_before_anything_is_installed(
    folder: Path, target: str, unfit: dict[str, int], fault: str
) -> None:
    done = make(folder, target, **unfit)
    assert done.returncode
    assert _told(done) == f"Her skal bruges Python 3.11 eller nyere med venv, men {fault}. {REMEDY}"
    assert not (folder / ".venv").exists()


def test_a_python_that_is_not_there_is_told_so(folder: Path) -> None:
    command = ["make", "serve", "PYTHON=python9"]
    done = subprocess.run(command, cwd=folder, env=OUTSIDE, capture_output=True, text=True, check=False)
    assert _told(done) == f"Her skal bruges Python 3.11 eller nyere med venv, men «python9» findes ikke. {REMEDY}"


def _told(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that make says, without its own words around it."""
    found = re.fullmatch(r"Makefile:\d+: \*\*\* (.*)\.  Stop\.\n", done.stderr)
    assert found and done.stdout == "", done.stdout + done.stderr
    return found[1]


def test_the_whole_lock_is_asked_for_and_only_by_its_hashes(folder: Path) -> None:
    assert make(folder, ".venv/site").returncode == 0
    asked = (folder / "asked").read_text("utf-8").splitlines()
    assert sorted(asked) == sorted((folder / "requirements.txt").read_text("utf-8").splitlines())
    for call in (folder / "calls").read_text("utf-8").splitlines():
        assert "--require-hashes --only-binary :all:" in call


def test_a_set_up_that_was_broken_off_is_mended_by_the_next(folder: Path) -> None:
    packages = folder / ".venv/lib/site-packages"
    assert make(folder, ".venv/checks", pip="exit 9").returncode
    assert not (folder / ".venv/site").exists()
    assert make(folder, ".venv/site").returncode == 0
    (packages / "whole-1.dist-info").mkdir()
    (packages / "whole-1.dist-info/RECORD").touch()
    (packages / "half-1.dist-info").mkdir()
    (packages / "half-1.dist-info/METADATA").touch()
    assert make(folder, ".venv/checks").returncode == 0
    assert [path.name for path in packages.iterdir()] == ["whole-1.dist-info"]
    assert make(folder, ".venv/checks").stdout == "make: '.venv/checks' is up to date.\n"


@pytest.mark.parametrize("group", LOCKS)
def test_a_lock_holds_what_its_group_asks_for(group: str) -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    locked = set(re.findall(r"^([a-z][\w-]*)==", LOCKS[group].read_text("utf-8"), re.MULTILINE))
    asked = {re.split(r"[\[=;]", each)[0].lower() for each in groups[group]}
    assert asked and asked <= locked


def test_the_locks_agree_and_the_site_needs_no_dictionaries() -> None:
    versions = {group: _versions(lock) for group, lock in LOCKS.items()}
    for held in versions.values():
        both = held.keys() & versions["site"]
        assert {name: held[name] for name in both} == {name: versions["site"][name] for name in both}
    assert not versions["site"].keys() & versions["checks"]


def _versions(lock: Path) -> dict[str, list[str]]:
    """Every package's versions, which may differ by Python."""
    held: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z][\w-]*)==(\S+)", lock.read_text("utf-8"), re.MULTILINE):
        held.setdefault(name, []).append(version)
    return held


@pytest.mark.parametrize(
    ("holed", "status", "said"),
    [
        ("nothing", 0, ""),
        ("requirements.txt", 2, ""),
        (
            "requirements/test.txt",
            0,
            "::warning title=Testværktøj::Et værktøj til test har et kendt hul eller kunne ikke undersøges. "
            "Webstedet er ikke berørt.\n",
        ),
    ],
)
def test_a_hole_in_what_is_published_stops_and_one_in_a_test_tool_warns(
    folder: Path, holed: str, status: int, said: str
) -> None:
    """pip-audit ends alike where it found a hole and where it could not look for one."""
    (folder / "look").write_text(f'#!/bin/sh\ncase "$*" in *"-r {holed}"*) exit 1 ;; esac\n', "utf-8")
    (folder / "look").chmod(0o755)
    command = ["make", "--silent", "--old-file=.venv/test", "audit", "AUDIT=./look"]
    done = subprocess.run(command, cwd=folder, env=OUTSIDE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (status, said)
