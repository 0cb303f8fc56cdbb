"""MkDocs's events, each handed to plain functions in hooks/paper/. Nothing else happens here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from paper.checks import check_project
from paper.frame import frame, labels, site_title, translations
from paper.glossary import link_terms
from paper.html import check_rendering, check_seals
from paper.languages import mark_behind
from paper.pdf import make_pdfs
from paper.printed import check_settable
from paper.render import fill_download, fill_markers
from paper.report import errors, refusal
from paper.seal import seal
from paper.site import source_date
from paper.socialimages import social_images
from paper.textfile import Unreadable

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "overrides"


def on_config(config: Any) -> Any:
    """Everything that needs no page is checked before the old site is touched."""
    paper, problems = check_project(ROOT)
    _refuse(problems)
    config.extra.update(paper=paper, problems=[], contents={})
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
    config.extra["problems"].extend([*check_rendering(ours, html), *check_settable(ROOT, ours, html)])
    config.extra["contents"][ours.file] = mark_behind(html, paper, ours)
    html = fill_markers(html, paper, ours, TEMPLATES)
    return mark_behind(link_terms(html, paper, ours), paper, ours)


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Every page's text is rendered and none is written: now the PDFs are made, so that pages can tell their size."""
    paper = config.extra["paper"]
    _refuse(config.extra["problems"])
    config.extra["pdfs"] = _add_outputs(config, files)
    env.globals.update(seal=seal(ROOT), original=paper.original, label=labels(paper, paper.original))
    env.globals.update(site_title=site_title(paper, paper.original))
    env.globals.update(translations=lambda page: translations(paper, _ours(page, config)))
    return env


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    paper, ours = config.extra["paper"], _ours(page, config)
    pdf = config.extra["pdfs"][ours.language]
    page.content = fill_download(page.content, paper, ours, TEMPLATES, pdf)
    context.update(frame(paper, ours), pdf=pdf)
    return context


def on_post_build(config: Any) -> None:
    _refuse([*config.extra["problems"], *check_seals(Path(config.site_dir), seal(ROOT))])


def _add_outputs(config: Any, files: Any) -> Any:
    """The PDFs by language; they and the social images become files of the site."""
    paper, time = config.extra["paper"], int(source_date(ROOT))
    try:
        pdfs = make_pdfs(paper, config.extra["contents"], TEMPLATES, config.site_url or "", time)
    except Unreadable as unreadable:
        _refuse(list(unreadable.problems))
    contents = {pdf.address: pdf.content for pdf in pdfs.values()} | social_images(paper, TEMPLATES)
    for address, content in contents.items():
        files.append(File.generated(config, address, content=content))
    return pdfs


def _ours(page: Any, config: Any) -> Any:
    return config.extra["paper"].by_file[f"docs/{page.file.src_uri}"]


def _refuse(problems: list[Any]) -> None:
    if errors(problems):
        raise PluginError(refusal(problems))
