"""The programs that the tests drive are found wherever systems have them, and installed only as is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import programs


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with none of it; `bin` is on its search path."""
    monkeypatch.setattr(programs, "PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    (tmp_path / "bin").mkdir()
    return tmp_path


def program(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o755)
    return str(file)


@pytest.mark.parametrize(
    "place",
    [
        "bin/chromium-browser",
        ".cache/ms-playwright/chromium_headless_shell-1217/chrome-linux/headless_shell",
        ".cache/ms-playwright/chromium_headless_shell-1217/chrome-headless-shell-linux64/chrome-headless-shell",
        "Library/Caches/ms-playwright/chromium_headless_shell-1217/chrome-mac/headless_shell",
    ],
)
def test_chromium_is_found_where_systems_have_it(empty: Path, place: str) -> None:
    assert programs.find("chromium-headless-shell") is None
    there = program(empty / place)
    assert programs.find("chromium-headless-shell") == there
    assert "chromium-headless-shell" not in programs.missing()


def test_a_snap_is_found_too() -> None:
    assert "/snap/bin" in programs.PATH.split(":")


def test_without_apt_one_line_says_what_is_missing(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(empty / "bin"))
    with pytest.raises(SystemExit) as ended:
        programs.install(["firefox-esr", "cog"])
    assert (
        ended.value.code == "There is no apt-get here. Install what these packages of Debian bring: firefox-esr, cog."
    )


@pytest.mark.parametrize(("answer", "asked"), [("n", True), ("", True), ("y", False)])
def test_sudo_is_used_only_where_it_is_allowed(
    empty: Path, monkeypatch: pytest.MonkeyPatch, answer: str, asked: bool
) -> None:
    """`asked`: somebody is there to answer."""
    monkeypatch.setenv("PATH", str(empty / "bin"))
    program(empty / "bin/apt-get")
    monkeypatch.setattr(programs, "SUDO", ["sudo"])
    monkeypatch.setattr(programs, "_known", lambda name: True)
    monkeypatch.setattr(programs, "_apt_get", lambda *words: pytest.fail("sudo was used"))
    monkeypatch.setattr(programs.sys.stdin, "isatty", lambda: asked)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    with pytest.raises(SystemExit) as ended:
        programs.install(["cog"])
    assert ended.value.code == "Not installed. You can do it yourself: sudo apt-get install cog"


def test_with_leave_it_is_installed(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(empty / "bin"))
    program(empty / "bin/apt-get")
    done: list[tuple[str, ...]] = []
    monkeypatch.setattr(programs, "SUDO", ["sudo"])
    monkeypatch.setattr(programs, "_known", lambda name: True)
    monkeypatch.setattr(programs, "_apt_get", lambda *words: done.append(words))
    monkeypatch.setattr(programs.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: "ja")
    programs.install(["cog"])
    assert done == [("update",), ("install", "-y", "cog")]
