"""The system's Chromium for the browser tests; installs Debian's when run as a program and none is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str | None:
    """The path of a Chromium or Chrome, by the names the systems give it; the environment's CHROMIUM goes first."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """By the system's package manager where it is apt; otherwise Playwright's own build of Chromium."""
    if shutil.which("apt-get"):
        install_packages("chromium")
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def install_packages(*names: str) -> None:
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*sudo, "apt-get", "update", "-qq"], check=True, stdout=subprocess.DEVNULL)
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", *names]
    subprocess.run(apt, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if not chromium():
        install()
