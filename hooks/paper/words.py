"""Words and numbers in a reader's language: what stands in docs/data/brugerflade.yml, the paper's title, counts."""

from collections.abc import Callable

from babel.numbers import format_decimal

from .model import Count, Paper


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
    return front.title.text if front else ""


def format_count(count: Count, language: str) -> str:
    """The count as readers of the language write it, a range with an en dash: 700–800."""
    ends = (count.low, count.high) if count.is_range else (count.low,)
    return "–".join(format_decimal(end, locale=language) for end in ends)
