"""The picture that messages and social media show with a link: one for each page, 1200×630 pixels."""

import json
from collections.abc import Mapping

from ..addresses import image_address
from ..model import Page, Paper
from ..page.view import Site
from ..words import site_title
from .typesetting import typeset

TEMPLATE = "pdf/billede.typ"


def social_images(site: Site) -> Mapping[str, bytes]:
    """Every page's picture (PNG) by its address. Raises Unreadable."""
    paper = site.paper
    pictures: dict[str, bytes] = {}
    for language in paper.languages:
        pages = [page for page in paper.pages if page.language == language]
        words = json.dumps([_words(paper, page) for page in pages], ensure_ascii=False)
        inputs = {"language": language, "pages": words}
        drawn = typeset(site.templates / TEMPLATE, inputs, format="png", ppi=72)
        pictures |= zip(map(image_address, pages), drawn if isinstance(drawn, list) else [drawn], strict=True)
    return pictures


def _words(paper: Paper, page: Page) -> dict[str, str]:
    """The page's title, the chapter or paper it belongs to, and on the front page the subtitle."""
    above = paper.page(page.slug.rpartition("/")[0], page.language)
    paper_title = site_title(paper, page.language)
    title, parent = page.title.text, above.title.text if above else ""
    return {"title": title, "parent": parent, "paper": "" if title == paper_title else paper_title}
