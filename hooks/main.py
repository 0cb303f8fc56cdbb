"""MkDocs's events, each handed to plain functions in hooks/paper/. Nothing else happens here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, DictLoader
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from paper.anchors import check_promises, check_site_links, root_of
from paper.checks import check_project
from paper.citation import citation_files
from paper.frame import frame, translations, vocabulary
from paper.glossary import link_terms
from paper.headers import REFERRER, policy
from paper.headings import with_tools
from paper.hosting import changed, fingerprinted, host_files
from paper.html import check_rendering, check_seals
from paper.languages import mark_behind
from paper.metadata import metadata
from paper.opendata import data_files
from paper.opening import open_page, with_addresses
from paper.redirects import rewrite_redirects
from paper.render import fill_markers
from paper.report import errors, refusal
from paper.seal import seal
from paper.site import source_date
from paper.whole import whole_paper

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "overrides"
PREVIEW = {"on": False}  # `mkdocs serve` adds a script of its own to each page, which the security policy would stop


def on_startup(command: str, dirty: bool) -> None:
    PREVIEW["on"] = command == "serve"


def on_config(config: Any) -> Any:
    """Everything that needs no page is checked before the old site is touched."""
    paper, problems = check_project(ROOT)
    _refuse(problems)
    config.extra.update(paper=paper, problems=[])
    config.theme.static_templates.update(_not_found(paper))
    return config


def on_files(files: Any, config: Any) -> Any:
    """The theme's scripts and style sheets are not ours: the site has its own, and what hosts need beside them."""
    for file in list(files):
        if file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/")):
            files.remove(file)
        elif file.src_uri.endswith((".css", ".js")):
            file.dest_uri = fingerprinted(file.src_uri, file.content_bytes)
    kept = [file.dest_uri for file in files if file.dest_uri != file.src_uri and not file.is_documentation_page()]
    for name, text in host_files(config.site_url, kept, int(source_date(ROOT)), os.environ).items():
        files.append(File.generated(config, name, content=text, inclusion=InclusionLevel.INCLUDED))
    paper, root = config.extra["paper"], root_of(config.site_url)
    for address, content in (*citation_files(paper, root), *data_files(paper, root)):
        files.append(File.generated(config, address, content=content, inclusion=InclusionLevel.INCLUDED))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Without the list of languages that mkdocs-i18n puts before the heading: the header links to them."""
    return str(page.markdown)


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    paper, ours = config.extra["paper"], _ours(page, config)
    config.extra["problems"].extend(check_rendering(ours, html))
    html = fill_markers(with_addresses(html, page.canonical_url), paper, ours, TEMPLATES)
    return mark_behind(link_terms(html, paper, ours), paper, ours)


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Templates escape what they show. «Hele oplægget» is made here, where every other page's text is finished."""
    paper = config.extra["paper"]
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(seal=seal(ROOT), preview=PREVIEW["on"], original=paper.original, changed=changed(ROOT))
    env.globals.update(policy=policy(), referrer=REFERRER)
    env.globals.update(asset=lambda name: files.get_file_from_path(f"assets/{name}").url)
    env.loader = ChoiceLoader([env.loader, DictLoader(dict.fromkeys(_not_found(paper), "{% extends '404.html' %}"))])
    env.globals.update(translations=lambda page: translations(paper, _ours(page, config)))
    pages = {_ours(file.page, config).file: file.page for file in files.documentation_pages()}
    contents = {file: page.content for file, page in pages.items()}
    for file, page in pages.items():
        page.content = whole_paper(page.content, paper, paper.by_file[file], contents, TEMPLATES)
    return env


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    paper, ours, root = config.extra["paper"], _ours(page, config), root_of(config.site_url)
    page.content = with_tools(open_page(page.content, paper, ours, TEMPLATES), paper, ours, root, TEMPLATES)
    context.update(frame(paper, ours))
    context.update(metadata(paper, ours, root, config.extra.get("pdf", {}).get(ours.language, "")))
    return context


def on_template_context(context: Any, template_name: str, config: Any) -> Any:
    """404 is no page but is shown at any address: its links start from the host's root."""
    paper = config.extra["paper"]
    language = _not_found(paper).get(template_name, paper.original)
    config.theme.language, context["base_url"] = language, urlsplit(config.site_url).path
    context.update(vocabulary(paper, language, "", urlsplit(config.site_url).path))
    return context


def on_post_build(config: Any) -> None:
    paper, site = config.extra["paper"], Path(config.site_dir)
    rewrite_redirects(site, paper, paper.promises.moved, seal(ROOT), ROOT / "overrides")
    problems = [*config.extra["problems"], *check_seals(site, seal(ROOT)), *check_promises(paper, site)]
    _refuse([*problems, *check_site_links(site, root_of(config.site_url), paper.languages[1:])])


def _not_found(paper: Any) -> dict[str, str]:
    """The pages that say a page is not there, in the languages besides the original (which has 404.html)."""
    return {f"404.{language}.html": language for language in paper.languages[1:]}


def _ours(page: Any, config: Any) -> Any:
    return config.extra["paper"].by_file[f"docs/{page.file.src_uri}"]


def _refuse(problems: list[Any]) -> None:
    if errors(problems):
        raise PluginError(refusal(problems))
