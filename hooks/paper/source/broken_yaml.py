"""What is wrong with a line that cannot be read as YAML, for people who have never heard of YAML.

A parser tells where it gave up, often a line after the fault, and in its own terms. The usual faults are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Problem

KEY = re.compile(r"\s*(?:- )?([a-zæøå_]+)(:?)(\s*)(.*)")


def explain(file: str, text: str, line: int, first_line: int) -> Problem:
    """The problem at the line where reading stopped, counted from 1 in `text`, or at the line before."""
    lines = text.split("\n")
    for number in (line, line - 1):
        if 0 < number <= len(lines) and lines[number - 1].strip() and not lines[number - 1].lstrip().startswith("#"):
            for message, remedy in _faults(lines, number):
                return Problem(file, number + first_line - 1, message, remedy)
    remedy = 'Se efter indrykning, kolon og anførselstegn her og på linjen før; sæt tekst med kolon i "…".'
    return Problem(file, line + first_line - 1, "linjen kan ikke læses.", remedy)


def _faults(lines: list[str], number: int) -> Iterator[tuple[str, str]]:
    line = lines[number - 1]
    found = KEY.fullmatch(line)
    key, colon, space, value = found.groups() if found else ("", "", "", "")
    if line.count('"') % 2:
        yield 'der mangler et anførselstegn (").', 'Sæt " både før og efter teksten.'
    if value and not (colon and space):
        yield f"der mangler kolon og mellemrum efter «{key}».", f"Skriv {key}: {value}"
    if re.search(r'^[^"{\[]*:\s|:\s[^"{\[,]*:\s', value):
        yield f"teksten efter «{key}:» har selv et kolon.", 'Sæt den i anførselstegn: "…".'
    indents = {_indent(other) for other in lines if other.strip() and not other.startswith("#") and other is not line}
    if indents and _indent(line) not in indents:
        *most, last = map(str, sorted(indents))
        usual = f"{', '.join(most)} eller {last}" if most else last
        remedy = "Begynd lige under den linje ovenfor, den hører sammen med."
        yield f"linjen begynder med {_indent(line)} mellemrum, de andre med {usual}.", remedy


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
