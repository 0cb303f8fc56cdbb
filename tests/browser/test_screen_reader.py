"""What a person who does not see the pages hears: Orca reads them aloud, and its words stand in tests/browser/orca/.

`[da]` is the language Orca reads the words in, `[--]` are its own; `·` parts what it says of one thing. When a page is
meant to sound otherwise, the failing test writes what it heard to a file: read it aloud, and copy it over the old one.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.conftest import serve
from browser.screen_reader import PACKAGES, Reader, missing, reading

EXPECTED = Path(__file__).parent / "orca"


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    assert not missing(), f"no {', '.join(missing())}: apt-get install {' '.join(PACKAGES)}"
    with reading(browser.browser_type, tmp_path_factory.mktemp("orca")) as reader:
        yield reader


@pytest.fixture(scope="module")
def address(frozen: Path) -> Iterator[str]:
    with serve(frozen) as address:
        yield address


def hold(name: str, heard: list[str], folder: Path) -> None:
    file, found = EXPECTED / name, folder / name
    expected = file.read_text("utf-8").splitlines() if file.exists() else []
    if heard != expected:
        found.write_text("\n".join(heard) + "\n", "utf-8")
        diff = "\n".join(difflib.unified_diff(expected, heard, "as it was", "as it sounds", n=2, lineterm=""))
        pytest.fail(f"{diff}\n\nIf it is meant to sound so: cp {found} {file}", pytrace=False)


@pytest.mark.parametrize("page", ["", "i-samme-baad/"])
def test_a_page_is_read_from_its_title_to_its_end(reader: Reader, address: str, page: str, tmp_path: Path) -> None:
    hold(f"{page.strip('/') or 'forside'}.txt", reader.read(address + page), tmp_path)


def test_search_can_be_heard(reader: Reader, address: str, tmp_path: Path) -> None:
    reader.read(address + "om/")
    heard = reader.press("b", "Søg") + reader.press("Return", "Focus mode")
    heard += [line for letter in "mus" for line in reader.press(letter, "")]
    hold("soegning.txt", heard, tmp_path)
