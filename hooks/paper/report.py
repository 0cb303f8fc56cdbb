"""Where problems are told: one place, one form."""

from __future__ import annotations

from collections.abc import Sequence

from .model import Problem


def summary(problems: Sequence[Problem]) -> str:
    """All problems, one below the other, and how many there are."""
    count = "1 fejl" if len(problems) == 1 else f"{len(problems)} fejl"
    return "\n".join([*map(str, problems), "", f"{count}. Intet er udgivet; det seneste websted står, som det var."])
