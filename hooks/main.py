"""MkDocs's events, each handed to plain functions: engine.py reaches into MkDocs's things, paper/ does the work."""

from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import assembly
import engine
from paper.addresses import root_of
from paper.checks import check_project
from paper.downloads.search import index
from paper.page.blocks import finish_blocks, say_ranges
from paper.page.edition import edition_frame
from paper.page.frame import anywhere, frame
from paper.page.glossary import link_terms, mark_languages
from paper.page.headings import add_opening, add_tools, mark_behind, mark_changed
from paper.page.markers import fill_downloads, fill_markers
from paper.page.metadata import metadata
from paper.page.tree import add_addresses, parse, write
from paper.page.unbroken import unbroken
from paper.page.view import Site
from paper.page.whole import add_whole
from paper.publishing.links import check_promises, check_site_links
from paper.publishing.redirects import rewrite_redirects
from paper.publishing.seal import seal
from paper.source.rendering import rewritten
from paper.source.signs import composed

ROOT = Path(__file__).parent.parent


def on_config(config: Any) -> Any:
    """Everything that needs no page is checked before the old site is touched."""
    paper, problems = check_project(ROOT)
    assembly.refuse(problems)
    build = assembly.Build(ROOT, Site(paper, root_of(engine.address(config)), ROOT / "overrides"))
    engine.keep(config, build)
    engine.add_templates(config, [*assembly.not_found_pages(build), *assembly.edition_pages(build)])
    engine.drop_navigation_by_language(config)
    engine.drop_theme_assets(config)
    return config


def on_files(files: Any, config: Any) -> Any:
    build = engine.kept(config)
    assembly.add_style_and_scripts(files, config, build)
    assembly.add_files(files, config, build)
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """As Python-Markdown wants it, and without mkdocs-i18n's list of languages: the header links to them."""
    return rewritten(composed(engine.text(page)))


def on_page_content(html: str, page: Any, config: Any, files: Any) -> None:
    """The page's HTML is parsed here, and written when its frame is drawn around it."""
    build, tree = engine.kept(config), parse(html)
    view = build.view(page)
    finish_blocks(tree, view)
    mark_behind(tree, view)
    mark_changed(tree, view)
    build.trees[view.page.file], build.printed[view.page.file] = tree, deepcopy(tree)
    add_addresses(tree, engine.page_address(page))
    fill_markers(tree, view)
    link_terms(tree, view)


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Every page's text is finished and none is written: now «Hent»’s files and «Hele oplægget» are made of them."""
    build = engine.kept(config)
    assembly.add_typeset(files, config, build)
    assembly.add_values(env, files, build)
    for each in build.paper.pages:
        add_whole(build.trees[each.file], build.site.view(each), build.trees)
    return env


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    build = engine.kept(config)
    view = build.view(page)
    tree, downloads = build.trees[view.page.file], build.downloads.get(view.language, {})
    add_opening(tree, view)
    fill_downloads(tree, view, downloads)
    add_tools(tree, view)
    mark_languages(tree, view.paper, view.language)
    say_ranges(tree, view)
    engine.show(page, write(tree))
    engine.speak(config, view.language)
    context.update(frame(view), downloads=downloads)
    context.update(metadata(view, list(downloads.values())))
    return context


def on_template_context(context: Any, template_name: str, config: Any) -> Any:
    """404 is no page but is shown at any address: its links start from the host's root. No page either: an edition."""
    build, root = engine.kept(config), urlsplit(engine.address(config)).path
    if edition := assembly.edition_pages(build).get(template_name):
        engine.speak(config, build.paper.original)
        context.update(edition_frame(build.site, edition))
        return context
    language = assembly.not_found_pages(build).get(template_name, build.paper.original)
    engine.speak(config, language)
    context["base_url"] = root
    context.update(anywhere(build.paper, language, root))
    return context


def on_post_page(output: str, **_: Any) -> str:
    return unbroken(engine.without_leftovers(output))


on_post_template = on_post_page


def on_post_build(config: Any) -> None:
    build, folder = engine.kept(config), engine.folder(config)
    rewrite_redirects(folder, build.site, seal(ROOT), build.style)
    assembly.refuse(build.problems)  # what follows from them is not told: the links to a PDF that could not be set
    links = check_site_links(folder, build.site.address, build.paper.languages[1:])
    assembly.refuse([*check_promises(build.paper, folder), *links])
    assembly.refuse(index(folder, ROOT))
