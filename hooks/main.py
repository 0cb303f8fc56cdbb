"""MkDocs's events, each handed to plain functions in hooks/paper/. Nothing else happens here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from paper.checks import check_project
from paper.html import check_rendering, check_seals
from paper.render import fill_markers
from paper.report import summary
from paper.seal import seal

ROOT = Path(__file__).parent.parent


def on_config(config: Any) -> Any:
    """Everything that needs no page is checked before the old site is touched."""
    paper, problems = check_project(ROOT)
    _refuse(problems)
    config.extra.update(paper=paper, problems=[])
    return config


def on_files(files: Any, config: Any) -> Any:
    """The theme's scripts and style sheets are not ours: the site has its own."""
    for file in list(files):
        if file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/")):
            files.remove(file)
    return files


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    ours = _ours(page, config)
    config.extra["problems"].extend(check_rendering(ours, html))
    return fill_markers(html, config.extra["paper"], ours, ROOT / "overrides")


def on_env(env: Any, config: Any, files: Any) -> Any:
    env.globals["seal"] = seal(ROOT)
    return env


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    context["ours"] = _ours(page, config)
    return context


def on_post_build(config: Any) -> None:
    _refuse([*config.extra["problems"], *check_seals(Path(config.site_dir), seal(ROOT))])


def _ours(page: Any, config: Any) -> Any:
    return config.extra["paper"].by_file[f"docs/{page.file.src_uri}"]


def _refuse(problems: list[Any]) -> None:
    if problems:
        raise PluginError(summary(problems))
