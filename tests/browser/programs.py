"""The browsers and the web server that the tests drive; run as a program, it installs those that are not there."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

WINDOWED = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# By Debian's package, the names under which systems have it, the best first.
PROGRAMS = {
    "chromium-headless-shell": ("chromium-headless-shell", *WINDOWED),  # pages open three times as fast as in a window
    "chromium": WINDOWED,  # and in a window, which a screen reader can find
    "firefox-esr": ("firefox-esr", "firefox"),
    "webkit2gtk-driver": ("WebKitWebDriver",),
    "xvfb": ("Xvfb",),  # WebKitGTK wants a display, and so does Orca
    "wpewebkit-driver": ("WPEWebDriver",),  # Debian 12's is Safari 16.0
    "cog": ("cog",),
    "orca": ("orca",),  # a screen reader, its bus, and keys that it hears
    "dbus-daemon": ("dbus-daemon",),
    "xdotool": ("xdotool",),
    "nginx-light": ("nginx",),
}
FILES = {
    "hyphen-da": "share/hyphen/hyph_da_DK.dic",  # without it WebKit parts no Danish word, and nobody sees where
    "at-spi2-core": "libexec/at-spi-bus-launcher",  # what Orca hears of a page goes through it
    "libnginx-mod-http-brotli-static": "lib*/nginx/modules/ngx_http_brotli_static_module.so",
}
# Debian puts servers where only root's search path leads, Ubuntu its snaps where only a login's does.
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin", "/snap/bin"])
# Where Playwright keeps the Chromium that `playwright install` gets, on Linux and on macOS; a newer one sorts last.
PLAYWRIGHT = (".cache/ms-playwright", "Library/Caches/ms-playwright")
OF_PLAYWRIGHT = {
    "chromium-headless-shell": "chromium_headless_shell-*/*/*headless?shell",
    "chromium": "chromium-*/*/chrome",
}

PATIENCE = 60  # seconds: a busy machine is slow
SUDO = ["sudo"] if hasattr(os, "geteuid") and os.geteuid() else []


def program(package: str) -> str:
    """The path of the program that this package of Debian's brings."""
    path = find(package)
    assert path, f"no {package}: python tests/browser/programs.py installs it"
    return path


def find(package: str) -> str | None:
    """The path of a program, where it is; the environment's CHROMIUM goes before the systems' names."""
    named = os.environ.get("CHROMIUM") if package == "chromium-headless-shell" else None
    installed = filter(None, (shutil.which(name, path=PATH) for name in PROGRAMS[package]))
    return named or next(installed, None) or _of_playwright(package)


def _of_playwright(package: str) -> str | None:
    pattern = OF_PLAYWRIGHT.get(package)
    found = [path for folder in PLAYWRIGHT for path in (Path.home() / folder).glob(pattern)] if pattern else []
    return str(max(found)) if found else None


def missing() -> list[str]:
    """The packages of which this machine lacks the program or the file."""
    files = [package for package, pattern in FILES.items() if not list(Path("/usr").glob(pattern))]
    return [package for package in PROGRAMS if not find(package)] + files


def install(packages: list[str]) -> None:
    """By apt-get; with sudo only where someone is there to allow it."""
    if not shutil.which("apt-get"):
        sys.exit(f"There is no apt-get here. Install what these packages of Debian bring: {', '.join(packages)}.")
    if SUDO and not _allowed(packages):
        sys.exit(f"Not installed. You can do it yourself: sudo apt-get install {' '.join(map(_best, packages))}")
    _apt_get("update")
    _apt_get("install", "-y", *(_best(package) for package in packages))


def _allowed(packages: list[str]) -> bool:
    question = f"The tests need {', '.join(packages)}. Install them with sudo apt-get? [y/N] "
    return sys.stdin.isatty() and input(question).strip().lower() in ("y", "yes", "j", "ja")


def _best(package: str) -> str:
    """The package, or another of the same where this system has none of that name."""
    names = (package, *PROGRAMS.get(package, ()))
    return next((name for name in names if _known(name)), package)


def _known(name: str) -> bool:
    return bool(subprocess.run(["apt-cache", "show", name], capture_output=True, check=False).stdout)


def _apt_get(*words: str) -> None:
    command = [*SUDO, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"ended at once: {process.args!r}"
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"does not answer: {process.args!r}")


if __name__ == "__main__":
    lacking = missing()
    if lacking:
        install(lacking)
