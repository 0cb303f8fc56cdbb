"""A new edition: the Danish text as it is now, and its PDFs, kept for good in docs/udgaver/ (`make udgave`)."""

from __future__ import annotations

import shutil
from pathlib import Path as FilePath

from ..addresses import pdf_address
from ..model import Edition, Paper, Problem
from ..source.publication import EDITIONS, PROMISES
from ..source.record import current_record, format_record


def freeze(root: FilePath, paper: Paper, problems: list[Problem]) -> tuple[str, list[Problem]]:
    """Writes the record of the one edition that has none; returns what was done, or the problems that prevent it."""
    waiting = [edition for edition in paper.editions if edition.record is None]
    others = [problem for problem in problems if not problem.warning and not _is_waiting(problem)]
    if others:
        return "", others
    if len(waiting) != 1 or waiting[0] is not paper.editions[-1]:
        return "", [_no_new_edition(paper)]
    edition, record = waiting[0], current_record(paper)
    before = paper.editions[-2].record if len(paper.editions) > 1 else None
    if before and [passage.text for passage in before] == [passage.text for passage in record]:
        message = f"teksten er ordret som i udgaven «{paper.editions[-2].name}»."
        return "", [Problem(EDITIONS, edition.line, message, "Slet udgaven igen, eller ret teksten først.")]
    (root / "docs" / edition.address).write_text(format_record(record), "utf-8")
    promise(root, [f"/{edition.address}"])
    return f"Udgaven «{edition.name}» er frosset i docs/{edition.address}.", []


def freeze_pdfs(root: FilePath, paper: Paper, edition: Edition) -> list[str]:
    """Keeps the finished site's PDFs with the edition, and returns where."""
    kept = [edition.pdf_address(language) for language in paper.languages]
    for language, address in zip(paper.languages, kept, strict=True):
        shutil.copyfile(root / "site" / pdf_address(paper, language), root / "docs" / address)
    promise(root, [f"/{address}" for address in kept])
    return [f"docs/{address}" for address in kept]


def promise(root: FilePath, addresses: list[str]) -> None:
    """Adds addresses to those that are kept for good, in their order."""
    lines = (root / PROMISES).read_text("utf-8").split("\n")
    comments = [line for line in lines if line.startswith("#")]
    promised = {line for line in lines if line and not line.startswith("#")}
    (root / PROMISES).write_text("\n".join([*comments, *sorted(promised | set(addresses)), ""]), "utf-8")


def _is_waiting(problem: Problem) -> bool:
    return problem.file == EDITIONS and "er ikke frosset" in problem.message


def _no_new_edition(paper: Paper) -> Problem:
    remedy = 'Tilføj nederst:\n- navn: "…"\n  dato: …\n  aendringer: {da: "Hvad der er ændret."}'
    return Problem(EDITIONS, 1, "der står ingen ny udgave sidst i filen.", remedy)
