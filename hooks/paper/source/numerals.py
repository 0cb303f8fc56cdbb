"""Numbers as prose writes them, in digits or in words: where each stands, and which number it is."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberFormatError, parse_decimal
from num2words import num2words  # type: ignore[import-untyped]

GAP = r"[\s\u2011-]?"  # «femogtyve», «fem og tyve», «twenty-five»
ENDING = r"(?:e?vis|er(?:ne)?|e[nt]?|s)?"  # in Danish, English and German: tusinde, tusindvis, millioner, thousands
EXACT = ("", "e")  # «tusinde» is 1.000; «tusinder» are many
NOTHING = "(?!)"
SIZES = (100, 1000, 10**6, 10**9, 10**12)
MANY = 10**15  # nobody counts so far, but a slip of the keyboard may

UNKNOWN = (NotImplementedError, OverflowError)  # num2words does not know the language, or counts not so far in it

NAME = r"\d[A-ZÆØÅ](?!\w)"  # 3F
ORDINAL = r"\A\d{1,2}\.(?=\s)|\d{1,2}\.(?=\s[a-zæøå])|\d+(?:st|nd|rd|th)(?!\w)"  # «2. Vi skal», «den 3. kamp», «2nd»
DAY = r"\d{1,2}(?:\.|st|nd|rd|th)?"
PLAIN = r"\d+(?:[.,]\d+)*"
PART = rf"{PLAIN}(?:[:/]\d+)*"  # 14:30, 2/3, 31/12
DIGITS = rf"\+?{PART}(?:\s?[-–]\s?{PART}|\s{PART}(?!\w))*"  # 700-800, +45 33 24 60 00
DASHED = re.compile(r"\d\.?[-–]\d")
RANGE = re.compile(rf"({PART})\.?([-–])({PART})(?![-–\s]*\d).*")  # 5-8, 1.-3. oktober, 8:30-16:00; not 33-24-60-00
PERCENT = r"(?:\s?(?:[%‰]|(?:procent|pct\.|pct|per\s?cent)(?!\w)))?"


@dataclass(frozen=True)
class Numeral:
    """A number in a text. `value` is None for a date, a range, «tusindvis», «14k» and what else is no whole number."""

    start: int
    end: int
    value: int | None


@dataclass(frozen=True)
class _Language:
    """The number words of a language: `small` ones below a hundred, the stems of `large` ones; `atom` finds either."""

    code: str
    small: Mapping[str, int]
    large: Mapping[str, int]
    atom: re.Pattern[str]
    numeral: re.Pattern[str]


def find_numerals(text: str, language: str, others: Iterable[str] = ()) -> tuple[Numeral, ...]:
    """Every number in the text, in order; `others` are words that are one as well («hver anden»).

    «En», «et», «one» and «a» are articles; ordinals say which, not how many. What is one number is found as one:
    «5-8», «31. december 2018», «33 24 60 00», «ti tusind», «halvtreds procent».
    """
    return _numerals(text, language, tuple(others))


@lru_cache(maxsize=4096)  # every check of numbers asks for those of every passage
def _numerals(text: str, language: str, others: tuple[str, ...]) -> tuple[Numeral, ...]:
    known = _language(language, others)
    found = (each for each in known.numeral.finditer(text) if not each["none"])
    return tuple(Numeral(*each.span(), _value(each, known)) for each in found)


def find_ranges(text: str, language: str) -> Iterator[int]:
    """Where the dash of every range in digits stands; «2011-10» is none, for a range goes up."""
    for numeral in find_numerals(text, language) if DASHED.search(text) else ():
        found = RANGE.fullmatch(text, numeral.start, numeral.end)
        low, high = (_amount(found[end], language) for end in (1, 3)) if found else (None, None)
        if found and (low is None or high is None or low < high):
            yield found.start(2)


@cache
def _spell(value: int, code: str) -> str:
    return str(num2words(value, lang=code))


def spell(value: int, language: str) -> str:
    """The number as a word, empty in a language that num2words does not know.

    The Danish dictionary (Retskrivningsordbogen) has «tres» where num2words has «treds».
    """
    try:
        return re.sub("(?<!halv)treds", "tres", _spell(value, language))
    except UNKNOWN:
        return ""


@cache
def _language(code: str, others: tuple[str, ...]) -> _Language:
    try:
        small, large, ones, joint = _small(code), _large(code), _ones(code), _joint(code)
    except UNKNOWN:  # its numbers are those in digits
        small, large, ones, joint = {}, {}, set(), NOTHING
    below, above, one = f"(?:{_compact(small)})", f"(?:{_either(large)}){ENDING}", f"(?:{_either(ones)})"
    first = rf"{below}(?:[\s–-]{below})*|(?:{one}{GAP})?(?={above})"
    more = f"{GAP}{above}(?:{GAP}(?:(?:{joint}{GAP})?(?:{below}|(?:{one}{GAP})?{above})|{joint}{GAP}{one}))*"
    unit = f"(?P<small>{below}|{one})|(?P<large>{_either(large)})(?P<ending>{ENDING})"
    atom = rf"(?:{unit})(?={below}|{one}|{_either(large)}|{joint or NOTHING}|\W|$)"
    letters = {pattern.replace(GAP, ""): value for pattern, value in small.items()} | dict.fromkeys(ones, 1)
    return _Language(code, letters, large, re.compile(atom), _numeral(code, others, first, more))


def _numeral(code: str, others: Iterable[str], first: str, more: str) -> re.Pattern[str]:
    """What finds a number; the group `none` holds what only looks like one."""
    start = f"(?:(?P<digits>{DIGITS})|(?P<first>(?i:{first})))"
    rest = rf"(?:(?P<more>(?i:{more}))|(?<=\d)(?P<unit>[^\W\d_]+))?{PERCENT}"
    other = f"(?P<other>(?i:{_either(map(re.escape, others))}))"
    kinds = f"(?P<date>{_date(code)})|(?P<none>{NAME}|{ORDINAL})|{other}|{start}{rest}"
    return re.compile(rf"(?<!\w)(?<!\d[.,])(?:{kinds})(?!\w)")


def _either(patterns: Iterable[str]) -> str:
    return "|".join(sorted(patterns, key=len, reverse=True)) or NOTHING


def _compact(patterns: Iterable[str]) -> str:
    """Any of the patterns; what the same beginnings are put before is written once, which is quicker to compile."""
    beginnings: dict[str, list[str]] = {}
    for pattern in patterns:
        start, gap, end = pattern.rpartition(GAP)
        beginnings.setdefault(end, []).append(start + gap)
    ends: dict[str, list[str]] = {}
    for end, starts in beginnings.items():
        ends.setdefault("|".join(sorted(starts, key=len, reverse=True)), []).append(end)
    return _either(f"(?:{starts})(?:{_either(alike)})" for starts, alike in ends.items())


def _small(code: str) -> dict[str, int]:
    """Every number from 2 to 99 by a pattern of how it is written, run together or apart."""
    return {_loose(value, code, spelling): value for value in range(2, 100) for spelling in (_spell, spell)}


def _loose(value: int, code: str, spelling: Callable[[int, str], str]) -> str:
    """«femogtyve» with a gap wherever one may stand: fem, og, tyve."""
    tens, ones = spelling(value - value % 10, code), spelling(value % 10, code)
    parts = re.split(f"({tens}|{ones})", spelling(value, code)) if value > 20 else [spelling(value, code)]
    return GAP.join(part.strip(" -") for part in parts if part.strip(" -"))


def _large(code: str) -> dict[str, int]:
    """The stems of hundred, thousand, million …: «hundred» for hundrede, hundreder and hundredvis."""
    stems = {re.sub("(er|en|e)$", "", _multiple(size, code)): size for size in SIZES}
    return {stem: size for stem, size in stems.items() if stem}


def _multiple(size: int, code: str) -> str:
    """«millioner» of «to millioner»."""
    return _spell(2 * size, code).removeprefix(_spell(2, code)).strip().lower()


def _ones(code: str) -> set[str]:
    """«et» and «en», as in «ettusind», «en million» and «hundrede og et»: part of a number, but none by themselves."""
    units = {_spell(size, code).lower() for size in SIZES}
    ones = {unit.removesuffix(_multiple(size, code)).strip() for unit in units for size in SIZES}
    return (ones - units | {_spell(1, code)}) - {""}  # French has «cent» and «mille» without any


def _joint(code: str) -> str:
    """«og» in «ethundrede og to», «and» in «one hundred and two»."""
    return _spell(102, code).removeprefix(_spell(100, code)).removesuffix(_spell(2, code)).strip()


def _date(code: str) -> str:
    """«31. december 2018», «1.-3. oktober», «December 31, 2018»; a month and a year alone are the year's number."""
    months = _locale(code).months["format"]
    names = {name.rstrip(".") for width in ("wide", "abbreviated") for name in months[width].values()}
    month = f"(?:{_either(map(re.escape, names))})"
    return rf"(?:{DAY}\s?[-–]\s?)?{DAY}\s{month}(?:\.?,?\s\d{{4}})?|{month}\.?\s{DAY},?\s\d{{4}}"


