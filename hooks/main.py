"""MkDocs's events, each handed to plain functions in hooks/paper/. Nothing else happens here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine import (
    add_files,
    add_typeset,
    add_values,
    drop_theme_assets,
    name_by_content,
    not_found_pages,
    ours,
    refuse,
    root_path,
)
from paper.checks import check_project
from paper.downloads.book import check_settable
from paper.downloads.search import index
from paper.editors.report import errors
from paper.page.frame import frame, vocabulary
from paper.page.glossary import link_terms
from paper.page.headings import with_tools
from paper.page.html import check_rendering, check_seals, without_leftovers
from paper.page.markers import fill_download, fill_markers
from paper.page.metadata import metadata
from paper.page.opening import open_page, with_addresses
from paper.page.translation import mark_behind
from paper.page.whole import whole_paper
from paper.publishing.links import check_promises, check_site_links, root_of
from paper.publishing.redirects import rewrite_redirects
from paper.publishing.seal import seal
from preview import overwrite_pages, show_problems

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "overrides"
RUN = {"command": "build"}  # which command MkDocs was started with: a preview forgives, a build does not


def on_startup(command: str, dirty: bool) -> None:
    RUN["command"] = command


def on_config(config: Any) -> Any:
    """Everything that needs no page is checked before the old site is touched."""
    paper, problems = check_project(ROOT)
    refuse(problems, RUN["command"])
    if errors(problems):
        return show_problems(config, errors(problems), TEMPLATES)
    config.extra.update(paper=paper, problems=[], contents={}, pdfs={})
    config.theme.static_templates.update(not_found_pages(paper))
    return config


def on_files(files: Any, config: Any) -> Any:
    drop_theme_assets(files)
    name_by_content(files)
    add_files(files, config, ROOT)
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Without the list of languages that mkdocs-i18n puts before the heading: the header links to them."""
    return str(page.markdown)


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    paper, written = config.extra["paper"], ours(page, config)
    config.extra["problems"] += [*check_rendering(written, html), *check_settable(ROOT, written, html)]
    config.extra["contents"][written.file] = mark_behind(html, paper, written)
    html = fill_markers(with_addresses(html, page.canonical_url), paper, written, TEMPLATES)
    return mark_behind(link_terms(html, paper, written), paper, written)


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Every page's text is finished and none is written: now the PDFs and «Hele oplægget» are made of them."""
    paper = config.extra["paper"]
    add_typeset(files, config, ROOT)
    add_values(env, files, config, ROOT, RUN["command"])
    pages = [(ours(file.page, config), file.page) for file in files.documentation_pages()]
    contents = {written.file: page.content for written, page in pages}
    for written, page in pages:
        page.content = whole_paper(page.content, paper, written, contents, TEMPLATES)
    return env


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    paper, written, root = config.extra["paper"], ours(page, config), root_of(config.site_url)
    pdf = config.extra["pdfs"].get(written.language)
    html = fill_download(open_page(page.content, paper, written, TEMPLATES), paper, written, TEMPLATES, pdf)
    page.content = with_tools(html, paper, written, root, TEMPLATES)
    context.update(frame(paper, written), pdf=pdf)
    context.update(metadata(paper, written, root, pdf.address if pdf else ""))
    return context


def on_template_context(context: Any, template_name: str, config: Any) -> Any:
    """404 is no page but is shown at any address: its links start from the host's root."""
    paper = config.extra["paper"]
    language = not_found_pages(paper).get(template_name, paper.original)
    config.theme.language, context["base_url"] = language, root_path(config)
    context.update(vocabulary(paper, language, "", root_path(config)))
    return context


def on_post_page(output: str, page: Any, config: Any) -> str:
    return without_leftovers(output)


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    return without_leftovers(output_content)


def on_post_build(config: Any) -> None:
    paper, site = config.extra["paper"], Path(config.site_dir)
    rewrite_redirects(site, paper, paper.promises.moved, seal(ROOT), TEMPLATES)
    problems = [*config.extra["problems"], *check_seals(site, seal(ROOT)), *check_promises(paper, site)]
    problems += check_site_links(site, root_of(config.site_url), paper.languages[1:])
    refuse(problems, RUN["command"])
    if errors(problems):
        overwrite_pages(site, problems, TEMPLATES)
    refuse(index(site, ROOT), RUN["command"])
