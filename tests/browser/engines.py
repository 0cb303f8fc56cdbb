"""The browsers besides Chromium, driven by real clicks and keys: WebKit, the WebKit of an old Safari, and Firefox.

They are spoken to directly, in the few commands the tests need (https://www.w3.org/TR/webdriver2, and for Firefox the
same by Marionette: no package brings its geckodriver). The packages selenium and marionette-driver are 25 for it.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar

from browser.programs import PATIENCE, free_port, program, wait_for

Environment = dict[str, str]

KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Control": "\ue009"}

# The middle of the first line of the nth visible element.
MIDDLE = """const shows = (one) => one.getClientRects().length && getComputedStyle(one).visibility !== "hidden";
const element = [...document.querySelectorAll(arguments[0])].filter(shows)[arguments[1]];
if (!element) return null;
element.scrollIntoView({block: "center", behavior: "instant"});
const {x, y, width, height} = element.getClientRects()[0];
return [x + width / 2, y + height / 2];"""
FIELD = "document.body.append(document.createElement('textarea')); document.querySelector('textarea').focus()"
TAKE = """const field = document.querySelector("textarea"), text = field.value;
field.value = "-";
field.select();
return text;"""
SAID = "const said = Services.console.getMessageArray().map(String); Services.console.reset(); return said"


class Engine(ABC):
    """A running browser with one window."""

    @abstractmethod
    def command(self, name: str, **parameters: Any) -> Any:
        """What the browser answers to a command of WebDriver's, by the name that Firefox gives it."""

    @abstractmethod
    def size(self, width: int, height: int) -> None:
        """Makes the page this wide, in CSS pixels, and as high if that can be."""

    @abstractmethod
    def close(self) -> None:
        """Ends the conversation; the browser is ended by who started it."""

    def said(self) -> list[str]:
        """What the browser wrote on its own console about pages; WebKit says nothing of it to a driver."""
        return []

    def open(self, address: str) -> None:
        self.command("Navigate", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.command("ExecuteScript", script=script, args=list(arguments))

    def wait(self, condition: str, *arguments: Any) -> None:
        """Until the JavaScript expression is true; a page that is just leaving may not answer."""
        end = time.monotonic() + PATIENCE / 3
        while time.monotonic() < end:
            with suppress(Refused):
                if self.run(f"return {condition}", *arguments):
                    return
            time.sleep(0.05)
        raise AssertionError(f"never so: {arguments or condition}")

    def click(self, selector: str, nth: int = 0) -> None:
        """Clicks the nth visible element in its middle, once it is there, whatever lies over it."""
        self.wait(f"(function () {{ {MIDDLE} }})(...arguments)", selector, nth)
        self.point(*self.run(MIDDLE, selector, nth))

    def point(self, x: float, y: float) -> None:
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        self._act("pointer", [move, *({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))])

    def press(self, *keys: str) -> None:
        """Holds the keys down together: press("Control", "v")."""
        down = [{"type": "keyDown", "value": KEYS.get(key, key)} for key in keys]
        self._act("key", down + [key | {"type": "keyUp"} for key in reversed(down)])

    def type(self, words: str) -> None:
        self._act("key", [{"type": kind, "value": key} for key in words for kind in ("keyDown", "keyUp")])

    def pasted(self) -> str:
        """What is on the clipboard, which is emptied; the page goes."""
        self.command("Navigate", url="about:blank")
        self.run(FIELD)
        self.press("Control", "v")
        text = str(self.run(TAKE))
        self.press("Control", "x")
        return text

    def _act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        self.command("PerformActions", actions=[{"type": kind, "id": kind, "actions": actions}])


class Refused(AssertionError):
    """A command the browser could not carry out."""


class WebKit(Engine):
    """By HTTP to a driver."""

    ENDPOINTS: ClassVar = {
        "Navigate": "url",
        "ExecuteScript": "execute/sync",
        "PerformActions": "actions",
        "SetWindowRect": "window/rect",
    }

    def __init__(self, port: int, browser: str, options: str, binary: str, arguments: list[str]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.browser, self.options, self.binary, self.arguments = browser, options, binary, arguments
        self.begin()

    def begin(self, *more: str) -> None:
        """Starts the browser itself."""
        options = {"binary": self.binary, "args": [*self.arguments, *more]}
        wanted = {"browserName": self.browser, self.options: options}
        answer = self._request("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.session = "/session/" + answer["sessionId"]

    def end(self) -> None:
        self._request("DELETE", self.session)

    def close(self) -> None:
        self.connection.close()

    def command(self, name: str, **parameters: Any) -> Any:
        return self._request("POST", f"{self.session}/{self.ENDPOINTS[name]}", parameters)

    def size(self, width: int, height: int) -> None:
        self.command("SetWindowRect", width=width, height=height)
        frame = self.run("return outerHeight - innerHeight")
        self.command("SetWindowRect", width=width, height=height + frame)
        self.wait("innerWidth === arguments[0]", width)

    def _request(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        self.connection.request(method, path, json.dumps(body) if body is not None else None)
        value = json.loads(self.connection.getresponse().read())["value"]
        if isinstance(value, dict) and "error" in value:
            raise Refused(value)
        return value


class OldSafari(WebKit):
    """Its window is 800 by 600 for ever: it becomes narrow and wide, and low and high, by zooming from the start."""

    zoom = 1.0

    def size(self, width: int, height: int) -> None:
        self.end()
        self.zoom = 800 / (width + 0.2)  # rounded down to `width`
        self.begin(f"--scale={self.zoom:.4f}")
        assert self.run("return innerWidth") == width

    def point(self, x: float, y: float) -> None:
        super().point(x * self.zoom, y * self.zoom)

    def pasted(self) -> str:
        """Its own clipboard (none of Safari's) takes the bytes for letters."""
        return super().pasted().encode("latin-1").decode()


class Firefox(Engine):
    """By Marionette: JSON, each message with its length before it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.answers = self.socket.makefile("rb")
        self._answer()
        self.command("NewSession", capabilities={})
        self.command("SetWindowRect", width=1400, height=1200)

    def close(self) -> None:
        self.answers.close()
        self.socket.close()

    def command(self, name: str, **parameters: Any) -> Any:
        return self._send(f"WebDriver:{name}", parameters)

    def size(self, width: int, height: int) -> None:
        """Windows are never narrower than 500 pixels, but a page in them can be."""
        style = "width: {0}px; min-width: {0}px; max-width: {0}px; height: {1}px; min-height: {1}px; max-height: {1}px"
        self.inside("gBrowser.selectedBrowser.style.cssText = arguments[0]", style.format(width, height))
        self.wait("innerWidth === arguments[0] && innerHeight === arguments[1]", width, height)

    def said(self) -> list[str]:
        """Without the browser's own affairs, and without what it says when it seeks a passage on a slow machine."""
        said = self.inside(SAID)
        return [message for message in said if 'file: "http' in message and "Layout was forced" not in message]

    def inside(self, script: str, *arguments: Any) -> Any:
        """Runs a script in the browser's own window."""
        self._send("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.run(script, *arguments)
        finally:
            self._send("Marionette:SetContext", {"value": "content"})

    def _send(self, name: str, parameters: dict[str, Any]) -> Any:
        message = json.dumps([0, 0, name, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._answer()
        if error:
            raise Refused(error)
        return result["value"] if isinstance(result, dict) and list(result) == ["value"] else result

    def _answer(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            byte = self.answers.read(1)
            assert byte, "Firefox has ended"
            length += byte
        return json.loads(self.answers.read(int(length[:-1])))


@contextmanager
def webkit(folder: Path) -> Iterator[Engine]:
    """WebKitGTK, which is about the newest Safari."""
    binary = beside("webkit*gtk-*/MiniBrowser")
    settings = folder / "gtk-3.0/gtk.css"
    settings.parent.mkdir()
    settings.write_text("* { min-width: 0; margin: 0; border-width: 0; padding: 0; font-size: 1px }")  # narrow windows
    own = {"XDG_CONFIG_HOME": str(folder), "NO_AT_BRIDGE": "1"}
    with (
        display() as name,
        driver("webkit2gtk-driver", home(folder) | own | {"DISPLAY": name}) as port,
        closing(WebKit(port, "MiniBrowser", "webkitgtk:browserOptions", binary, ["--automation"])) as engine,
    ):
        yield engine


@contextmanager
def safari16(folder: Path) -> Iterator[Engine]:
    """WPE WebKit, which stands still where Debian does."""
    modules = str(Path(beside("cog/modules/libcogplatform-headless.so")).parent)
    with driver("wpewebkit-driver", home(folder) | {"COG_MODULEDIR": modules}) as port:
        arguments = ["--automation", "--platform=headless"]
        with closing(OldSafari(port, "cog", "wpe:browserOptions", program("cog"), arguments)) as engine:
            yield engine


@contextmanager
def firefox(folder: Path) -> Iterator[Engine]:
    port = free_port()
    (folder / "user.js").write_text(f'user_pref("marionette.port", {port});')
    own = ["--profile", str(folder), "--headless", "--marionette", "--remote-allow-system-access"]
    with running([program("firefox-esr"), *own], home(folder)) as process:
        wait_for(port, process)
        with closing(Firefox(port)) as engine:
            yield engine


ENGINES: dict[str, Callable[[Path], AbstractContextManager[Engine]]] = {
    "webkit": webkit,
    "safari16": safari16,
    "firefox": firefox,
}


def beside(pattern: str) -> str:
    """A file of a package's own, below the folder of libraries, wherever the system has that."""
    found = next(Path("/usr").glob(f"lib*/**/{pattern}"), None)
    assert found, f"no {pattern}: python tests/browser/programs.py installs it"
    return str(found)


@contextmanager
def display() -> Iterator[str]:
    """The name of an X display that nobody sees."""
    reading, writing = os.pipe()
    screen = ["-screen", "0", "1400x1200x24", "-nolisten", "tcp"]
    process = subprocess.Popen([program("xvfb"), "-displayfd", str(writing), *screen], pass_fds=[writing], **SILENT)
    os.close(writing)
    try:
        with os.fdopen(reading) as name:
            yield ":" + name.readline().strip()
    finally:
        process.terminate()
        process.wait()


SILENT: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextmanager
def driver(package: str, environment: Environment) -> Iterator[int]:
    """The port of a WebKit driver. As root WebKit may not start in its sandbox."""
    port = free_port()
    own = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    with running([program(package), f"--port={port}"], environment | own) as process:
        wait_for(port, process)
        yield port


def home(folder: Path) -> Environment:
    """An environment with none of the user's own settings, desktop or language."""
    own = ("XDG_", "DBUS_", "LC_", "LANG", "WAYLAND_", "GTK_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return kept | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "LANG": "C.UTF-8"}


@contextmanager
def running(command: list[str], environment: Environment) -> Iterator[subprocess.Popen[bytes]]:
    """A program, and at the end none of what it started: first asked to end, then made to."""
    process = subprocess.Popen(command, env=environment, start_new_session=True, **SILENT)
    try:
        yield process
    finally:
        for sent in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(process.pid, sent)
                process.wait(5)