@cache
def _locale(code: str) -> Locale:
    """How the language writes its months and digits; an unknown one is read as English."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _value(found: re.Match[str], known: _Language) -> int | None:
    start = _amount(found["digits"], known.code) if found["digits"] else Fraction(0)
    words = (found["first"] or "") + (found["more"] or "")
    if found["unit"] or start is None or not (words or found["digits"]):
        return None
    value = _sum(start, words, known)
    return int(value) if value is not None and value == int(value) and value < MANY else None


def _amount(digits: str, code: str) -> Fraction | None:
    """What the digits mean in the language; None for a date, a range, a time of day, a telephone number."""
    try:
        plain = re.fullmatch(PLAIN, digits)
        return Fraction(parse_decimal(digits, locale=_locale(code), strict=True)) if plain else None
    except NumberFormatError:
        return None


def _sum(part: Fraction, words: str, known: _Language) -> Fraction | None:
    """«to hundrede og fem tusind» as a number, after `part` in digits; None for «tusindvis» and «to-tre»."""
    total = Fraction(0)
    for atom in known.atom.finditer(words.lower()):
        size = known.large.get(atom["large"] or "", 0)
        if atom["small"] and part % 100 == 0:
            part += known.small[re.sub(r"[^\w]", "", atom["small"])]
        elif atom["small"] or "vis" in atom["ending"] or (not part and atom["ending"] not in EXACT):
            return None
        elif size == 100:
            part = (part or Fraction(1)) * size
        else:
            total, part = total + (part or Fraction(1)) * size, Fraction(0)
    return total + part
