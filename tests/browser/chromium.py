"""The system's Chromium for the browser tests; installs Debian's when run as a program and none is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# Debian's headless build of Chromium opens pages three times as fast as the one with windows.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

SUDO = ["sudo"] if hasattr(os, "geteuid") and os.geteuid() else []


def chromium() -> str | None:
    """The path of a Chromium or Chrome, by the names the systems give it; the environment's CHROMIUM goes first."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """By the system's package manager where it is apt; otherwise Playwright's own build of Chromium."""
    if shutil.which("apt-get"):
        install_packages("chromium-headless-shell" if _has("chromium-headless-shell") else "chromium")
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _has(package: str) -> bool:
    """Whether the system's packages include this one."""
    subprocess.run([*SUDO, "apt-get", "update", "-qq"], check=True, stdout=subprocess.DEVNULL)
    return subprocess.run(["apt-cache", "show", package], capture_output=True, check=False).returncode == 0


def install_packages(*names: str) -> None:
    subprocess.run([*SUDO, "apt-get", "update", "-qq"], check=True, stdout=subprocess.DEVNULL)
    apt = [*SUDO, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", *names]
    subprocess.run(apt, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if not chromium():
        install()
