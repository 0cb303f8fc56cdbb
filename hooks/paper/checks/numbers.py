"""The member-count table agrees with itself, and every number in the prose follows from data by a rule, or is cited."""

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from operator import le, lt

from ..model import Count, MemberTable, Page, Paper, Problem, StatedNumber
from ..source.counts import write_count
from ..source.load import NUMBERS
from ..source.numerals import spell
from ..source.signs import as_seen
from ..words import format_count
from .places import Place, numerals, once, places, undeclared, with_the_next_word

# How a number in the prose follows from the table or from the list below it, by the name the data file gives the rule.
# A number that is «citeret» follows from nothing.
FROM_LIST = "antal punkter"
FROM_TABLE: dict[str, Callable[[MemberTable], int]] = {
    "afrundet til nærmeste 1.000": lambda table: table.total.rounded(1000),
    "antal forbund": lambda table: len(table.unions),
}
BELOW_TOTAL: dict[str, Callable[[int, int], bool]] = {"mere end": lt, "mindst": le}


def check_table(paper: Paper) -> Iterator[Problem]:
    """No two names look alike; the minima and the maxima add up to the stated total."""
    table = paper.table
    if table is None:
        return
    first: dict[str, int] = {}
    for row in table.rows:
        same = first.setdefault(as_seen(row.name), row.line)
        if same != row.line:
            message = f"navn: «{row.name}» står også på linje {same}."
            yield Problem(table.file, row.line, message, "Slet den ene række, eller giv den et andet navn.")
    if table.total != table.stated_total:
        stated, total = write_count(table.stated_total), write_count(table.total)
        remedy = f"Skriv i_alt: {total}, eller ret rækkerne."
        yield Problem(table.file, table.total_line, f"i_alt: «{stated}» er ikke summen af rækkerne, {total}.", remedy)


def check_numbers(paper: Paper) -> Iterator[Problem]:
    """Every number in the paper's prose is declared; what is declared stands there and is what its rule gives."""
    lost = [number for number in paper.numbers or () if paper.lacks(number.page, paper.original)]
    for number in lost:
        remedy = f"Skriv {_pages(number, paper) or 'sidens navn i docs/, uden .md'}, eller slet tallet."
        yield Problem(NUMBERS, number.line, f"side: «{number.page}» findes ikke.", remedy)
    for page in paper.pages if paper.numbers is not None else ():
        yield from _page_problems(page, lost, paper)


def _pages(number: StatedNumber, paper: Paper) -> str:
    """The pages on which the number's words stand."""
    pages = paper.chapters(paper.original)
    return " eller ".join(f"side: {page.slug}" for page in pages if places(number.words[paper.original], page))


def _page_problems(page: Page, lost: list[StatedNumber], paper: Paper) -> Iterator[Problem]:
    """A translated section that is behind is let be: its numbers are renewed with it. `lost` have no page."""
    unsure = paper.behind(page) or page.file in paper.misread
    numbers = [number for number in paper.numbers or () if number.page == page.slug]
    stated = [(number, places(number.words[page.language], page)) for number in numbers]
    known = [place for _, found in stated for place in found]
    known += [place for number in lost for place in places(number.words[page.language], page)]
    loose = list(undeclared(known, page, paper))
    for number, found in stated:
        if found and found[0].block.section not in paper.behind(page):
            yield from _disagreement(number, found, paper)
        elif not found and not unsure and paper.translates(number.words, page.language):
            now = once(number.words[page.language], loose, paper)
            loose = [place for place in loose if not now or not now.holds(place)]
            yield _other_words(number, now, paper) if now else _nowhere(number, page)
    yield from (_unknown(place, paper) for place in loose)


def _disagreement(number: StatedNumber, found: list[Place], paper: Paper) -> Iterator[Problem]:
    """`tal` is what its words say, and what the rule gives at one of the places where they stand."""
    if number.value is None:
        return
    said = [numeral.value for numeral in numerals(found[0].words, found[0].page, paper) if numeral.value is not None]
    if said and number.value not in said:
        message = f"tal: «{_written(number.value)}» er ikke det tal, ordene betyder."
        remedy = f"Skriv tal: {_written(said[0])}, eller ret ord."
        yield Problem(NUMBERS, number.lines["tal"], message, remedy)
    elif not any(_fits(number.rule, number.value, place, paper) for place in found):
        yield _misfit(number, found[0], paper)


def _fits(rule: str, value: int, place: Place, paper: Paper) -> bool:
    due = _due(rule, place, paper)
    if due is None and paper.table and rule in BELOW_TOTAL:
        return BELOW_TOTAL[rule](value, paper.table.total.low)
    return due is None or due == value


def _due(rule: str, place: Place, paper: Paper) -> int | None:
    """The one number that the rule gives at this place; None where it gives none, or cannot because of other faults."""
    if rule == FROM_LIST:
        return _points(place) if place.page.file not in paper.misread else None
    return FROM_TABLE[rule](paper.table) if paper.table and rule in FROM_TABLE and _is_sound(paper.table) else None


def _is_sound(table: MemberTable) -> bool:
    """Whether its rows can be counted: one that stands twice has been told of."""
    return len({row.name for row in table.rows}) == len(table.rows)


