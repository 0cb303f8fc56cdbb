"""What tests of references share: the kinds of things that are referred to, and a program that reads references."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT, view_of
from paper.page.reference import Source, sources

# The paper, a chapter, a section and a struggle, each in both languages; a page of the site's own refers to the paper.
KINDS = (
    ("docs/index.md", ""),
    ("docs/index.en.md", ""),
    ("docs/i-samme-baad.md", ""),
    ("docs/i-samme-baad.en.md", ""),
    ("docs/i-samme-baad.md", "ledermedlemmer"),
    ("docs/i-samme-baad.en.md", "ledermedlemmer"),
    ("docs/de-faelles-kampe/nyt-syn.md", ""),
    ("docs/de-faelles-kampe/nyt-syn.en.md", ""),
    ("docs/om.md", ""),
    ("docs/om.en.md", ""),
)
READER = ROOT / ".venv/npm/references.js"


def source(project: Path, file: str, section: str = "") -> Source:
    return sources(view_of(project, file))[section]
