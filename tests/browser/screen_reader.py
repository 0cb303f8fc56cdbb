"""Orca on a display and a bus of its own: nothing of the machine's own desktop is heard, touched or changed."""

from __future__ import annotations

import functools
import itertools
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserType, Page

from browser.conftest import QUIET
from browser.engines import Environment, display, home, running
from browser.programs import program

VOICE = Path(__file__).with_name("orca_voice.py")
PYTHON = "/usr/bin/python3"  # the one that Debian's Orca is installed for
FLAGS = ["--no-sandbox", "--disable-gpu", "--force-renderer-accessibility", *QUIET]
# No offer to translate is said in between, and no link is a visited one.
PREFERENCES = {"translate": {"enabled": False}, "history": {"saving_disabled": True}}
LONGEST = 30  # seconds of silence before what is awaited


@dataclass(frozen=True)
class Said:
    """`event` as in orca_voice.py; `piece` is the same for all that is said of one piece of the page."""

    event: str
    piece: int
    language: str
    words: str


@dataclass(frozen=True)
class Reader:
    """A screen reader and the page that it reads."""

    page: Page
    spoken: Path
    environment: Environment

    def read(self, address: str) -> list[str]:
        """What is said of itself when a page is opened: its title, and then all of it."""
        heard = self._hear(lambda: self.page.goto(address), lambda said: said.event == "ended")
        begun = next(index for index, said in enumerate(heard) if said.event == "begun")
        title = self.page.title()
        return lines(heard[max(index for index in range(begun) if heard[index].words.startswith(title)) :])

    def press(self, key: str, until: str) -> list[str]:
        """What is said of a key until these words are among it, and nothing more is to be said."""
        command = [program("xdotool"), "key", key]
        pressed = functools.partial(subprocess.run, command, env=self.environment, check=True)
        return [f"> {key}", *lines(self._hear(pressed, lambda said: until in said.words))]

    def type(self, words: str, until: str) -> list[str]:
        """What is said of words that come all at once, as pasted, so that no search begins for a part of them."""
        heard = self._hear(lambda: self.page.keyboard.insert_text(words), lambda said: until in said.words)
        return [f"> {words}", *lines(heard)]

    def _hear(self, act: Callable[[], object], last: Callable[[Said], bool]) -> list[Said]:
        before = len(self.said())
        act()

        def done() -> bool:
            heard = self.said()[before:]
            return any(map(last, heard)) and heard[-1].event == "quiet"

        _wait_until(done, self.spoken)
        return self.said()[before:]

    def said(self) -> list[Said]:
        return [Said(*json.loads(line)) for line in self.spoken.read_text("utf-8").split("\n")[:-1]]


def _wait_until(done: Callable[[], bool], spoken: Path) -> None:
    """As long as more is said, on however busy a machine."""
    size, limit = 0, time.monotonic() + LONGEST
    while not done():
        if spoken.stat().st_size > size:
            size, limit = spoken.stat().st_size, time.monotonic() + LONGEST
        assert time.monotonic() < limit, f"Orca said nothing of it, but {spoken.read_text('utf-8')[-2000:]}"
        time.sleep(0.05)


def lines(heard: list[Said]) -> list[str]:
    """A line for each piece and language; Orca's own words have no language."""
    spoken = [said for said in heard if said.words.strip()]
    pieces = (list(group) for _, group in itertools.groupby(spoken, key=lambda said: said.piece))
    return [line for piece in pieces for line in _lines(piece)]


def _lines(piece: list[Said]) -> list[str]:
    languages = list(dict.fromkeys(said.language for said in piece if said.language)) or [""]
    if len(languages) > 1:
        return [f"[{said.language or '--'}] {_shown(said)}" for said in piece]
    return [f"[{languages[0] or '--'}] " + " · ".join(map(_shown, piece))]


def _shown(said: Said) -> str:
    return " ".join(said.words.split())


@contextmanager
def reading(chromium: BrowserType, folder: Path) -> Iterator[Reader]:
    """A reader that works in `folder`."""
    spoken = folder / "said"
    spoken.touch()
    with _desktop(folder) as environment, running([PYTHON, str(VOICE), str(spoken)], environment):
        _wait_until(lambda: spoken.stat().st_size > 0, spoken)
        with _page(chromium, folder, environment) as page:
            yield Reader(page, spoken, environment)


@contextmanager
def _desktop(folder: Path) -> Iterator[Environment]:
    """A display, and a bus with accessibility alone: the desktop's own services would mount folders and stay."""
    service = "org.a11y.Bus.service"
    services, configuration = folder / "services", folder / "bus.conf"
    services.mkdir()
    (services / service).symlink_to(Path("/usr/share/dbus-1/services") / service)
    with display() as name, TemporaryDirectory() as short:  # a socket's path may not be long
        address = f"unix:path={short}/bus"
        configuration.write_text(BUS.format(services=services, address=address), "utf-8")
        environment = home(folder) | {"DISPLAY": name, "GSETTINGS_BACKEND": "memory"}
        command = [program("dbus-daemon"), "--nofork", "--nosyslog", f"--config-file={configuration}"]
        with running(command, environment):
            yield environment | {"DBUS_SESSION_BUS_ADDRESS": address}


BUS = """<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def _page(chromium: BrowserType, folder: Path, environment: Environment) -> Iterator[Page]:
    profile = folder / "profile"
    (profile / "Default").mkdir(parents=True)
    (profile / "Default/Preferences").write_text(json.dumps(PREFERENCES), "utf-8")
    context = chromium.launch_persistent_context(
        profile, executable_path=program("chromium"), headless=False, args=FLAGS, env=environment, no_viewport=True
    )
    try:
        yield context.new_page()  # the first one has the address bar in focus
    finally:
        context.close()