def _points(place: Place) -> int:
    """How many points the list right below has; those within a point are its own."""
    blocks = place.page.blocks
    below = takewhile(lambda block: block.depth > place.block.depth, blocks[blocks.index(place.block) + 1 :])
    return sum(block.kind == "item" and block.depth == place.block.depth + 1 for block in below)


def _misfit(number: StatedNumber, place: Place, paper: Paper) -> Problem:
    """The page has another number than the rule gives."""
    given, source = _given(number.rule, place, paper.table)
    message = f"«{place.words}» passer ikke: {given}."
    return Problem(place.page.file, place.block.line, message, _mending(number, place, source, paper))


def _mending(number: StatedNumber, place: Place, source: str, paper: Paper) -> str:
    due, data = _due(number.rule, place, paper), f"{NUMBERS}:{number.lines['ord']}"
    if due == 0:
        return f"Sæt listen lige under afsnittet, eller skriv regel: citeret i {NUMBERS}:{number.lines['regel']}."
    words = _respelled(number.words[place.page.language], due, place.page, paper) if due else ""
    if not words:
        return f"Ret teksten her og i {data}, eller ret {source}."
    if due == number.value:
        return f"Skriv «{words}»."
    return f"Skriv «{words}» her og {_entry(words, due, place.page.language)} i {data}, eller ret {source}."


def _given(rule: str, place: Place, table: MemberTable | None) -> tuple[str, str]:
    """What the rule's source gives, in words, and which source that is."""
    if rule == FROM_LIST or table is None:
        points = _points(place)
        have = f"Listen nedenunder har {points} {'punkt' if points == 1 else 'punkter'}"
        return have if points else "Der står ingen liste lige under afsnittet", "listen"
    return f"Tabellen giver {_table_gives(rule, table, place.page.language)}", f"tabellen i {table.file}"


def _table_gives(rule: str, table: MemberTable, language: str) -> str:
    total = format_count(table.total, language)
    if rule == "antal forbund":
        return f"{len(table.unions)} forbund ({', '.join(table.unions)})"
    if rule in FROM_TABLE:
        return f"{_count(FROM_TABLE[rule](table), language)} ({total})"
    return f"{total} i alt"


def _respelled(words: str, value: int, page: Page, paper: Paper) -> str:
    """The words with another number, written as theirs is: in digits or as a word. Empty where that is not known."""
    numeral = next(iter(numerals(words, page, paper)), None)
    old = words[numeral.start : numeral.end] if numeral else ""
    new = _count(value, page.language) if re.search(r"\d", old) else spell(value, page.language)
    if not numeral or not new:
        return ""
    return words[: numeral.start] + (new.capitalize() if old[0].isupper() else new) + words[numeral.end :]


def _other_words(number: StatedNumber, place: Place, paper: Paper) -> Problem:
    """The page has other words than are declared: where a rule says which are right, the others are told of."""
    language, line = place.page.language, number.lines["ord"]
    value = next((numeral.value for numeral in numerals(place.words, place.page, paper)), None)
    entry = f'{language}: "{place.words}"' if number.value in (None, value) else _entry(place.words, value, language)
    if value is not None and not _fits(number.rule, value, place, paper):
        return _misfit(number, place, paper)
    if _due(number.rule, place, paper) is not None:
        message = f"ord: «{number.words[language]}» står ikke på {place.page.file}; dér står «{place.words}»."
        return Problem(NUMBERS, line, message, f"Skriv {entry}.")
    message = f"«{place.words}» står som «{number.words[language]}» i {NUMBERS}:{line}."
    remedy = f"Skriv «{number.words[language]}» her, eller skriv {entry} dér."
    return Problem(place.page.file, place.block.line, message, remedy)


def _nowhere(number: StatedNumber, page: Page) -> Problem:
    message = f"ord: «{number.words[page.language]}» står ikke på {page.file}."
    remedy = "Ret ord, så de er som på siden, eller slet tallet."
    return Problem(NUMBERS, number.lines["ord"], message, remedy)


def _unknown(place: Place, paper: Paper) -> Problem:
    """A number that nobody has declared, and the lines that do."""
    page, original = place.page, "" if place.page.language == paper.original else f'{paper.original}: "…", '
    value = next((numeral.value for numeral in numerals(place.words, page, paper)), None)
    words = (place if value is None or value >= 100 else with_the_next_word(place)).words
    counts = value is not None and place.block.kind == "paragraph" and value == _points(place)
    rule = f"tal: {value}\n    regel: {FROM_LIST}" if counts else "regel: citeret"
    lines = f'\n  - side: {page.slug}\n    ord: {{{original}{page.language}: "{words}"}}\n    {rule}'
    message = f"tallet «{place.words}» står ikke i {NUMBERS}."
    return Problem(page.file, place.block.line, message, f"Tilføj der:{lines}")


def _entry(words: str, value: int | None, language: str) -> str:
    """What to write in the data file."""
    return f'{language}: "{words}" og tal: {"…" if value is None else _written(value)}'


def _written(value: int) -> str:
    return write_count(Count(value, value))


def _count(value: int, language: str) -> str:
    return format_count(Count(value, value), language)
