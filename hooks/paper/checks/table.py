"""The member-count table agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Paper, Problem
from ..source.counts import write_count


def check_table(paper: Paper) -> Iterator[Problem]:
    """Names are unique; the minima and the maxima add up to the stated total."""
    table = paper.table
    if table is None:
        return
    first: dict[str, int] = {}
    for row in table.rows:
        if row.name in first:
            message = f"navn: «{row.name}» står også på linje {first[row.name]}."
            yield Problem(table.file, row.line, message, "Slet den ene række, eller giv den et andet navn.")
        first.setdefault(row.name, row.line)
    if table.total != table.stated_total:
        stated, total = write_count(table.stated_total), write_count(table.total)
        remedy = f"Skriv i_alt: {total}, eller ret rækkerne."
        yield Problem(table.file, table.total_line, f"i_alt: «{stated}» er ikke summen af rækkerne, {total}.", remedy)
