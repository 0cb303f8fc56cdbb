"""Where problems are told: one place, one form."""

from __future__ import annotations

from collections.abc import Sequence

from .model import Problem


def errors(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if not problem.warning]


def warnings(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that are told and stop nothing."""
    return [problem for problem in problems if problem.warning]


def refusal(problems: Sequence[Problem]) -> str:
    """All errors, one below the other, and how many there are."""
    stopping = errors(problems)
    count = "1 fejl" if len(stopping) == 1 else f"{len(stopping)} fejl"
    return "\n".join([*map(str, stopping), "", f"{count}. Intet er udgivet; det seneste websted står, som det var."])
