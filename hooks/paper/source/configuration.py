"""What mkdocs.yml says of the paper's site: its name, its languages, its pages in order, and those that have moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from .textfile import Data

SITE = "mkdocs.yml"
SHAPE = str(FilePath(__file__).with_name("mkdocs.schema.json"))


@dataclass(frozen=True)
class Configuration:
    """As far as it can be read: without pages, nothing can be said of them."""

    name: str = ""
    languages: tuple[str, ...] = ("da",)
    navigation: Mapping[str, int] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)


def configuration(data: Data) -> Configuration:
    """The languages with the original first, the pages with their lines, and where pages have moved."""
    pages: dict[str, int] = {}
    for index, file in enumerate(data.content["nav"]):
        pages.setdefault(f"docs/{file}", data.line("nav", index))
    plugins: dict[str, Any] = {}
    for plugin in data.content["plugins"]:
        plugins |= plugin
    i18n = plugins["i18n"]
    languages = tuple(dict.fromkeys([i18n["default_language"], *i18n["languages"]]))
    moved = plugins.get("redirects", {}).get("redirect_maps", {})
    return Configuration(data.content["site_name"], languages, pages, moved)
