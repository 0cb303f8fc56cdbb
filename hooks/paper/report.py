"""Where problems are told: one place, one form, wherever they are read.

At a terminal by file and in colour; on GitHub also as annotations, which stand at their line in the pull request
(https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message).
"""

import os
import sys
from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from .model import Problem

UNPUBLISHED = "Intet er udgivet; det seneste websted står, som det var."
RED, YELLOW, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[0m"


def errors(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if not problem.warning]


def warnings(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that are told and stop nothing."""
    return [problem for problem in problems if problem.warning]


def tell(problems: Sequence[Problem]) -> None:
    """Prints all problems for whoever reads the standard error stream."""
    print(summary(problems, colour=sys.stderr.isatty() and not os.environ.get("NO_COLOR")), file=sys.stderr)
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        with Path(page).open("a", encoding="utf-8") as summary_page:
            summary_page.write(listed(problems))


def listed(problems: Sequence[Problem]) -> str:
    """All problems as HTML for the summary of GitHub's run: of its annotations it shows ten."""
    lines = "\n".join(f"<li>{_as_html(_line(problem, colour=False))}</li>" for problem in sorted(problems))
    return f"<p>{_as_html(_verdict(problems))}</p>\n<ul>\n{lines}\n</ul>\n\n"


def _as_html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def summary(problems: Sequence[Problem], colour: bool = False) -> str:
    """All problems, those of a file together, how many there are, and GitHub's annotations when it is running us."""
    files = groupby(sorted(problems), key=lambda problem: problem.file)
    parts = ["\n".join(_line(problem, colour) for problem in group) for _, group in files]
    annotations = [annotation(problem) for problem in problems] if os.environ.get("GITHUB_ACTIONS") == "true" else []
    return "\n\n".join([*parts, _verdict(problems), *(["\n".join(annotations)] if annotations else [])])


def annotation(problem: Problem) -> str:
    """The workflow command that puts the problem at its line in the pull request."""
    command, title = ("warning", "Advarsel") if problem.warning else ("error", "Fejl")
    place = f"file={_property(problem.file)},line={problem.line},title={_property(title)}"
    return f"::{command} {place}::{_escape(f'{problem.sentence} {problem.remedy}')}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def _line(problem: Problem, colour: bool) -> str:
    kind = "Advarsel: " if problem.warning else ""
    place, words = f"{problem.file}:{problem.line}:", f"{kind}{problem.sentence} {problem.remedy}"
    return f"{YELLOW if problem.warning else RED}{place}{PLAIN} {words}" if colour else f"{place} {words}"


def _verdict(problems: Sequence[Problem]) -> str:
    stopping, passing = len(errors(problems)), len(warnings(problems))
    counts = [f"{stopping} fejl"] if stopping else []
    counts += [f"{passing} {'advarsel' if passing == 1 else 'advarsler'}"] if passing else []
    after = UNPUBLISHED if stopping else "Det hindrer ikke udgivelse."
    return f"{' og '.join(counts)}. {after}"
