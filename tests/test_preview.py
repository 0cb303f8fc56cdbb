"""`make serve` as an editor meets it: what breaks is shown at every address, and the pages come back when mended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from conftest import FROZEN, copy_project

MEMBERS = "docs/data/ledermedlemmer.yml"
SCHEMA = "docs/data/ledermedlemmer.schema.json"
PATIENCE = 120  # seconds for a build, which takes about two where nothing else is going on
COMMAND = [sys.executable, "-m", "hooks.preview"]
Change = Callable[[str, str, str], None]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copy_project(FROZEN, tmp_path)
    return tmp_path


@pytest.fixture
def change(project: Path) -> Change:
    def replace(file: str, old: str, new: str) -> None:
        text = (project / file).read_text("utf-8")
        assert text.count(old) == 1
        (project / file).write_text(text.replace(old, new), "utf-8")

    return replace


class Served:
    """The preview of a project, in a process of its own; what it says stands in `said`."""

    def __init__(self, project: Path) -> None:
        self.port = free_port()
        self.log = project / "log.txt"
        environment = os.environ | {"PORT": str(self.port)}
        with self.log.open("a") as log:
            self.process = subprocess.Popen(COMMAND, cwd=project, env=environment, stdout=log, stderr=log)

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def page(self, path: str, words: str) -> str:
        """The page at the path, once these words stand on it."""
        until, page = time.monotonic() + PATIENCE, ""
        while words not in page:
            assert time.monotonic() < until, f"{words!r} is not on {path}:\n{page}\n{self.said}"
            time.sleep(0.1)
            try:
                with urlopen(f"http://localhost:{self.port}/{path}", timeout=PATIENCE) as answer:  # our own preview
                    page = answer.read().decode()
            except HTTPError as answer:
                page = answer.read().decode()
            except (URLError, ConnectionError):
                continue
        return page


@pytest.fixture
def served(project: Path) -> Iterator[Callable[[], Served]]:
    """Starts the preview; it is ended with the test."""
    started: list[Served] = []

    def start() -> Served:
        started.append(Served(project))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def test_whatever_breaks_is_shown_until_it_is_mended(
    project: Path, change: Change, served: Callable[[], Served]
) -> None:
    change(MEMBERS, "antal: 5.000", "antal: 5,000 <b>")
    preview = served()
    problem = f"{MEMBERS}:15: antal: «5,000 &lt;b&gt;» er ikke et antal."
    for path in ("i-samme-baad/", "findes/ikke/", "404.html", "assets/site.css"):
        assert "livereload" in preview.page(path, problem)
    assert f"{MEMBERS}:15: antal: «5,000 <b>» er ikke et antal." in preview.said

    change(MEMBERS, "antal: 5,000 <b>", "antal: 5.000")
    page = preview.page("i-samme-baad/", "Hvornår er man leder?")
    assert "livereload" in page and "Content-Security-Policy" not in page
    assert f"http://localhost:{preview.port}/i-samme-baad/" in page
    preview.page("findes/ikke/", "Siden findes ikke")

    change("mkdocs.yml", "theme:\n", "theme: [\n")
    preview.page("om/", "mkdocs.yml:")
    change("mkdocs.yml", "theme: [\n", "theme:\n")
    preview.page("om/", "Om oplægget")

    whole = (project / SCHEMA).read_text("utf-8")
    (project / SCHEMA).write_text(whole[: len(whole) // 2], "utf-8")
    preview.page("om/", f"{SCHEMA}:")
    (project / SCHEMA).write_text(whole, "utf-8")
    preview.page("om/", "Om oplægget")

    (project / "overrides/404.html").write_text("{% if %}", "utf-8")
    preview.page("", "overrides/404.html:1: ")


def test_it_starts_again_after_being_killed_and_ends_without_a_word(served: Callable[[], Served]) -> None:
    first = served()
    time.sleep(0.5)  # in the middle of its first build
    first.process.kill()
    first.process.wait()
    second = served()
    second.page("om/", "Om oplægget")
    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(PATIENCE) == 0
    assert "Traceback" not in second.said
    assert second.said.endswith(" sekunder.\n")


@pytest.mark.parametrize(
    ("port", "told"),
    [
        ("abc", "PORT: «abc» er ikke en port. Skriv et tal, fx PORT=8010 make serve\n"),
        ("70000", "PORT: «70000» er ikke en port. Skriv et tal, fx PORT=8010 make serve\n"),
    ],
)
def test_what_is_no_port_is_told_of(project: Path, port: str, told: str) -> None:
    assert refused(project, port) == ("", told)


def test_a_port_that_is_taken_is_told_of_before_anything_is_built(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refused(project, str(port)) == (
            "",
            f"Port {port} er optaget, måske af en forhåndsvisning, der allerede kører. "
            f"Vælg en anden: PORT={port + 10} make serve\n",
        )


def refused(project: Path, port: str) -> tuple[str, str]:
    environment = os.environ | {"PORT": port}
    done = subprocess.run(COMMAND, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    return done.stdout, done.stderr
