"""A configuration of nginx for the finished site, to be included in a `server`."""

from __future__ import annotations

from pathlib import Path as FilePath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .headers import LONG, SHORT, headers


def nginx(site: FilePath) -> str:
    """The configuration for the site in this folder: its path on the host, and its languages, are read from it."""
    base = (site / "_headers").read_text("utf-8").partition("*")[0]
    languages = [path.name.split(".")[1] for path in sorted(site.glob("404.*.html"))]
    keeping = {"headers": headers(), "short": SHORT, "long": LONG}
    templates = FileSystemLoader(FilePath(__file__).parent)
    environment = Environment(loader=templates, undefined=StrictUndefined, trim_blocks=True)
    template = environment.get_template("nginx.conf.jinja")
    return template.render(base=base, languages=languages, **keeping) + "\n"
