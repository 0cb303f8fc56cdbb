"""Signs that nobody sees, that look like others, or that the PDF cannot show: told by name, with what to write.

They come along when text is pasted from Word, a PDF or a chat, and part what looks whole: a search, a quotation, a
link, a list. So every text is read in one form (NFC: å is one sign, as typed on Danish keyboards), and what is not
in SETTABLE is refused.
"""

import re
from collections.abc import Iterator
from unicodedata import category, name, normalize

from ..model import Problem

GREEK, CYRILLIC = "\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce", "\u0400-\u045f"

# What Libertinus Serif can set, the font that comes with Typst and that the PDF and the pictures are set in: the
# letters of Europe, and the signs of ordinary typography. tests/source/test_signs.py sets every one of them.
SETTABLE = (
    "\n -~\u00a0-\u00ac\u00ae-\u017f\u0218-\u021b"
    f"{GREEK}{CYRILLIC}"
    "\u1e80-\u1e85\u1ef2\u1ef3"  # Welsh
    "–—‘-„†-•…‰′″‹›⁄⁰⁴-⁹₀-₉€№™←-↓−∞≈≠≤≥"
)
REFUSED = re.compile(f"[^{SETTABLE}]+")
PLAIN = re.compile("[\n -~ÆØÅæøå–’«»§]*")  # what nearly every text is made of, and nothing is said against

# A no-break space is no space to Markdown and YAML: after these, or before everything, the line is no list or heading.
HARD_SPACE = re.compile(r"[ >]*(?:[-*+]|\d+[.)]|#{1,6})?(?= *\u00a0)")

WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile("[A-Za-zÀ-ɏ]")
FOREIGN = re.compile(f"[{GREEK}{CYRILLIC}]")

NAMES = {
    "\0": "nultegn",
    "\a": "lydsignal",
    "\b": "tilbageslag",
    "\v": "lodret tabulator",
    "\f": "sideskift",
    "\x1b": "escape-tegn",
    "\x7f": "slettetegn",
    "\xad": "blød bindestreg",
    "\u200b": "mellemrum uden bredde",
    "\u200c": "adskiller uden bredde",
    "\u200d": "sammenbinder uden bredde",
    "\u200e": "retningsmærke mod højre",
    "\u200f": "retningsmærke mod venstre",
    "\u2011": "hård bindestreg",
    "\u202f": "smalt hårdt mellemrum",
    "\u2060": "ordsammenbinder",
    "\ufeff": "byterækkefølgemærke",
    "\ufffd": "erstatning for et tabt tegn",
}
RETYPE = "Slet ordet, og skriv det igen."
SPACE = "Skriv et almindeligt mellemrum."

# What is said of a sign by its Unicode category, and what to do; {begins} and {retype} depend on where it stands.
KINDS = {
    ("Zs", "Zl", "Zp"): ("der står et særligt mellemrum: {called}.", SPACE),
    ("Pd",): ("der står en særlig bindestreg: {called}.", "Skriv en almindelig bindestreg."),
    ("Co",): ("tegnet {code} findes kun i den skrifttype, det kommer fra.", "{begins}"),
    ("Cn", "Cs"): ("koden {code} er ikke noget tegn.", "Slet den."),
    ("Cc", "Cf", "Mn"): ("der står et usynligt tegn{where}: {called}.", "{retype}"),
}
VISIBLE = ("tegnet «{sign}», {called}, kan ikke sættes i PDF’en.", "{begins}")
TAB = ("linjen har et tabulatortegn.", "Brug mellemrum i stedet.")

Finding = tuple[str, str]  # message, remedy


def composed(text: str) -> str:
    """The text in the form in which all texts are read and compared: NFC, a letter with its mark is one sign."""
    return normalize("NFC", text)


def as_seen(text: str) -> str:
    """The text as eyes tell it from another: width, form, capitals and the number of spaces make no difference."""
    return " ".join(normalize("NFKC", text).casefold().split())


def refused_signs(file: str, text: str, first_line: int = 1) -> Iterator[Problem]:
    """A problem for each sign of a line that may not stand there; the same sign is told once a line."""
    for number, line in enumerate([] if PLAIN.fullmatch(text) else text.split("\n"), first_line):
        for message, remedy in dict.fromkeys((*_refused(line), *_hard_space(line), *_mixed(line))):
            yield Problem(file, number, message, remedy)


def _refused(line: str) -> Iterator[Finding]:
    """Signs beside one another are one slip: an emoji is often several."""
    told = set()
    for run in REFUSED.finditer(line):
        sign = run[0][0]
        if sign not in told:
            told.add(sign)
            yield TAB if sign == "\t" else _finding(sign, line, run.start())


def _finding(sign: str, line: str, place: int) -> Finding:
    code, word = f"U+{ord(sign):04X}", _word_at(line, place)
    message, remedy = next((said for kinds, said in KINDS.items() if category(sign) in kinds), VISIBLE)
    words = {
        "sign": sign,
        "code": code,
        "called": f"{NAMES.get(sign) or _unicode_name(sign)} ({code})",
        "where": f" ved «{word}»" if word else "",
        "retype": RETYPE if word else "Slet det.",
        "begins": "Skriv - foran punktet." if _begins(line, place) else "Slet det, eller skriv noget andet.",
    }
    return message.format_map(words), remedy.format_map(words)


def _begins(line: str, place: int) -> bool:
    """Whether the sign stands before all words, as a bullet does."""
    return not line[:place].strip() and REFUSED.sub("", line[place:]).startswith((" ", "\u00a0"))


def _unicode_name(sign: str) -> str:
    return f"«{name(sign)}»" if name(sign, "") else "styretegn"


def _word_at(line: str, place: int) -> str:
    """The word in which, or after which, the sign stands: it cannot be found by looking."""
    before, after = REFUSED.sub("", line[:place]), REFUSED.sub("", line[place:])
    return (before.split(" ")[-1] + after.split(" ")[0]) or before.strip().split(" ")[-1]


def _hard_space(line: str) -> Iterator[Finding]:
    found = HARD_SPACE.match(line)
    if found:
        where = f"efter «{found[0].strip()}»" if found[0].strip() else "forrest på linjen"
        yield f"der står et hårdt mellemrum (U+00A0) {where}.", SPACE


def _mixed(line: str) -> Iterator[Finding]:
    for word in WORD.findall(line) if FOREIGN.search(line) else ():
        odd = FOREIGN.search(word)
        if odd and LATIN.search(word):
            called = f"{_unicode_name(odd[0])} (U+{ord(odd[0]):04X})"
            yield f"ordet «{word}» har et bogstav fra et andet alfabet: {called}.", RETYPE
