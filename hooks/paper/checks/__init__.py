"""What must hold for the paper to be published. Every check yields Problems; `report.py` is where they are told."""

from pathlib import Path as FilePath

from ..model import Paper, Problem
from ..source.load import load_paper
from ..source.publication import PROMISES, SITE
from ..source.revision import Published
from .addresses import check_addresses
from .kept import as_promised, check_kept
from .numbers import check_numbers, check_table
from .pages import (
    check_external_links,
    check_headings,
    check_links,
    check_markers,
    check_navigation,
    check_redirects,
)
from .printed import check_printed
from .publishing import check_contact, check_editions, check_publication
from .quotations import check_descriptions, check_quotations, check_struggles
from .translations import check_translations

CHECKS = (
    check_table,
    check_navigation,
    check_redirects,
    check_headings,
    check_markers,
    check_links,
    check_external_links,
    check_quotations,
    check_descriptions,
    check_struggles,
    check_numbers,
    check_printed,
    check_translations,
    check_publication,
    check_editions,
    check_contact,
    check_addresses,
)


def check_project(root: FilePath, published: Published | None = None) -> tuple[Paper, list[Problem]]:
    """The paper in the project folder `root`, and all its problems sorted by file and line.

    It is held to what has been `published` too, where that is given. Without mkdocs.yml's navigation and languages
    nothing can be said of the pages: then only its own problems are told.
    """
    paper, problems = load_paper(root)
    if not paper.navigation:
        return paper, sorted(problem for problem in problems if problem.file == SITE)
    broken = list(check_kept(root, paper, published)) if published else []
    told = {problem.file for problem in broken}
    problems = [*broken, *(problem for problem in problems if problem.file not in told)]
    paper = as_promised(paper, published) if published else paper
    for check in CHECKS:
        problems += [problem for problem in check(paper) if problem.file not in told or problem.file == PROMISES]
    return paper, sorted(set(problems))
