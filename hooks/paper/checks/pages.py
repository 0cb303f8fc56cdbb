"""Pages are where the navigation says, and their headings, ids, markers and links hold."""

import posixpath
import re
from collections.abc import Iterator

from ..addresses import slug
from ..model import Link, Page, Paper, Problem
from ..source.load import EXTERNAL
from ..source.markers import MARKERS, TABLE
from ..source.publication import SITE
from .addresses import generated


def check_navigation(paper: Paper) -> Iterator[Problem]:
    """Every page is in the navigation once, and the navigation names only pages there are."""
    files = {page.file for page in paper.pages} | paper.unreadable
    for file, line in paper.navigation.items():
        if file not in files:
            yield Problem(SITE, line, f"nav: siden {file} findes ikke.", "Ret stien, eller slet linjen.")
    for page in paper.pages:
        if page.file not in paper.navigation:
            remedy = f"Tilføj linjen «- {page.file.removeprefix('docs/')}» under nav: i {SITE}."
            yield Problem(page.file, 1, "siden er ikke i navigationen.", remedy)
    for language in paper.languages[1:]:
        yield from _language_order(paper, language)


def _language_order(paper: Paper, language: str) -> Iterator[Problem]:
    """Readers who change language stay at the same place in the paper."""
    listed = [page for page in paper.pages if page.file in paper.navigation]
    ours = {page.slug: page.file for page in listed if page.language == language}
    theirs = [page.slug for page in listed if page.language == paper.original and page.slug in ours]
    wrong = misplaced([slug for slug in ours if slug in theirs], theirs)
    if wrong:
        here, wanted = (ours[slug] for slug in wrong)
        message = f"nav: {here} står ikke i samme rækkefølge som siden, den oversætter."
        remedy = f"Flyt linjen «- {wanted.removeprefix('docs/')}» op over den."
        yield Problem(SITE, paper.navigation[here], message, remedy)


def misplaced(found: list[str], wanted: list[str]) -> tuple[str, str] | None:
    """The first that does not stand where it should, and the one that should stand there."""
    return next(((here, there) for here, there in zip(found, wanted, strict=False) if here != there), None)


def check_redirects(paper: Paper) -> Iterator[Problem]:
    """A page that has moved is no more, and where it leads there is one."""
    files = paper.by_file.keys() | paper.unreadable
    for old, link in paper.moved.items():
        new, _, anchor = link.target.partition("#")
        if f"docs/{old}" in files:
            message = f"redirect_maps: siden «{old}» findes, og linjen ville sende alle væk fra den."
            yield Problem(SITE, link.line, message, f"Slet linjen, eller slet docs/{old}.")
        elif f"docs/{new}" not in files:
            message = f"redirect_maps: siden «{new}» findes ikke."
            yield Problem(SITE, link.line, message, "Skriv en side, der findes, eller slet linjen.")
        elif anchor and (page := paper.by_file.get(f"docs/{new}")) and anchor not in (known := _places(paper, page)):
            message = f"redirect_maps: siden «{new}» har ikke id’et «#{anchor}»."
            yield Problem(SITE, link.line, message, f"Den har {', '.join(f'#{name}' for name in known)}.")


def check_headings(paper: Paper) -> Iterator[Problem]:
    """A page has one title, first; every heading has an ASCII id; no id stands twice on a page."""
    for page in paper.pages:
        headings = page.headings
        if not headings or headings[0].level != 1 or page.blocks[0] is not headings[0]:
            yield Problem(page.file, 1, "siden begynder ikke med en overskrift.", "Begynd med fx # Titel {#titel}.")
        for extra in [heading for heading in headings if heading.level == 1][1:]:
            yield Problem(page.file, extra.line, f"siden har mere end én titel: «{extra.text}».", "Brug ## til afsnit.")
        for heading in headings:
            if "{" in heading.text:
                words, typed = heading.text.split("{")[:2]
                remedy = f"Skriv {'#' * heading.level} {words}{{#{slug(typed)}}}"
                yield Problem(page.file, heading.line, "overskriftens id er ikke skrevet rigtigt.", remedy)
            elif not heading.section:
                remedy = f"Skriv {'#' * heading.level} {heading.text} {{#{slug(heading.text)}}}"
                yield Problem(page.file, heading.line, f"overskriften «{heading.text}» mangler et fast id.", remedy)
        yield from _anchor_problems(page)


