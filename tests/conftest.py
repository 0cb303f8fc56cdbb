"""What tests share: the frozen project of 2011 to edit at will, and the real site, built once a run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from paper.page.blocks import finish_blocks
from paper.page.view import Site, View
from paper.source.load import load_paper
from paper.source.rendering import render

ROOT = Path(__file__).parent.parent
# As in mkdocs.yml.
EXTENSIONS = '{"attr_list": {}, "md_in_html": {}, "sane_lists": {}, "footnotes": {"SEPARATOR": "-"}}'
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
FROZEN = Path(__file__).parent / "2011"
PAPER, PROBLEMS = load_paper(ROOT)  # the real one, of which nothing is asked but what must always be true


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the paper as it was in 2011: facts for tests, whatever editors do to the real one."""
    add_parts(shutil.copytree(FROZEN, tmp_path / "project"))
    return tmp_path / "project"


@pytest.fixture
def edit(project: Path) -> Callable[[str, str, str], Path]:
    """Replaces words in a file of the frozen project, where they stand exactly once."""

    def replace(file: str, old: str, new: str) -> Path:
        text = (project / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (project / file).write_text(text.replace(old, new), "utf-8")
        return project

    return replace


Edit = Callable[[str, str, str], Path]
ADDRESS = "https://example.org/oplaeg/"
OPTIONAL = ("REPO_URL", "EDIT_URI", "CONTACT", "SECURITY_CONTACT", "SITE_URL")  # what a host may say of a site


def site_of(project: Path) -> Site:
    """The project's paper as a site at an example's address, with the real templates."""
    return Site(load_paper(project)[0], ADDRESS, ROOT / "overrides")


def view_of(project: Path, file: str) -> View:
    site = site_of(project)
    return site.view(site.paper.by_file[file])


def trees(project: Path) -> dict[str, HtmlElement]:
    """Every page's HTML by its file, as it is set and shown: links as written, markers not filled."""
    found, site = {}, site_of(project)
    for page in site.paper.pages:
        found[page.file] = render(FRONT_MATTER.sub("", (project / page.file).read_text("utf-8")), EXTENSIONS)
        finish_blocks(found[page.file], site.view(page))
    return found


Once = Callable[..., Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Builds a site once a run by each name; where tests run side by side, the others wait for it."""
    run = tmp_path_factory.getbasetemp()
    shared = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run

    def built(name: str, source: Path = ROOT, **environment: str) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                build(source, folder, **environment)
                done.touch()
        return folder / "site"

    return built


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The real site, built as `make site` builds it, from a copy of the project."""
    return once("real")


@pytest.fixture(scope="session")
def frozen(once: Once) -> Path:
    """The site of 2011, whose words and figures tests may name."""
    return once("frozen", FROZEN)


@pytest.fixture(scope="session")
def reachable(once: Once) -> Path:
    """The same, where readers can write to an address and to a repository."""
    return once("reachable", FROZEN, CONTACT="web@example.org", REPO_URL="https://example.org/oplaeg")


# What editors have done since, by file.
EDITS = {
    "docs/i-samme-baad.md": {"være gnidningsfrie.": "være uden gnidninger.", "- Jeg afholder MUS.\n": ""},
    "docs/en-verden-til-forskel.md": {"Har man oplevet": "Har nogen oplevet"},
    "mkdocs.yml": {"redirect_maps: {}": "redirect_maps: {gammel/side.md: om.md}"},
}


@pytest.fixture(scope="session")
def edited(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after these edits, which no translation has followed; its repository can be edited in a browser."""
    source = shutil.copytree(FROZEN, tmp_path_factory.mktemp("edited") / "source")
    for file, changes in EDITS.items():
        text = (source / file).read_text("utf-8")
        for old, new in changes.items():
            assert text.count(old) == 1
            text = text.replace(old, new)
        (source / file).write_text(text, "utf-8")
    return once("edited", source, REPO_URL="https://example.org/oplaeg", EDIT_URI="edit/main/docs/")


@pytest.fixture(scope="session")
def danish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of 2011 in Danish alone: built in two thirds of the time, where it does not matter what is built."""
    source = shutil.copytree(FROZEN, tmp_path_factory.mktemp("danish") / "source")
    for page in source.rglob("*.en.md"):
        page.unlink()
    for file, english in (("mkdocs.yml", r", en: English|  - .*\.en\.md\n"), ("docs/data/ankre.txt", r"/.*\.en/.*\n")):
        text = (source / file).read_text("utf-8")
        (source / file).write_text(re.sub(english, "", text), "utf-8")
    return source


def build(source: Path, folder: Path, **environment: str) -> Path:
    """The site of the docs/ and mkdocs.yml in `source` with the project's hooks and templates, built in `folder`."""
    copy_project(source, folder)
    run = run_build(folder, **environment)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stderr, run.stderr
    return folder / "site"


def run_build(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`make site` in a whole project."""
    command = [sys.executable, "-m", "hooks.paper", "site"]
    env = {name: value for name, value in os.environ.items() if name not in OPTIONAL} | environment
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def copy_project(source: Path, folder: Path) -> None:
    """The docs/ and mkdocs.yml of `source` with the project's own hooks, templates, scripts and style sheets."""
    for part, origin in (("hooks", ROOT), ("overrides", ROOT), ("docs", source)):
        shutil.copytree(origin / part, folder / part)
    add_parts(folder)
    for file in ("mkdocs.yml", "CITATION.cff"):
        shutil.copy2(source / file, folder)


def add_parts(folder: Path) -> None:
    """What lies in docs/ but is no fact of the paper, and so is not frozen: style sheet, scripts and schemas."""
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets", dirs_exist_ok=True)
    if not (folder / "overrides").exists():
        (folder / "overrides").symlink_to(ROOT / "overrides")
    for schema in (ROOT / "docs/data").glob("*.schema.json"):
        shutil.copy2(schema, folder / "docs/data")


def committed(project: Path) -> Path:
    """The project with all of it committed to its branch main."""
    git(project, "init", "--quiet", "--initial-branch", "main")  # no matter where there is a repository already
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Oplægget")
    return project


def git(project: Path, *command: str) -> None:
    identity = ("-c", "user.name=En redaktør", "-c", "user.email=redaktoer@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *command], cwd=project, check=True, capture_output=True)
