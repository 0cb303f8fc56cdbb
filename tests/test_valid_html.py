"""The finished HTML is valid: the Nu HTML Checker, which browsers' makers use, finds no error on any page."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT
from java import run_java

CHECKER = ROOT / ".venv/npm/node_modules/vnu-jar/build/dist/vnu.jar"  # `make test` gets it by its locked hash


def faults(*pages: Path) -> list[str]:
    done = run_java(CHECKER, "--stdout", "--format", "gnu", *pages)
    assert done.stderr == ""
    # Pages read as files have no origin for the policy's 'self' to match; test_every_page.py sees it work when served.
    # The style sheet uses what the checker has yet to learn; test_every_engine.py sees it work.
    return [fault for fault in done.stdout.splitlines() if not re.search("Content Security Policy|: CSS: ", fault)]


def test_every_page_is_valid(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    assert faults(*pages) == []


def test_the_checker_sees_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=da><title>Side</title><p>Et <b>afsnit</p>")
    assert any("No “p” element" in fault or "b" in fault for fault in faults(page))
