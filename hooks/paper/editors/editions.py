"""A new edition: the Danish text as it is now, and its finished files, kept for good in docs/udgaver/ (`make udgave`).

It is made in a copy of the project, and only when all of it is there is it put in place, the text's record last: until
that stands the edition still waits to be frozen, so whatever stops a run, the next begins afresh and finishes it.
"""

import os
import re
import shutil
import sys
from pathlib import Path as FilePath
from traceback import format_exc

from lxml.html import HtmlElement

from ..addresses import download_address
from ..checks import check_project
from ..model import KEPT, Edition, Paper, Problem
from ..page.blocks import finish_blocks
from ..page.edition import page_record
from ..page.view import Site
from ..publishing.failure import explained
from ..publishing.site import build_site, remove, source_date
from ..report import errors, tell
from ..source.publication import CITATION, EDITIONS, PROMISES, SITE, mark
from ..source.record import current_record, format_record
from ..source.rendering import render
from ..source.signs import composed
from ..source.textfile import Unreadable, read_text

ROOT_ADDRESS = "/"  # links in a record are from page to page
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
MARKS = re.compile(r"\n +aftryk: .*\Z")
WORK = ".site-udgave"  # the copy; whatever stands here from a run that was killed is thrown away
PARTS = ("docs", "hooks", "overrides")
NOT_FROZEN = "Udgaven er ikke frosset. Kør «make udgave» igen, når fejlen er rettet."


def make_edition(root: FilePath) -> int:
    """Freezes the one edition that waits for it; returns the exit status. All of it is put in place, or nothing."""
    try:
        remove(root / WORK)
        return _make_edition(root, copy_project(root, root / WORK))
    except (OSError, Unreadable):
        print(explained(format_exc(), root), NOT_FROZEN, sep="\n", file=sys.stderr)
        return 1
    finally:
        remove(root / WORK)


def _make_edition(root: FilePath, copy: FilePath) -> int:
    paper, found = check_project(copy)
    problems = freeze(copy, paper, found)
    if problems:
        tell(problems)
        return 1
    if build_site(copy, source_date(root)):
        print(NOT_FROZEN, file=sys.stderr)
        return 1
    edition = paper.editions[-1]
    forms = freeze_forms(copy, paper, edition)
    page = f"docs/udgaver/{edition.name}.html"
    for file in (*forms, PROMISES, page, EDITIONS, f"docs/{edition.address}"):
        os.replace(copy / file, root / file)  # on the same disk, so in one step
    print(f"Udgaven «{edition.name}» er frosset i docs/{edition.address}.")
    print(f"PDF, Word-fil og e-bog er frosset i {', '.join(forms[:-1])} og {forms[-1]}.")
    return 0


def copy_project(root: FilePath, copy: FilePath) -> FilePath:
    """What a build reads, copied to a folder of its own."""
    for part in PARTS:
        shutil.copytree(root / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (SITE, CITATION):
        if (root / file).exists():
            shutil.copy2(root / file, copy / file)
    return copy


def freeze(root: FilePath, paper: Paper, found: list[Problem]) -> list[Problem]:
    """Writes the record of the one edition that has none; returns the problems that prevent it."""
    others = [problem for problem in errors(found) if not _is_waiting(problem)]
    if others:
        return others
    waiting = [edition for edition in paper.editions if edition.record is None]
    if not waiting or waiting != [paper.editions[-1]]:
        remedy = 'Tilføj nederst:\n- navn: "…"\n  dato: …\n  aendringer: {da: "Hvad der er ændret."}'
        return [Problem(EDITIONS, 1, "der står ingen ny udgave sidst i filen.", remedy)]
    *earlier, edition = paper.editions
    record = current_record(paper)
    if earlier and [passage.text for passage in earlier[-1].record or ()] == [passage.text for passage in record]:
        message = f"teksten er ordret som i udgaven «{earlier[-1].name}»."
        return [Problem(EDITIONS, edition.line, message, "Slet udgaven igen, eller ret teksten først.")]
    site = Site(paper, ROOT_ADDRESS, root / "overrides")
    records = {"txt": format_record(record), "html": page_record(site, edition, _trees(root, paper)) + "\n"}
    for ending, text in records.items():
        (root / f"docs/udgaver/{edition.name}.{ending}").write_text(text, "utf-8")
    marks = ", ".join(f"{ending}: {mark(text)}" for ending, text in records.items())
    listed = MARKS.sub("", (root / EDITIONS).read_text("utf-8").rstrip("\n"))  # those of a run that was killed
    (root / EDITIONS).write_text(f"{listed}\n  aftryk: {{{marks}}}\n", "utf-8")
    promise(root, [f"/{edition.address}", f"/{edition.page_address}", *_pictures(paper)])
    return []


def _trees(root: FilePath, paper: Paper) -> dict[str, HtmlElement]:
    """The HTML of the paper's pages in its own language, links as they are written."""
    pages = {page.file: page for page in paper.chapters(paper.original)}
    texts = {file: FRONT_MATTER.sub("", read_text(root, file)) for file in pages}
    trees = {file: render(composed(text), paper.extensions) for file, text in texts.items()}
    for file, tree in trees.items():
        finish_blocks(tree, Site(paper, ROOT_ADDRESS, root / "overrides").view(pages[file]))
    return trees


def _pictures(paper: Paper) -> list[str]:
    """The addresses of the pictures that the text shows: they stay with it."""
    blocks = (block for page in paper.chapters(paper.original) for block in page.blocks)
    return [f"/{block.image.source}" for block in blocks if block.image]


def freeze_forms(root: FilePath, paper: Paper, edition: Edition) -> list[str]:
    """Keeps the finished site's PDFs, Word files and e-books with the edition, and returns where."""
    kept = {
        edition.form_address(language, kind): download_address(paper, language, kind)
        for language in paper.languages
        for kind in KEPT
    }
    for place, finished in kept.items():
        shutil.copyfile(root / "site" / finished, root / "docs" / place)
    promise(root, [f"/{place}" for place in kept])
    return [f"docs/{place}" for place in kept]


def promise(root: FilePath, addresses: list[str]) -> None:
    """Adds addresses to those that are kept for good, in their order."""
    lines = (root / PROMISES).read_text("utf-8").split("\n")
    comments = [line for line in lines if line.startswith("#")]
    promised = {line for line in lines if line and not line.startswith("#")}
    (root / PROMISES).write_text("\n".join([*comments, *sorted(promised | set(addresses)), ""]), "utf-8")


def _is_waiting(problem: Problem) -> bool:
    return problem.file == EDITIONS and "er ikke frosset" in problem.message
