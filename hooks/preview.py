"""The preview that forgives: while the paper has problems, `mkdocs serve` shows them in place of every page.

MkDocs itself ends at a first build that fails, and shows the old pages after a later one. Here the build succeeds with
the list of problems as its pages, so the browser reloads both when something breaks and when it is mended.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files
from paper.page.markers import problem_page


def show_problems(config: Any, problems: list[Any], templates: Path) -> Any:
    """The rest of this one build, without plugins and hooks: a page of problems at the address of every page."""

    def pages_of_problems(files: Files, config: Any) -> Files:
        kept = [file for file in files if not file.is_documentation_page()]
        addresses = {"index.html", "404.html", *(file.dest_uri for file in files.documentation_pages())}
        return Files([*kept, *(_page(config, address, problems, templates) for address in sorted(addresses))])

    for listeners in config.plugins.events.values():
        listeners.clear()
    config.plugins.events["files"].append(pages_of_problems)
    config.nav = None
    config.theme.static_templates.clear()
    return config


def overwrite_pages(site: Path, problems: list[Any], templates: Path) -> None:
    """Problems that only the finished pages show: the list takes their place."""
    for path in site.rglob("*.html"):
        path.write_text(problem_page(problems, templates), "utf-8")


def _page(config: Any, address: str, problems: list[Any], templates: Path) -> File:
    return File.generated(config, address, content=problem_page(problems, templates))
