"""What the hooks do to MkDocs's own things: its files, its plugins, its templates' values, its way of failing.

All that another engine would have to give: the events that main.py names; File, InclusionLevel and PluginError here;
of its configuration `extra`, `plugins.events`, `site_url`, `site_dir` and `theme` (get_env, language,
static_templates); of a page its `file`, `canonical_url`, `markdown` and `content`; the server in preview.py; the
command in paper/publishing/site.py. README.md says what the theme and the plugins give, DRIFT.md how all of it was
replaced on a copy.
"""

import os
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

from babel import Locale
from jinja2 import ChoiceLoader, DictLoader
from lxml.html import HtmlElement
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from paper.downloads.amendments import amendment_files
from paper.downloads.citations import citation_files
from paper.downloads.data import data_files
from paper.downloads.feed import feed_files
from paper.downloads.formats import Downloads, make_downloads
from paper.downloads.images import social_images
from paper.model import Edition, Problem
from paper.page.frame import translations
from paper.page.moved import moved_places
from paper.page.view import Site, View
from paper.publishing.headers import REFERRER, policy
from paper.publishing.hosting import bundled, changed, host_files, named_by_content, without_comments
from paper.publishing.seal import seal
from paper.publishing.site import publication_date, source_date
from paper.report import errors, summary, tell
from paper.source.files import PICTURES
from paper.source.textfile import Unreadable

I18N = "mkdocs_i18n"
STYLE = "assets/site.css"
SCRIPTS = ("assets/frame.js", "assets/search.js", "assets/cite.js")  # what every page runs
BUNDLE = "assets/site.js"

# What Material's base template sets up for its scripts, which are not here: two checkboxes (invalid by their
# `autocomplete`), a curtain and an empty dialog.
LEFTOVERS = re.compile(
    r'\s*<input class="md-toggle"[^>]*>|\s*<label class="md-overlay"[^>]*></label>'
    r'|\s*<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
)


class Build:
    """One build of the site: its problems so far, and every page's HTML by its source file."""

    def __init__(self, root: Path, site: Site) -> None:
        self.root, self.site, self.paper = root, site, site.paper
        self.problems: list[Problem] = []
        self.trees: dict[str, HtmlElement] = {}
        self.printed: dict[str, HtmlElement] = {}  # as the PDF is set from: without what markers and glossary add
        self.downloads: dict[str, Downloads] = {}  # by language
        self.style = ""

    def view(self, page: Any) -> View:
        """The paper's page that MkDocs's page renders."""
        return self.site.view(self.paper.by_file[f"docs/{page.file.src_uri}"])


def refuse(problems: list[Problem]) -> None:
    """Ends the build where there are errors; what is only advice is told."""
    if errors(problems):
        raise PluginError("\n" + summary(problems))
    if problems:
        tell(problems)


def drop_navigation_by_language(plugins: Any) -> None:
    """mkdocs-i18n makes every page a navigation of its own, in time that grows with the square of the pages.

    Our menu is made from the paper; the page's language is set in on_page_context.
    """
    plugins.events["page_context"] = [
        listener for listener in plugins.events["page_context"] if getattr(listener, "__module__", "") != I18N
    ]


def drop_theme_assets(theme: Any) -> None:
    """The theme's scripts and style sheets are not ours: the site has its own.

    MkDocs would find them by looking through some 14,000 icons, at every build.
    """
    env = theme.get_env()
    env.loader.list_templates = list
    theme.get_env = lambda: env


def style_of(files: Any) -> str:
    """The style sheet, which stands in every page: what a reader sees first takes one request."""
    return _taken(files, STYLE).decode().strip()


def bundle(files: Any, config: Any) -> None:
    """The scripts that every page has become one; it and the others can be kept for good: they are named by content."""
    _add(files, config, {BUNDLE: bundled([_taken(files, script) for script in SCRIPTS])})
    own = {file.src_uri: file for file in files if file.src_uri.endswith(".js")}
    contents = {uri: without_comments(uri, file.content_bytes) for uri, file in own.items()}
    for uri, (name, content) in named_by_content(contents).items():
        own[uri].dest_uri, own[uri].content_bytes = name, content


def _taken(files: Any, uri: str) -> bytes:
    """What is in a file, which is not published as such."""
    file = files.get_file_from_path(uri)
    files.remove(file)
    return without_comments(uri, file.content_bytes)


def add_files(files: Any, config: Any, build: Build) -> None:
    """What readers may download and hosts need, made from the model; nothing is written into docs/."""
    kept = [file.dest_uri for file in files if file.dest_uri != file.src_uri and not file.is_documentation_page()]
    contact = os.environ.get("SECURITY_CONTACT") or build.paper.contact_link
    hosts = host_files(config.site_url, kept, int(publication_date(build.root)), contact, build.style)
    single = feed_files(build.site) | amendment_files(build.site) | hosts
    _add(files, config, dict(chain(citation_files(build.site), data_files(build.site))) | single)


def add_typeset(files: Any, config: Any, build: Build) -> None:
    """What can be taken along, and the social images. With problems nothing is made: the build's end tells them all."""
    if errors(build.problems):
        return
    site, time, languages = build.site, int(source_date(build.root)), build.paper.languages
    pictures = {file.dest_uri: file.content_bytes for file in files if file.src_uri.endswith(PICTURES)}
    with ThreadPoolExecutor() as threads:  # Typst lets Python go on, so that files are set side by side
        images = threads.submit(social_images, site)
        made = [threads.submit(make_downloads, site, each, build.printed, time, pictures) for each in languages]
    failed = [error for job in (images, *made) if isinstance(error := job.exception(), Unreadable)]
    build.problems.extend(dict.fromkeys(problem for error in failed for problem in error.problems))
    if not failed:
        build.downloads = dict(zip(languages, (job.result() for job in made), strict=True))
        contents = {each.address: each.content for job in made for each in job.result().values()}
        _add(files, config, contents | dict(images.result()))


def _add(files: Any, config: Any, contents: Mapping[str, str | bytes]) -> None:
    for address, content in contents.items():
        files.append(File.generated(config, address, content=content, inclusion=InclusionLevel.INCLUDED))


def add_values(env: Any, files: Any, build: Build) -> None:
    """What every template can use, pages or not. Templates escape what they show."""
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(seal=seal(build.root), original=build.paper.original, changed=changed(build.root))
    env.globals.update(style=build.style, policy=policy(build.style), referrer=REFERRER)
    env.globals.update(direction=lambda code: Locale.parse(code).text_direction)
    env.globals.update(asset=lambda name: files.get_file_from_path(f"assets/{name}").url)
    env.globals.update(translations=lambda page: translations(build.paper, build.view(page).page))
    env.globals.update(moved_places=lambda page: moved_places(build.view(page)))
    others = dict.fromkeys(not_found_pages(build), "{% extends '404.html' %}")
    others |= dict.fromkeys(edition_pages(build), "{% extends 'udgave/side.html' %}")
    env.loader = ChoiceLoader([env.loader, DictLoader(others)])


def not_found_pages(build: Build) -> dict[str, str]:
    """The pages that say a page is not there, in the languages besides the original (which has 404.html)."""
    return {f"404.{language}.html": language for language in build.paper.languages[1:]}


def edition_pages(build: Build) -> dict[str, Edition]:
    """The pages of the frozen editions, by file."""
    return {f"{each.page_address}index.html": each for each in build.paper.editions if each.page}


def without_leftovers(html: str) -> str:
    """The finished page without the parts of Material's that nothing uses."""
    return LEFTOVERS.sub("", html)
