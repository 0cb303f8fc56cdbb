"""What the frame around a page shows: its language's words, its title, its neighbours, the way to other languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..addresses import address, relative
from ..model import Count, Page, Paper
from ..source.counts import format_count

WORDS_A_MINUTE = 200  # a calm pace on a screen


def frame(paper: Paper, page: Page) -> dict[str, Any]:
    """The values a page's template needs besides MkDocs's own."""
    here = address(paper, page.slug, page.language)
    before, after = neighbours(paper, page)
    return vocabulary(paper, page.language, here) | {
        "ours": page,
        "parent": paper.page(page.slug.rpartition("/")[0], page.language),
        "before": before,
        "after": after,
        "is_translation": page.language != paper.original,
        "languages": [
            (language, paper.labels["sprog"][language], paper.labels["laes_paa"][language], relative(here, there))
            for language, there in translations(paper, page).items()
            if language != page.language
        ],
    }


def vocabulary(paper: Paper, language: str, here: str, root: str = "") -> dict[str, Any]:
    """What every template can ask for: words, numbers, links and reading times in its language.

    `here` is the address of the page that links. 404 is shown at any address: its links start from `root`.
    """

    def link(slug: str, anchor: str = "", language: str = language) -> str:
        target = address(paper, slug, language)
        return root + target if root else relative(here, target, anchor)

    def number(count: Count) -> str:
        return format_count(count, language)

    def file(path: str) -> str:
        return root + path if root else relative(here, path)

    words = {"label": labels(paper, language), "number": number, "file": file, "minutes": reading_minutes}
    return {"paper": paper, "language": language, "site_title": site_title(paper, language), "link": link} | words


def labels(paper: Paper, language: str) -> Callable[..., str]:
    """A function from a key of brugerflade.yml to its words in the language, with `{name}` parts filled in."""

    def label(key: str, **parts: object) -> str:
        text = paper.labels[key][language]
        for name, value in parts.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    return label


def site_title(paper: Paper, language: str) -> str:
    """The paper's title in the language: the heading of its front page."""
    front = paper.page("index", language) or paper.page("index", paper.original)
    return front.title.text if front and front.title else ""


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


def reading_minutes(pages: Iterable[Page]) -> int:
    """How long the pages take to read, in whole minutes; 0 for a page of a few words."""
    words = sum(len(block.text.split()) for page in pages for block in page.prose)
    return round(words / WORDS_A_MINUTE)
