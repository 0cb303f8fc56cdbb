"""Why a build failed, in Danish: what MkDocs, Python and the system said of it, as problems at their file and line."""

import errno
import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from ..model import Problem
from ..report import UNPUBLISHED, summary
from ..source.publication import SITE
from ..source.textfile import Unreadable, read_yaml

NEW = ".site-new"  # where a build works; whatever stands here from a build that was killed is thrown away
UNDO = "Ret det, eller fortryd den seneste ændring."
REPORT = "Fortryd den seneste ændring, eller meld fejlen; «.venv/bin/python -m mkdocs build» viser den i sin helhed."
KINDS = {
    errno.ENOENT: ("filen mangler.", "Læg den tilbage, og byg igen."),
    errno.ENOSPC: ("disken er fuld.", "Gør plads, og byg igen."),
    errno.EDQUOT: ("der må ikke fylde mere på disken.", "Gør plads, og byg igen."),
    errno.EFBIG: ("systemet lader ikke filen blive så stor.", "Hæv grænsen («ulimit -f»), og byg igen."),
    errno.EACCES: ("der er ikke adgang.", "Giv dig selv adgang til filen og dens mappe, og byg igen."),
    errno.EPERM: ("der er ikke adgang.", "Giv dig selv adgang til filen og dens mappe, og byg igen."),
    errno.EROFS: ("her kan kun læses.", "Byg i en mappe, der kan skrives i."),
}
TRACEBACK = "Traceback (most recent call last):"
LOGGED = re.compile(r"^(INFO|WARNING|ERROR|CRITICAL|Error|Aborted)(?: *- +|: | with .*)", re.MULTILINE)
FRAME = re.compile(r'^  File "(.+)", line (\d+)', re.MULTILINE)
RAISED = re.compile(r"^(?:\w+\.)*(\w+(?:: .*)?)", re.MULTILINE)  # the first line that is not indented
SYSTEM = re.compile(r"\[Errno (\d+)\] ([^:\n]*)(?:: (?:'.+?' -> )?'(.+?)')?")  # of two files the one copied to
TOLD = re.compile(r"Unreadable: (.+?):(\d+): (.+)")
PAGE = re.compile(r"'([\w./-]+\.md)'")
SETTING = re.compile(r"Config value '(\w+)'")


def explained(said: str, root: FilePath, status: int = 1) -> str:
    """Why, to be printed: the hooks' own list of problems as it stands, else one made of what a failed build said."""
    lines = [line for line in said.strip().split("\n") if not line.startswith(("INFO", "WARNING"))]
    if any(line.endswith(UNPUBLISHED) for line in lines):
        return "\n".join(line.removeprefix("ERROR   -").rstrip() for line in lines).strip()
    if status < 0:
        message = f"systemet afbrød byggeriet (signal {-status})."
        return summary([Problem(SITE, 1, message, "Byg igen, når maskinen har hukommelse til det.")])
    return summary(failures(said, root))


def failures(said: str, root: FilePath) -> list[Problem]:
    """What stopped the build, from the standard error stream of the program that was stopped."""
    _, crashed, trace = said.rpartition(TRACEBACK)
    if crashed:
        return [_crash(trace, root)]
    try:
        read_yaml(root, SITE)
    except Unreadable as unreadable:
        return list(unreadable.problems)
    return [_logged(message, root) for message in _messages(said)] or [_unknown(said)]


def _crash(trace: str, root: FilePath) -> Problem:
    """The innermost of our own lines that was at work, and what was raised: it may be a problem told already."""
    frames = list(FRAME.finditer(trace))
    raised = RAISED.search(trace, frames[-1].end() if frames else 0)
    said = raised[1].strip() if raised else trace.strip()
    if system := SYSTEM.search(said):
        return _system(int(system[1]), system[2], system[3] or "", root)
    if told := TOLD.match(said):
        message, _, remedy = told[3].rpartition(". ")
        return Problem(told[1], int(told[2]), f"{message}.", remedy)
    own = [(_own(found[1], root), int(found[2])) for found in frames]
    file, line = next(((file, line) for file, line in reversed(own) if file), (SITE, 1))
    return Problem(file, line, f"bygningen brød sammen her: «{said}».", UNDO if "overrides/" in file else REPORT)


def _own(file: str, root: FilePath) -> str:
    """The file from the project's folder, if it is one of the project's."""
    path = FilePath(file)
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
    return "" if file.startswith(".venv") else file


def _system(number: int, words: str, path: str, root: FilePath) -> Problem:
    """What the system refused, and the file if it named one; the new site's are known as the site's."""
    message, remedy = KINDS.get(number, (f"systemet siger «{words}».", "Byg igen, eller meld fejlen."))
    file = (_own(path, root) or path or "site").replace(NEW, "site", 1)
    return Problem(file, 1, message, remedy)


def _messages(said: str) -> Iterator[str]:
    """What MkDocs logs as a warning or an error, each with the lines that belong to it."""
    starts = list(LOGGED.finditer(said))
    for start, end in zip(starts, [*(after.start() for after in starts[1:]), len(said)], strict=False):
        message = " ".join(said[start.end() : end].split())
        if start[1] not in ("INFO", "Aborted") and message:
            yield message


def _logged(message: str, root: FilePath) -> Problem:
    page, setting = PAGE.search(message), SETTING.match(message)
    file = f"docs/{page[1]}" if page and (root / "docs" / page[1]).is_file() else SITE
    line = read_yaml(root, SITE).line(setting[1]) if setting else 1
    return Problem(file, line, f"MkDocs siger «{message}».", UNDO)


def _unknown(said: str) -> Problem:
    """What neither MkDocs nor the hooks have put in words of theirs."""
    last = said.strip().rpartition("\n")[2]
    if "No module named mkdocs" in last:
        return Problem("requirements.txt", 1, "MkDocs er ikke installeret.", "Kør «make site», som selv gør det.")
    if last == "Aborted!":  # click's word for EOFError: on a full disk Python keeps a module compiled that is cut short
        message = "byggeriet blev afbrudt, måske af en fil, som Python gemte halvt, da disken var fuld."
        return Problem(SITE, 1, message, "Gør plads, kør «make clean», og byg igen.")
    return Problem(SITE, 1, f"MkDocs endte med «{last}».", REPORT)
