"""A configuration of nginx for the finished site, to be included in a `server`."""

from __future__ import annotations

from pathlib import Path as FilePath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .headers import LONG, SHORT, headers

TEXTS = {
    "text/css": "css",
    "text/javascript": "js mjs",
    "text/plain": "txt",
    "text/markdown": "md",
    "text/csv": "csv",
    "text/xml": "xml",
    "image/svg+xml": "svg",
    "application/yaml": "yml yaml cff",  # RFC 9512
    "application/x-bibtex": "bib",
    "application/x-research-info-systems": "ris",
}
TYPES = {"text/html": "html", "application/json": "json", "application/wasm": "wasm"} | {
    "application/epub+zip": "epub",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "image/jpeg": "jpg jpeg",
    "image/png": "png",
    "image/webp": "webp",
}


def nginx(site: FilePath) -> str:
    """The configuration for the site in this folder: its path on the host, and its languages, are read from it."""
    base = (site / "_headers").read_text("utf-8").partition("*")[0]
    languages = [path.name.split(".")[1] for path in sorted(site.glob("404.*.html"))]
    keeping = {"headers": headers(), "short": SHORT, "long": LONG}
    templates = FileSystemLoader(FilePath(__file__).parent)
    environment = Environment(loader=templates, undefined=StrictUndefined, trim_blocks=True)
    template = environment.get_template("nginx.conf.jinja")
    return template.render(base=base, languages=languages, types=TYPES | TEXTS, texts=list(TEXTS), **keeping) + "\n"
