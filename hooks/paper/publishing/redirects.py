"""Pages that have moved: what mkdocs-redirects writes, made over without a script in the page, with the site's mark."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path as FilePath

from lxml.html import document_fromstring

from ..model import Paper
from ..page.markers import standalone
from .headers import policy


def rewrite_redirects(site: FilePath, paper: Paper, moved: Iterable[str], seal: str, templates: FilePath) -> None:
    """The page at each old address sends the reader on, to the same place on the new page, in the page's language."""
    for old in moved:
        slug = old.removesuffix(".md")
        path = site / slug / "index.html"
        language = next((code for code in paper.languages[1:] if slug.endswith(f".{code}")), paper.original)
        target = document_fromstring(path.read_text("utf-8")).xpath("string(//link[@rel='canonical']/@href)")
        root = "../" * (slug.count("/") + 1)
        values = {"paper": paper, "language": language, "target": target, "seal": seal, "policy": policy()}
        values |= {"style": root + _asset(site, "site.*.css"), "script": root + _asset(site, "flyttet.*.js")}
        path.write_text(standalone("flyttet.html", templates, **values), "utf-8")


def _asset(site: FilePath, pattern: str) -> str:
    """The address of the asset whose name has its content's fingerprint in it."""
    return next((site / "assets").glob(pattern)).relative_to(site).as_posix()
