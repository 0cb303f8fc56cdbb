"""MkDocs's events, each handed to plain functions in hooks/paper/. Nothing else happens here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from paper.checks import check_project
from paper.frame import frame, labels, site_title, translations
from paper.glossary import link_terms
from paper.html import check_rendering, check_seals
from paper.languages import mark_behind
from paper.render import fill_markers
from paper.report import errors, summary, tell
from paper.seal import seal
from preview import overwrite_pages, show_problems

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "overrides"
RUN = {"command": "build"}  # which command MkDocs was started with: a preview forgives, a build does not


def on_startup(command: str, dirty: bool) -> None:
    RUN["command"] = command


def on_config(config: Any) -> Any:
    """Everything that needs no page is checked before the old site is touched."""
    paper, problems = check_project(ROOT)
    _refuse(problems)
    if errors(problems):
        return show_problems(config, errors(problems), TEMPLATES)
    config.extra.update(paper=paper, problems=[])
    return config


def on_files(files: Any, config: Any) -> Any:
    """The theme's scripts and style sheets are not ours: the site has its own."""
    for file in list(files):
        if file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/")):
            files.remove(file)
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Without the list of languages that mkdocs-i18n puts before the heading: the header links to them."""
    return str(page.markdown)


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    paper, ours = config.extra["paper"], _ours(page, config)
    config.extra["problems"].extend(check_rendering(ours, html))
    html = fill_markers(html, paper, ours, TEMPLATES)
    return mark_behind(link_terms(html, paper, ours), paper, ours)


def on_env(env: Any, config: Any, files: Any) -> Any:
    paper = config.extra["paper"]
    env.globals.update(seal=seal(ROOT), original=paper.original, label=labels(paper, paper.original))
    env.globals.update(site_title=site_title(paper, paper.original))
    env.globals.update(translations=lambda page: translations(paper, _ours(page, config)))
    return env


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    context.update(frame(config.extra["paper"], _ours(page, config)))
    return context


def on_post_build(config: Any) -> None:
    problems = [*config.extra["problems"], *check_seals(Path(config.site_dir), seal(ROOT))]
    _refuse(problems)
    if problems:
        overwrite_pages(Path(config.site_dir), problems, TEMPLATES)


def _ours(page: Any, config: Any) -> Any:
    return config.extra["paper"].by_file[f"docs/{page.file.src_uri}"]


def _refuse(problems: list[Any]) -> None:
    if errors(problems) and RUN["command"] != "serve":
        raise PluginError("\n" + summary(problems))
    if problems:
        tell(problems)
