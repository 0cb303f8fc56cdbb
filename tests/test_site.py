"""A good build takes the old site's place whole; a failed one leaves it byte for byte as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FROZEN, ROOT
from paper import site as building
from paper.site import swap


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A whole project with a last good site."""
    shutil.copytree(FROZEN, tmp_path, dirs_exist_ok=True)
    for part in ("hooks", "overrides"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("det gamle")
    return tmp_path


def run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=project, capture_output=True, text=True, check=False)


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
    page.write_text(page.read_text("utf-8") + "\nEt [link][intet] og ![billede](assets/intet.png).\n", "utf-8")
    done = run(whole, "hooks.paper", "site")
    assert done.returncode == 1
    assert "Webstedet kunne ikke bygges; det seneste står, som det var. MkDocs siger:" in done.stderr
    assert "assets/intet.png" in done.stderr and "Traceback" not in done.stderr
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
