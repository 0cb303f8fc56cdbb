"""What the frame around a page shows: its language's words, its title, and the way to the other languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .addresses import address, relative
from .model import Page, Paper


def frame(paper: Paper, page: Page) -> dict[str, Any]:
    """The values a page's template needs besides MkDocs's own."""
    here = address(paper, page.slug, page.language)
    return {
        "ours": page,
        "label": labels(paper, page.language),
        "site_title": site_title(paper, page.language),
        "home": relative(here, address(paper, "index", page.language)),
        "is_translation": page.language != paper.original,
        "languages": [
            (language, paper.labels["sprog"][language], paper.labels["laes_paa"][language], relative(here, there))
            for language, there in translations(paper, page).items()
            if language != page.language
        ],
    }


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
