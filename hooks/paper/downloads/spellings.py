"""How a text is indexed, so that its words are found however they are typed; docs/assets/search.js undoes it.

A compound has a joint between its parts. What else a word may be typed as follows it, unseen, after a joint of its own.
"""

import re
from functools import lru_cache

from .compounds import Compounds

JOINT = "^|"  # two signs at which Pagefind parts words, and which no text has together

# A Danish letter is indexed as what is typed where there are none («løn» as «lon») with a mark that Pagefind takes for
# an accent: «lon» finds both, «løn» finds «løn» first. That is how it treats «å» as it stands.
LETTERS = str.maketrans({"æ": "a\u0345", "ø": "o\u0345", "Æ": "A\u0345", "Ø": "O\u0345"})
# In what is typed the script takes these for Danish letters («loen»), so what is spelt with them is found so as well.
DIGRAPHS = {"ae": "æ", "oe": "ø", "aa": "å"}
AMERICAN = {
    "^adviser": "advisor",
    "^scep": "skep",
    "is(?=[aei])": "iz",
    "(?<=..)our(?=s?$|ed|ing)": "or",
    "tre(?=s?$)": "ter",
    "(?<=[cf]en)ce(?=s?$)": "se",
}
WORD = re.compile(r"[^\W\d_]+")


def indexed(text: str, language: str, compounds: Compounds | None) -> str:
    """The text as Pagefind is to read it; the compounds are those of its language, where they are known."""
    return " ".join(_word(word, language, compounds) for word in text.split()).translate(LETTERS)


def _word(written: str, language: str, compounds: Compounds | None) -> str:
    """The word, and after it what else it is found by."""
    words = [word.lower() for word in WORD.findall(written)]
    joined = WORD.sub(lambda word: JOINT.join(compounds.parts(word[0])), written) if compounds else written
    tails = [tail for word in words for tail in (compounds.tails(word) if compounds else ())]
    others = [other for word in (*words, *tails) for other in _spellings(word, language)]
    return " ".join([joined, *(JOINT + other for other in (*tails, *others))])


@lru_cache(maxsize=8192)  # a text has its words many times
def _spellings(word: str, language: str) -> tuple[str, ...]:
    """The word as the script reads it, and an English word as an American writes it, where that is another."""
    found = []
    for spellings in (DIGRAPHS, AMERICAN if language == "en" else {}):
        other = word
        for one, two in spellings.items():
            other = re.sub(one, two, other)
        if other != word:
            found.append(other)
    return tuple(found)
