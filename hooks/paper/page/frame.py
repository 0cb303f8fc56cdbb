"""What the frame around a page shows: its neighbours, and the way to other languages."""

from typing import Any

from ..addresses import address
from ..model import Page, Paper
from .view import View, vocabulary


def frame(view: View) -> dict[str, Any]:
    """The values a page's template needs besides MkDocs's own."""
    paper, page = view.paper, view.page
    before, after = neighbours(paper, page)
    return vocabulary(paper, page.language) | {
        "link": view.link,
        "file": view.file,
        "ours": page,
        "parent": paper.page(page.slug.rpartition("/")[0], page.language),
        "before": before,
        "after": after,
        "is_translation": page.language != paper.original,
        "languages": [
            (language, paper.labels["sprog"][language], paper.labels["laes_paa"][language], view.file(there))
            for language, there in translations(paper, page).items()
            if language != page.language
        ],
    }


def anywhere(paper: Paper, language: str, root: str) -> dict[str, Any]:
    """The values of a page that is shown at any address, as 404 is: its links start from the host's root."""

    def link(slug: str, anchor: str = "", language: str = language) -> str:
        return root + address(paper, slug, language)

    return vocabulary(paper, language) | {"link": link, "file": lambda path: root + path}


def translations(paper: Paper, page: Page) -> dict[str, str]:
    """The page's address in each language it is there in, its own included."""
    there = (language for language in paper.languages if paper.page(page.slug, language))
    return {language: address(paper, page.slug, language) for language in there}


def neighbours(paper: Paper, page: Page) -> tuple[Page | None, Page | None]:
    """The pages to read before and after this one: from the front page through the paper, not the site's own."""
    front = paper.page("index", page.language)
    pages = [None, *([front] if front else []), *paper.chapters(page.language), None]
    if page not in pages:
        return None, None
    place = pages.index(page)
    return pages[place - 1], pages[place + 1]
