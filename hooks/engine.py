"""What the hooks do to MkDocs's own things: its files, its templates' values, its way of failing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, DictLoader
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from paper.downloads.citations import citation_files
from paper.downloads.data import data_files
from paper.downloads.images import social_images
from paper.downloads.pdf import make_pdfs
from paper.editors.report import errors, summary, tell
from paper.page.frame import translations
from paper.publishing.headers import REFERRER, policy
from paper.publishing.hosting import changed, host_files, named_by_content
from paper.publishing.links import root_of
from paper.publishing.seal import seal
from paper.publishing.site import source_date
from paper.source.textfile import Unreadable

THEME_ASSETS = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


def refuse(problems: list[Any], command: str) -> None:
    """Ends the build where there are errors; a preview only tells of them."""
    if errors(problems) and command != "serve":
        raise PluginError("\n" + summary(problems))
    if problems:
        tell(problems)


def drop_theme_assets(files: Any) -> None:
    """The theme's scripts and style sheets are not ours: the site has its own."""
    for file in list(files):
        if file.src_uri.startswith(THEME_ASSETS):
            files.remove(file)


def name_by_content(files: Any) -> None:
    """Style sheets and scripts can be kept for good by browsers: their names change with their content."""
    own = {file.src_uri: file for file in files if file.src_uri.endswith((".css", ".js"))}
    for uri, (name, content) in named_by_content({uri: file.content_bytes for uri, file in own.items()}).items():
        own[uri].dest_uri, own[uri].content_bytes = name, content


def add_files(files: Any, config: Any, root: Path) -> None:
    """What readers may download and hosts need, made from the model; nothing is written into docs/."""
    paper, base = config.extra["paper"], root_of(config.site_url)
    kept = [file.dest_uri for file in files if file.dest_uri != file.src_uri and not file.is_documentation_page()]
    hosts = host_files(config.site_url, kept, int(source_date(root)), os.environ)
    for address, content in (*citation_files(paper, base), *data_files(paper, base), *hosts.items()):
        files.append(File.generated(config, address, content=content, inclusion=InclusionLevel.INCLUDED))


def add_typeset(files: Any, config: Any, root: Path) -> None:
    """The PDFs and the social images. With problems nothing is set: the end of the build tells them all."""
    paper, problems, templates = config.extra["paper"], config.extra["problems"], root / "overrides"
    if errors(problems):
        return
    try:
        pdfs = make_pdfs(paper, config.extra["contents"], templates, root_of(config.site_url), int(source_date(root)))
    except Unreadable as unreadable:
        problems.extend(unreadable.problems)
        return
    config.extra["pdfs"] = pdfs
    contents = {pdf.address: pdf.content for pdf in pdfs.values()} | social_images(paper, templates)
    for address, content in contents.items():
        files.append(File.generated(config, address, content=content, inclusion=InclusionLevel.INCLUDED))


def add_values(env: Any, files: Any, config: Any, root: Path, command: str) -> None:
    """What every template can use, pages or not. Templates escape what they show."""
    paper = config.extra["paper"]
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(seal=seal(root), preview=command == "serve", original=paper.original, changed=changed(root))
    env.globals.update(policy=policy(), referrer=REFERRER)
    env.globals.update(asset=lambda name: files.get_file_from_path(f"assets/{name}").url)
    env.globals.update(translations=lambda page: translations(paper, ours(page, config)))
    others = DictLoader(dict.fromkeys(not_found_pages(paper), "{% extends '404.html' %}"))
    env.loader = ChoiceLoader([env.loader, others])


def not_found_pages(paper: Any) -> dict[str, str]:
    """The pages that say a page is not there, in the languages besides the original (which has 404.html)."""
    return {f"404.{language}.html": language for language in paper.languages[1:]}


def ours(page: Any, config: Any) -> Any:
    """The paper's page that MkDocs's page renders."""
    return config.extra["paper"].by_file[f"docs/{page.file.src_uri}"]


def root_path(config: Any) -> str:
    """The path the site lies at on its host: `/`, or `/some/path/`."""
    return urlsplit(config.site_url).path
