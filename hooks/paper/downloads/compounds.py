"""Danish compounds by their parts: «ledelsesrummet» is «ledelses» and «rummet».

A word is taken apart where it ends in a word that is known, in any inflection: one of docs/data/efterled.txt, or a
longer word that stands alone somewhere in the texts themselves. What is not known stays whole.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path as FilePath

LAST_PARTS = "docs/data/efterled.txt"
WORD = re.compile(r"[^\W\d_]{6,}")  # a word that is known because it stands alone
SHORTEST = 3  # letters of a part: «fag|forbund», «ledelses|rum»

# How nouns and adjectives end; all of them are tried on every known word, for a form that does not exist does no harm.
INFLECTIONS = ("", "n", "t", "r", "rne", "e", "en", "et", "er", "erne", "ne", "ene")
ENDINGS = tuple(ending + genitive for ending in INFLECTIONS for genitive in ("", "s"))
DOUBLED = re.compile(r"[aeiouyæøå][bdfgklmnprst]$")  # «rum» but «rummet»

# What stands before a word without making a compound of it: «forud|sætning», «ind|flydelse», «sam|arbejde».
PREFIXES = set(
    "ind indfl medindfl for fore forud frem gen hen imod med mis mod ned over sam til und under vel ved".split()  # noqa: SIM905
)


class Compounds:
    """Takes compounds apart. `texts` are all that is published in Danish, `last_parts` the listed last parts."""

    def __init__(self, texts: Iterable[str], last_parts: Iterable[str] = ()) -> None:
        alone = {word.lower() for text in texts for word in WORD.findall(text)}
        self.listed = {form for word in last_parts for form in _forms(word)}
        self.known = self.listed | {form for word in alone for form in _forms(word)}
        self.parts = lru_cache(maxsize=None)(self._parts)

    def tails(self, word: str) -> list[str]:
        """What a compound of three parts or more ends in, besides its last part: «miljøudvalg»."""
        parts = self.parts(word)
        return ["".join(parts[start:]) for start in range(1, len(parts) - 1)]

    def _parts(self, word: str) -> tuple[str, ...]:
        """The compound's parts, its longest known last part taken off first; the word itself if it is none."""
        cuts = range(SHORTEST, len(word) - SHORTEST + 1) if word.lower() not in self.listed else ()
        for cut in cuts:
            first, last = word[:cut], word[cut:]
            if last.lower() in self.known and first.lower() not in PREFIXES:
                return *self.parts(first), *self.parts(last)
        return (word,)


def _forms(word: str) -> Iterator[str]:
    """The word in every inflection it can have."""
    for ending in ENDINGS:
        yield word + ending
        if DOUBLED.search(word):
            yield word + word[-1] + ending


def last_parts(root: FilePath) -> list[str]:
    """The words of the list; none where there is no list, for then only fewer compounds are known."""
    path = root / LAST_PARTS
    lines = path.read_text("utf-8", errors="replace").splitlines() if path.exists() else []
    return [line.strip().lower() for line in lines if line.strip() and not line.startswith("#")]
