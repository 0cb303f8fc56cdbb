"""Where pages are on the site: addresses are relative, so that the site works at any base path."""

from __future__ import annotations

import posixpath

from .model import Paper


def address(paper: Paper, slug: str, language: str) -> str:
    """The page's address from the site's root: `` for the front page, `de-faelles-kampe/nyt-syn/`, `om.en/`."""
    name = slug if language == paper.original else f"{slug}.{language}"
    return "" if name == "index" else f"{name}/"


def relative(start: str, target: str, anchor: str = "") -> str:
    """A link from the page at address `start` to the one at `target`."""
    path = posixpath.relpath(target or ".", start or ".")
    path = "./" if path == "." else f"{path}/" if target.endswith("/") or not target else path
    return f"{path}#{anchor}" if anchor else path
