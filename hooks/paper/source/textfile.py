"""Text and YAML files as editors leave them: read with every line number kept, every fault a Problem in Danish."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml

from ..model import Problem
from .signs import SPACE, composed, refused_signs

Position = tuple[str | int, ...]  # where in the data: ("tabel", 0, "antal")

KEY = re.compile(r"\s*(?:- )?([a-zæøå_]+)(:?)(\s*)(.*)")
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where PyYAML was built with it


class Unreadable(Exception):
    """The file cannot be used; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*map(str, problems))
        self.problems = problems


@dataclass(frozen=True)
class Data:
    """A YAML file's content (every scalar a string, exactly as written) and the line each part of it stands at."""

    file: str
    content: Any
    lines: Mapping[Position, int]

    def line(self, *position: str | int) -> int:
        """The line of this part, or of the nearest part around it that exists."""
        while position and position not in self.lines:
            position = position[:-1]
        return self.lines.get(position, 1)


def read_text(root: FilePath, file: str) -> str:
    """The file's text in NFC. Raises Unreadable when it is missing, empty, not UTF-8 or has signs nobody sees."""
    try:
        raw = (root / file).read_bytes()
    except OSError:
        raise Unreadable(Problem(file, 1, "filen mangler eller kan ikke læses.", "Læg den tilbage.")) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(Problem(file, line, "et tegn er ikke UTF-8.", "Gem filen som UTF-8.")) from None
    if not text.strip():
        raise Unreadable(Problem(file, 1, "filen er tom.", "Hent den seneste udgave tilbage."))
    text = composed(text.replace("\r\n", "\n").replace("\r", "\n"))
    if refused := list(refused_signs(file, text)):
        raise Unreadable(*refused)
    return text


def read_yaml(root: FilePath, file: str) -> Data:
    """The file's data. Raises Unreadable for all that `read_text` does, and for broken YAML and repeated keys."""
    return parse_yaml(file, read_text(root, file))


def parse_yaml(file: str, text: str, first_line: int = 1) -> Data:
    """The data in `text`, which starts at line `first_line` of `file`. Raises Unreadable."""
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(_explain(file, text, (mark.line if mark else 0) + 1, first_line)) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise Unreadable(_explain(file, text, 1, first_line)) from None
    reading = _Reading(file, first_line)
    content = reading.content(node, ()) if node else None
    if reading.problems:
        raise Unreadable(*reading.problems)
    return Data(file, content, reading.lines)


class _Reading:
    """One walk through a composed document: strings, lists and dicts, with lines and problems noted on the way."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.lines: dict[Position, int] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def content(self, node: yaml.Node, position: Position) -> Any:
        self.lines.setdefault(position, self._line(node))
        if isinstance(node, yaml.ScalarNode):
            return self._words(node)
        if id(node) in self.seen:
            self._problem(node, "filen henviser til sig selv med & og *.", "Skriv indholdet helt ud.")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.content(item, (*position, index)) for index, item in enumerate(node.value)]
        return self._mapping(node, position)

    def _words(self, node: yaml.ScalarNode) -> str:
        """What the text says once its escapes are read: "\\u200b" may hide in them."""
        words = composed(node.value)
        self.problems.extend(refused_signs(self.file, words, self._line(node)))
        return words

    def _mapping(self, node: yaml.Node, position: Position) -> dict[str, Any]:
        self._refuse_comma(node)
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in result:
                first = self.lines[(*position, key)]
                self._problem(
                    key_node,
                    f"nøglen «{key}» står to gange (også linje {first}).",
                    "Slet den ene, eller begynd en ny række med «- ».",
                )
                continue
            self.lines[(*position, key)] = self._line(key_node)
            result[key] = self.content(value_node, (*position, key))
        return result

    def _refuse_comma(self, node: yaml.Node) -> None:
        """`{da: Luk, menuen}` is two keys to YAML, the second without a colon."""
        name, words = "", [""]
        for key, value in node.value:
            if value.start_mark.index == key.end_mark.index and name:
                words.append(key.value)
            elif len(words) > 1:
                break
            else:
                name, words = key.value, [value.value]
        if len(words) > 1:
            remedy = f'Sæt den i anførselstegn: {name}: "{", ".join(map(str, words))}".'
            self._problem(node, f"teksten efter «{name}:» har selv et komma.", remedy)

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self.first_line

    def _problem(self, node: yaml.Node, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, self._line(node), message, remedy))


def _explain(file: str, text: str, line: int, first_line: int) -> Problem:
    """What is wrong, for people who have never heard of YAML; `line` is where reading stopped, from 1 in `text`.

    A parser tells where it gave up, often a line after the fault, and in its own terms. The usual faults are few.
    """
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
    if "\u00a0" in line:
        yield "der står et hårdt mellemrum (U+00A0) på linjen.", SPACE
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
