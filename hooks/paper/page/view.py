"""A page as it is seen, and the templates in overrides/ that draw it with its language's words and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path as FilePath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..addresses import address, relative
from ..model import Count, Page, Paper
from ..source.markers import TABLE
from ..source.revision import last_change
from ..words import format_count, format_date, labels, site_title

WORDS_A_MINUTE = 200  # a calm pace on a screen


@dataclass(frozen=True)
class Site:
    """The paper as a site: its address, with a slash at its end, and the templates that draw it."""

    paper: Paper
    address: str
    templates: FilePath

    def view(self, page: Page) -> View:
        return View(self, page)

    def changed_on(self, slug: str, section: str) -> str:
        """The date of the last change to a section of the original, or to a table that it holds (2026-11-24).

        Empty where git cannot tell.
        """
        page = self.paper.page(slug, self.paper.original)
        return _changed_on(self, page.file, section) if page and section in page.sections else ""

    def draw(self, template: str, **values: Any) -> str:
        """The template filled in, in the paper's own language, for what is no page."""
        words = vocabulary(self.paper, self.paper.original)
        return environment(self.templates).get_template(template).render(**words, **values)


@lru_cache(maxsize=1024)  # a page, the whole, «Ændringer», data and feed all ask, each time of git
def _changed_on(site: Site, file: str, section: str) -> str:
    page, table = site.paper.by_file[file], site.paper.table
    blocks = page.sections[section]
    first, last = blocks[0].line, blocks[-1].line
    following = [block.line for block in page.blocks if block.line > last]
    lines = [f"{first},{following[0] - 1 if following else last}:{file}"]
    if table and any((block.kind, block.text) == ("marker", TABLE) for block in blocks):
        lines.append(f"1,:{table.file}")
    return last_change(site.templates.parent, *lines)


@dataclass(frozen=True)
class View:
    """A page as it is seen on the site."""

    site: Site
    page: Page

    @property
    def paper(self) -> Paper:
        return self.site.paper

    @property
    def language(self) -> str:
        return self.page.language

    @cached_property
    def address(self) -> str:
        """From the site's root."""
        return address(self.paper, self.page.slug, self.language)

    def link(self, slug: str, anchor: str = "", language: str = "") -> str:
        """A link from here to a page in the language, by default this page's own."""
        return relative(self.address, address(self.paper, slug, language or self.language), anchor)

    def file(self, path: str) -> str:
        """A link from here to a file at this address from the site's root."""
        return relative(self.address, path)

    def label(self, key: str, **parts: object) -> str:
        """The page's words for a key of brugerflade.yml."""
        return labels(self.paper, self.language)(key, **parts)

    def draw(self, template: str, **values: Any) -> str:
        """The template filled in for this page."""
        words = vocabulary(self.paper, self.language)
        words |= {"page": self.page, "link": self.link, "file": self.file}
        return environment(self.site.templates).get_template(template).render(**words, **values)


def vocabulary(paper: Paper, language: str) -> dict[str, Any]:
    """What every template can ask for: words, numbers and reading times in its language."""

    def number(count: Count) -> str:
        return format_count(count, language)

    def date(day: str) -> str:
        return format_date(day, language)

    words = {"label": labels(paper, language), "number": number, "date": date, "minutes": reading_minutes}
    return {"paper": paper, "language": language, "site_title": site_title(paper, language)} | words


def reading_minutes(pages: Iterable[Page]) -> int:
    """How long the pages take to read, in whole minutes; 0 for a page of a few words."""
    words = sum(len(block.text.split()) for page in pages for block in page.prose)
    return round(words / WORDS_A_MINUTE)


@lru_cache
def environment(templates: FilePath) -> Environment:
    """The templates in the folder. They escape what they show."""
    loader = FileSystemLoader(templates)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
