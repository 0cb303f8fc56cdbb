"""What a person who does not see the pages hears: Orca reads them aloud, and its words stand in tests/browser/orca/.

`[da]` is the language Orca reads the words in, `[--]` are its own; `·` parts what it says of one thing. They are the
words of Orca 43. When a page is meant to sound otherwise, the failing test writes what it heard to a file: read it
aloud, and copy it over the old one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.conftest import serve
from browser.screen_reader import Reader, reading

EXPECTED = Path(__file__).parent / "orca"


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Iterator[Reader]:
    with reading(browser.browser_type, tmp_path) as reader:
        yield reader


def test_pages_and_search_are_heard_as_they_are_meant(reader: Reader, frozen: Path, tmp_path: Path) -> None:
    with serve(frozen) as address:
        heard = {
            "forside.txt": reader.read(address),
            "i-samme-baad.txt": reader.read(address + "i-samme-baad/"),
            "ordforklaring.en.txt": reader.read(address + "ordforklaring.en/"),
            "soegning.txt": search(reader, address),
        }
    compare(heard, tmp_path)


def test_the_dialog_for_proposals_is_heard_as_it_is_meant(reader: Reader, frozen: Path, tmp_path: Path) -> None:
    with serve(frozen) as address:
        reader.read(address + "en-verden-til-forskel/")
        reader.page.locator(".foreslaa button").focus()
        opened = reader.press("Return", "nyt afsnit")
        written = reader.type("Ny ", "Ændringer: 1")
        fields = reader.press("Tab", "Begrundelse") + reader.press("Tab", "Forslagsstiller")
    dialog = next(index for index, line in enumerate(opened) if "dialog" in line)  # before it the button may be heard
    compare({"forslag.txt": opened[dialog:] + written + fields}, tmp_path)


def compare(heard: dict[str, list[str]], tmp_path: Path) -> None:
    wrong = [differences(tmp_path / name, lines) for name, lines in heard.items()]
    assert not any(wrong), "\n".join(filter(None, wrong))


def search(reader: Reader, address: str) -> list[str]:
    reader.read(address + "404.html")  # a short page
    opened = reader.press("ctrl+k", "Focus mode") + reader.type("mus", "afsnit")
    return opened + reader.press("Down", "MUS") + reader.press("Down", "lederkendetegn")


def differences(found: Path, heard: list[str]) -> str:
    """What sounds otherwise than it stands, and how it is taken over; nothing if all is as it was."""
    file = EXPECTED / found.name
    expected = file.read_text("utf-8").splitlines()
    sizes = r"\d+ (sider|pages|kB)"  # how long and large a file is, is not what is tested
    heard = [re.sub(sizes, r"… \1", line) for line in heard]
    found.write_text("\n".join(heard) + "\n", "utf-8")
    diff = list(difflib.unified_diff(expected, heard, "as it was", "as it sounds", n=2, lineterm=""))
    return "\n".join([*diff, f"If it is meant to sound so: cp {found} {file}\n"]) if diff else ""
