"""`mkdocs serve` survives a broken file: the pages show what is wrong until it is mended."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from conftest import FROZEN, copy_project

MEMBERS = "docs/data/ledermedlemmer.yml"
PATIENCE = 30  # seconds for a build; it takes about one


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the project, its file of numbers broken before the preview starts, and the preview's address."""
    copy_project(FROZEN, tmp_path)
    change(tmp_path, "antal: 5.000", "antal: 5,000 <b>")
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with (tmp_path / "log.txt").open("w") as log, subprocess.Popen(command, cwd=tmp_path, stderr=log) as server:
        yield tmp_path, f"http://{address}/"
        server.terminate()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def change(project: Path, old: str, new: str) -> None:
    text = (project / MEMBERS).read_text("utf-8")
    assert text.count(old) == 1
    (project / MEMBERS).write_text(text.replace(old, new), "utf-8")


def page_with(address: str, words: str) -> str:
    """The page at the address, once these words stand on it."""
    until, page = time.monotonic() + PATIENCE, ""
    while words not in page:
        assert time.monotonic() < until, f"{words!r} is not on {address}:\n{page}"
        time.sleep(0.2)
        try:
            with urlopen(address) as answer:  # the project's own preview
                page = answer.read().decode()
        except (URLError, ConnectionError):
            continue
    return page


def test_a_preview_shows_the_problems_until_they_are_mended(served: tuple[Path, str]) -> None:
    project, site = served
    problem = "antal: «5,000 &lt;b&gt;» er ikke et antal."
    assert "livereload" in page_with(f"{site}i-samme-baad/", problem)
    assert problem in page_with(f"{site}404.html", problem)
    assert f"{MEMBERS}:15: antal: «5,000 <b>» er ikke et antal." in (project / "log.txt").read_text("utf-8")

    change(project, "antal: 5,000 <b>", "antal: 5.000")
    page_with(f"{site}i-samme-baad/", "Hvornår er man leder?")

    change(project, "antal: 2.300", "antal: mange")
    page_with(f"{site}i-samme-baad/", "antal: «mange» er ikke et antal.")
    page_with(site, "antal: «mange» er ikke et antal.")
