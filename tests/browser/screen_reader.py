"""Orca on a display and a bus of its own: nothing of the machine's own desktop is heard, touched or changed."""

from __future__ import annotations

import functools
import itertools
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserType, Page

from browser.chromium import NAMES

# The Chromium of the other tests has no window, and so nothing that a screen reader could find.
PACKAGES = ("orca", "at-spi2-core", "dbus-daemon", "xvfb", "xdotool", "chromium")
PROGRAMS = ("orca", "dbus-daemon", "Xvfb", "xdotool")
VOICE = Path(__file__).with_name("orca_voice.py")
PYTHON = "/usr/bin/python3"  # the one that Debian's Orca is installed for
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--force-renderer-accessibility", *QUIET]
LONGEST = 30  # seconds of silence before what is awaited

Environment = dict[str, str]


def missing() -> list[str]:
    """What a screen reader needs and this machine has not."""
    lacking = [program for program in PROGRAMS if not shutil.which(program)]
    return lacking + ([] if windowed() else ["chromium"])


def windowed() -> str | None:
    """The path of a Chromium or Chrome with windows."""
    return next(filter(None, map(shutil.which, NAMES[1:])), None)


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
        command = ["xdotool", "key", key]
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

        _wait_until(done, "Orca did not say what was awaited, but what stands in", self.spoken)
        return self.said()[before:]

    def said(self) -> list[Said]:
        return [Said(*json.loads(line)) for line in self.spoken.read_text("utf-8").split("\n")[:-1]]


def _wait_until(done: Callable[[], bool], otherwise: str, file: Path) -> None:
    """As long as more is said, on however busy a machine."""
    size, limit = 0, time.monotonic() + LONGEST
    while not done():
        if file.stat().st_size > size:
            size, limit = file.stat().st_size, time.monotonic() + LONGEST
        assert time.monotonic() < limit, f"{otherwise} {file}:\n{file.read_text('utf-8')[-2000:]}"
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
    """A reader that works in `folder`; all its processes are one group, and end with it whatever happens."""
    environment = _environment(folder)
    group: list[subprocess.Popen[str]] = []

    def started(*command: str, **words: Any) -> subprocess.Popen[str]:
        leader = group[0].pid if group else 0
        group.append(subprocess.Popen((*ORPHAN, *command), env=environment, process_group=leader, text=True, **words))
        return group[-1]

    try:
        environment["DISPLAY"] = ":" + _first_line(started(*DISPLAY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
        bus = started(*BUS, f"--config-file={_bus(folder)}", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        environment["DBUS_SESSION_BUS_ADDRESS"] = _first_line(bus)
        spoken = folder / "said"
        spoken.touch()
        with (folder / "orca.log").open("w") as log:
            started(PYTHON, str(VOICE), str(spoken), stderr=log)
        _wait_until(lambda: spoken.stat().st_size > 0, "Orca does not start", folder / "orca.log")
        with _page(chromium, folder, environment) as page:
            yield Reader(page, spoken, environment)
    finally:
        _end(group)


ORPHAN = ("setpriv", "--pdeathsig", "KILL")  # ends what it runs when the tests are killed themselves
DISPLAY = ("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1000x24", "-nolisten", "tcp")
BUS = ("dbus-daemon", "--nofork", "--nosyslog", "--print-address=1")
SERVICE = "org.a11y.Bus.service"
BUS_CONFIGURATION = """<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <servicedir>{}</servicedir>
  <policy context="default">
    <allow send_destination="*"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def _bus(folder: Path) -> Path:
    """The configuration of a bus with accessibility alone: the desktop's own services would mount folders and stay."""
    services, file = folder / "services", folder / "bus.conf"
    services.mkdir()
    (services / SERVICE).symlink_to(Path("/usr/share/dbus-1/services") / SERVICE)
    file.write_text(BUS_CONFIGURATION.format(services), "utf-8")
    return file


def _environment(home: Path) -> Environment:
    """None of the user's settings, desktop or language: Orca's own words are English, as without translations."""
    own = ("XDG_", "DBUS_", "LC_", "LANG", "WAYLAND_", "GTK_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return kept | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LANG": "C.UTF-8", "GSETTINGS_BACKEND": "memory"}


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


@contextmanager
def _page(chromium: BrowserType, folder: Path, environment: Environment) -> Iterator[Page]:
    profile = folder / "profile"
    (profile / "Default").mkdir(parents=True)
    (profile / "Default/Preferences").write_text(json.dumps(PREFERENCES), "utf-8")
    words = {"executable_path": windowed(), "headless": False, "args": FLAGS, "env": environment, "no_viewport": True}
    context = chromium.launch_persistent_context(profile, **words)
    try:
        yield context.new_page()  # the first one has the address bar in focus
    finally:
        context.close()


# No offer to translate is said in between, and no link is a visited one.
PREFERENCES = {"translate": {"enabled": False}, "history": {"saving_disabled": True}}


def _end(group: list[subprocess.Popen[str]]) -> None:
    """First asked, so that the display takes its lock away; then made to."""
    for sent in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(group[0].pid, sent)
        for process in group:
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
    for process in group:
        if process.stdout:
            process.stdout.close()
