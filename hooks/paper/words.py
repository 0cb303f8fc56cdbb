"""Words and numbers in a reader's language: what stands in docs/data/brugerflade.yml, the paper's title, counts."""

import re
from collections.abc import Callable, Collection
from datetime import datetime
from functools import lru_cache

from babel import Locale, dates
from babel.core import get_global
from babel.numbers import format_decimal

from .model import Count, Paper

LOCALES = {"en": "en_GB"}  # the translation is British


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


def full_title(paper: Paper, language: str) -> str:
    """Title and subtitle: the original's by CITATION.cff, a translation's as its front page begins."""
    front = paper.page("index", language)
    if paper.publication and (language == paper.original or not front):
        return paper.publication.full_title
    return ": ".join(block.text for block in front.blocks[:2]) if front else ""


def format_count(count: Count, language: str) -> str:
    """The count as readers of the language write it, a range with an en dash: 700–800."""
    ends = (count.low, count.high) if count.is_range else (count.low,)
    return "–".join(format_decimal(end, locale=language) for end in ends)


def format_date(date: str, language: str) -> str:
    """A month or a day, as ISO 8601 writes it, in words: «oktober 2011», «24. november 2026»."""
    month, language = len(date) == len("2011-10"), LOCALES.get(language, language)
    day = datetime.fromisoformat(f"{date}-01" if month else date)
    return dates.format_skeleton("yMMMM", day, locale=language) if month else dates.format_date(day, "long", language)


def language_name(language: str) -> str:
    """What the language is called in Danish, the messages' language: «engelsk»."""
    return Locale.parse(language).get_language_name("da") or language


def regional(language: str) -> str:
    """The language with its country, as Word asks for it: `da-DK`, `en-GB`; its most likely, where we say none."""
    code = LOCALES.get(language) or get_global("likely_subtags").get(language, language)
    locale = Locale.parse(code)
    return f"{locale.language}-{locale.territory}" if locale.territory else locale.language


@lru_cache
def foreign_patterns(paper: Paper, language: str) -> dict[str, str]:
    """What finds the words of other languages in texts of this one, by their language; Typst reads them too."""
    return {code: any_of(words) for code, words in paper.foreign_words(language).items()}


def any_of(words: Collection[str]) -> str:
    """What finds these words, whole: each may begin a sentence, and where it has a space there may be a new line."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    each = (f"[{word[0].upper()}{word[0].lower()}]{_spaced(word[1:])}" for word in longest_first)
    return rf"\b(?:{'|'.join(each)})\b"


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split(" "))
