"""The member-count table agrees with itself, and every number in the prose is derived from it by a rule, or cited."""

import re
from collections.abc import Callable, Iterator

from ..model import Block, Count, MemberTable, Page, Paper, Problem, StatedNumber
from ..source.counts import DIGITS, find_numbers, write_count
from ..source.load import NUMBERS
from ..source.signs import as_seen
from ..words import format_count


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
    """Every number in the paper's prose is declared; what is declared stands there and agrees with the table."""
    if paper.numbers is None:
        return
    for number in paper.numbers:
        for language in paper.languages:
            page = paper.page(number.page, language)
            if page and paper.translates(number.words, language):
                yield from _number_problems(number, page, paper)
            elif paper.lacks(number.page, language):
                remedy = "Ret navnet, eller slet tallet."
                yield Problem(NUMBERS, number.line, f"side: «{number.page}» findes ikke.", remedy)
    for page in paper.pages:
        late = paper.behind(page)
        for block in page.prose if page.of_paper else ():
            if block.section not in late:
                yield from _undeclared(block, page, paper)


def _number_problems(number: StatedNumber, page: Page, paper: Paper) -> Iterator[Problem]:
    """A translated section that is behind is let be: its numbers are renewed with it."""
    words = number.words[page.language]
    block, late, table = page.holding(words), paper.behind(page), paper.table
    if not block and not late:
        remedy = "Ret ord, så de er som på siden, eller slet tallet."
        yield Problem(NUMBERS, number.line, f"ord: «{words}» står ikke på {page.file}.", remedy)
    if not block or block.section in late:
        return
    digits = DIGITS.search(words)
    if digits and number.value is not None and int(re.sub(r"[.,]", "", digits[0])) != number.value:
        remedy = "Ret det ene, så de er ens."
        value = write_count(Count(number.value, number.value))
        yield Problem(NUMBERS, number.line, f"tal: «{value}» er ikke tallet i «{words}».", remedy)
    elif table and number.value is not None and not RULES[number.rule](number.value, table):
        remedy = f"Ret teksten her og i {NUMBERS}:{number.line}, eller ret tabellen i {table.file}."
        given = _given(number.rule, table, page.language)
        yield Problem(page.file, block.line, f"«{words}» passer ikke længere: tabellen giver {given}.", remedy)


# How a number in the prose follows from the table, by the name the data file gives the rule.
RULES: dict[str, Callable[[int, MemberTable], bool]] = {
    "afrundet til nærmeste 1.000": lambda value, table: table.total.rounded(1000) == value,
    "antal forbund": lambda value, table: len(table.unions) == value,
    "mere end": lambda value, table: table.total.low > value,
    "mindst": lambda value, table: table.total.low >= value,
    "citeret": lambda value, table: True,
}


def _given(rule: str, table: MemberTable, language: str) -> str:
    total = format_count(table.total, language)
    if rule == "antal forbund":
        return f"{len(table.unions)} forbund ({', '.join(table.unions)})"
    if rule.startswith("afrundet"):
        rounded = table.total.rounded(1000)
        return f"{format_count(Count(rounded, rounded), language)} ({total})"
    return f"{total} i alt"


def _undeclared(block: Block, page: Page, paper: Paper) -> Iterator[Problem]:
    declared = [number.words[page.language] for number in paper.numbers or () if number.page == page.slug]
    covered = [found.span() for words in declared for found in re.finditer(re.escape(words), block.text)]
    for start, end in find_numbers(block.text, paper.number_words.get(page.language, ())):
        if not any(low <= start and end <= high for low, high in covered):
            words = block.text[start:end]
            original = "" if page.language == paper.original else f'{paper.original}: "…", '
            lines = f'\n  - side: {page.slug}\n    ord: {{{original}{page.language}: "{words}"}}\n    regel: citeret'
            yield Problem(page.file, block.line, f"tallet «{words}» står ikke i {NUMBERS}.", f"Tilføj der:{lines}")