def _anchor_problems(page: Page) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for block in page.blocks:
        for anchor in block.anchors:
            if anchor in first:
                remedy = "Giv det ene et andet id."
                yield Problem(page.file, block.line, f"id’et {{#{anchor}}} står også på linje {first[anchor]}.", remedy)
            elif anchor != slug(anchor):
                remedy = f"Skriv {{#{slug(anchor)}}}."
                yield Problem(page.file, block.line, f"id’et {{#{anchor}}} må kun have a-z, 0-9 og bindestreg.", remedy)
            first.setdefault(anchor, block.line)


def check_markers(paper: Paper) -> Iterator[Problem]:
    """Every marker is one that the site can fill in, and the paper's table has its place."""
    for page in paper.pages:
        for block in page.blocks:
            if block.kind == "marker" and block.text not in MARKERS:
                known = ", ".join(f"<!-- {marker} -->" for marker in sorted(MARKERS))
                remedy = f"Kendte mærker: {known}."
                yield Problem(page.file, block.line, f"mærket <!-- {block.text} --> kendes ikke.", remedy)
    for language in paper.languages:
        yield from _table_places(paper, language)


def _table_places(paper: Paper, language: str) -> Iterator[Problem]:
    """The paper has its table in every language once: it is one place that others link to."""
    pages = [page for page in paper.pages if page.language == language]
    places = [(page, block) for page in pages for block in page.blocks if block.text == TABLE]
    for page, block in places[1:]:
        message = f"tabellen står også på {places[0][0].file}:{places[0][1].line}."
        yield Problem(page.file, block.line, message, "Slet det ene mærke.")
    placed = any(block.text.startswith("tabel:") for page in pages if page.of_paper for block in page.blocks)
    if paper.table and not paper.unreadable and language == paper.original and not placed:
        remedy = f"Skriv <!-- {TABLE} --> på en linje for sig dér, hvor den skal stå."
        yield Problem(paper.table.file, 1, "tabellen står ikke på nogen side.", remedy)


def check_links(paper: Paper) -> Iterator[Problem]:
    """Every link to a page or a place on this site leads somewhere."""
    for page in paper.pages:
        for block in page.blocks:
            for link in block.links:
                yield from _link_problems(page, link, paper)


def _link_problems(page: Page, link: Link, paper: Paper) -> Iterator[Problem]:
    path, _, anchor = link.target.partition("#")
    if re.match(r"www\.|[\w-]+\.(?:dk|com|eu|org|net)\b", path):
        remedy = f"Skriv https://{link.target}"
        yield Problem(page.file, link.line, f"linket «{link.target}» mangler https:// foran.", remedy)
    if ":" in path or (path and not path.endswith(".md")):
        return
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path)) if path else page.file
    if file in paper.unreadable:
        return
    if file not in paper.by_file:
        yield Problem(page.file, link.line, f"linket «{link.target}» fører til en side, der ikke findes.", "Ret stien.")
    elif anchor and anchor not in (known := _places(paper, paper.by_file[file])):
        message = f"linket «{link.target}» fører til et id, der ikke findes."
        moved = _elsewhere(paper, page, anchor)
        remedy = f"Skriv {moved}#{anchor}" if moved else f"Siden har {', '.join(f'#{name}' for name in known)}."
        yield Problem(page.file, link.line, message, remedy)


def _elsewhere(paper: Paper, page: Page, anchor: str) -> str:
    """The one other page of the language that has the id, by its path from this page; empty where none has."""
    pages = [other for other in paper.pages if other.language == page.language and anchor in _places(paper, other)]
    return posixpath.relpath(pages[0].file, posixpath.dirname(page.file)) if len(pages) == 1 else ""


def _places(paper: Paper, page: Page) -> list[str]:
    """Every id on the page: those its text has, and those that its markers' templates write."""
    return [*page.anchors, *(name for block in page.blocks for name in generated(paper, block))]


def check_external_links(paper: Paper) -> Iterator[Problem]:
    """Every link to another site is on the list of those a human has reviewed, and the list has no others."""
    if paper.external_links is None:
        return
    used: set[str] = set()
    for page in paper.pages:
        for link in (link for block in page.blocks for link in block.links if "://" in link.target):
            used.add(link.target)
            if link.target not in paper.external_links:
                message = f"linket «{link.target}» til et andet websted er ikke set efter."
                yield Problem(page.file, link.line, message, f"Tilføj linjen {link.target} i {EXTERNAL}.")
    for target, line in paper.external_links.items():
        if target not in used and not paper.unreadable:
            yield Problem(EXTERNAL, line, f"linket «{target}» bruges ikke på nogen side.", "Slet linjen.")
