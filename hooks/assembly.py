"""One build of the site: what is known while it runs, and what is put beside the pages."""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import engine
from babel import Locale
from jinja2 import ChoiceLoader, DictLoader
from lxml.html import HtmlElement
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

STYLE = "assets/site.css"
SCRIPTS = ("assets/frame.js", "assets/search.js", "assets/cite.js")  # what every page runs
BUNDLE = "assets/site.js"


class Build:
    """One build of the site: its problems so far, and every page's HTML by its source file."""

    def __init__(self, root: Path, site: Site) -> None:
        self.root, self.site, self.paper = root, site, site.paper
        self.problems: list[Problem] = []
        self.trees: dict[str, HtmlElement] = {}
        self.printed: dict[str, HtmlElement] = {}  # as the PDF is set from: without what markers and glossary add
        self.downloads: dict[str, Downloads] = {}  # by language
        self.style = ""  # the style sheet, which stands in every page: what a reader sees first takes one request
        self.lasting: list[str] = []  # files that can be kept for good, as they are named by content

    def view(self, page: Any) -> View:
        """The paper's page that the engine's page renders."""
        return self.site.view(self.paper.by_file[engine.source(page)])


def refuse(problems: list[Problem]) -> None:
    """Ends the build where there are errors; what is only advice is told."""
    if errors(problems):
        engine.fail(summary(problems))
    if problems:
        tell(problems)


def add_style_and_scripts(files: Any, config: Any, build: Build) -> None:
    """The style sheet goes into the pages; the scripts that every page has become one, and all are named by content."""
    build.style = without_comments(STYLE, engine.take(files, STYLE)).decode().strip()
    every_page = [without_comments(script, engine.take(files, script)) for script in SCRIPTS]
    engine.add(files, config, {BUNDLE: bundled(every_page)})
    scripts = {name: without_comments(name, content) for name, content in engine.contents(files, ".js").items()}
    named = named_by_content(scripts)
    for name, (new, content) in named.items():
        engine.replace(files, name, new, content)
    build.lasting = sorted(new for new, _ in named.values())


def add_files(files: Any, config: Any, build: Build) -> None:
    """What readers may download and hosts need, made from the model."""
    contact = os.environ.get("SECURITY_CONTACT") or build.paper.contact_link
    published = int(publication_date(build.root))
    hosts = host_files(engine.address(config), build.lasting, published, contact, build.style)
    single = feed_files(build.site) | amendment_files(build.site) | hosts
    engine.add(files, config, dict(chain(citation_files(build.site), data_files(build.site))) | single)


def add_typeset(files: Any, config: Any, build: Build) -> None:
    """What can be taken along, and the social images. With problems nothing is made: the build's end tells them all."""
    if errors(build.problems):
        return
    site, time, languages = build.site, int(source_date(build.root)), build.paper.languages
    pictures = engine.contents(files, tuple(PICTURES))
    with ThreadPoolExecutor() as threads:  # Typst lets Python go on, so that files are set side by side
        images = threads.submit(social_images, site)
        made = [threads.submit(make_downloads, site, each, build.printed, time, pictures) for each in languages]
    failed = [error for job in (images, *made) if isinstance(error := job.exception(), Unreadable)]
    build.problems.extend(dict.fromkeys(problem for error in failed for problem in error.problems))
    if not failed:
        build.downloads = dict(zip(languages, (job.result() for job in made), strict=True))
        contents = {each.address: each.content for job in made for each in job.result().values()}
        engine.add(files, config, contents | dict(images.result()))


def add_values(env: Any, files: Any, build: Build) -> None:
    """What every template can use, pages or not. Templates escape what they show."""
    env.autoescape = env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(seal=seal(build.root), original=build.paper.original, changed=changed(build.root))
    env.globals.update(style=build.style, policy=policy(build.style), referrer=REFERRER)
    env.globals.update(direction=lambda code: Locale.parse(code).text_direction)
    env.globals.update(asset=lambda name: engine.published_name(files, f"assets/{name}"))
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
