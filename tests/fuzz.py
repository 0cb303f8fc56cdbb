"""Edits that nobody would make, to every kind of file: python tests/fuzz.py [how many] [first seed].

Whatever is typed, `make check` ends in problems at a line of a file, never in an exception.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exc

from conftest import FROZEN, add_parts
from paper.checks import check_project
from paper.checks.wording import check_wording
from paper.model import Problem

TYPED = [
    *(
        "-",
        ":",
        ": ",
        '"',
        "'",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "#",
        "*",
        "_",
        "`",
        "|",
        "\\",
        "&x",
        "*x",
        "!x",
        "%",
        "~",
    ),
    *("\n", "\n\n", "---\n", "- ", "  ", "1. ", "> ", "<b>", "<!-- x: y -->", "[^a]", "[^a]: ", "{#x}", "|---|\n"),
    *("null", "true", "0", "-1", "9" * 40, "1e9", "2011-13-45", "æ", "å", "\u200b", "\xa0", "\0", "😀", "../", "\t"),
]


def files(project: Path) -> list[Path]:
    """What editors change: text, data, schemas and settings."""
    kinds = (".md", ".yml", ".json", ".txt")
    found = [path for path in sorted((project / "docs").rglob("*")) if path.suffix in kinds]
    return [*found, project / "mkdocs.yml", project / "CITATION.cff"]


def edited(text: str, typing: random.Random) -> str:
    """The text with something typed in it, cut out of it, or put elsewhere."""
    lines = text.split("\n")
    line, place = typing.randrange(len(lines)), typing.randrange(len(text) + 1)
    match typing.randrange(6):
        case 0:
            return text[:place] + typing.choice(TYPED) + text[place:]
        case 1:
            return text[:place] + text[place + typing.randrange(1, 30) :]
        case 2:
            return text[:place]
        case 3:
            return "\n".join([*lines[:line], *lines[line + 1 :]])
        case 4:
            return "\n".join([*lines[:line], lines[line], *lines[line:]])
        case _:
            return "\n".join([*lines[:line], typing.choice(TYPED) + lines[line].lstrip(), *lines[line + 1 :]])


def check_edited(seed: int, folder: Path) -> list[Problem]:
    """What is said of the frozen project after a few edits, that only the seed knows, to a few of its files."""
    project, typing = folder / str(seed), random.Random(seed)
    add_parts(shutil.copytree(FROZEN, project))
    for path in typing.sample(files(project), 3):
        text = path.read_text("utf-8")
        for _ in range(typing.randint(1, 3)):
            text = edited(text, typing)
        path.write_text(text, "utf-8")
    paper, problems = check_project(project)
    if paper.navigation:
        problems += check_wording(project, paper)
    shutil.rmtree(project)
    return problems


def main() -> int:
    many, first = (int(number) for number in (*sys.argv[1:], "200", "0")[:2])
    crashes = 0
    with TemporaryDirectory() as folder:
        for seed in range(first, first + many):
            try:
                check_edited(seed, Path(folder))
            except Exception:
                crashes += 1
                print(f"seed {seed}:\n{format_exc()}")
    print(f"{many} edited projects, {crashes} exceptions")
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
