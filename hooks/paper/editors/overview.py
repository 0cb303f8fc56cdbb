"""What a change does, in words: from the paper before and after it, not from lines of files."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path as FilePath

from babel import Locale

from ..addresses import address
from ..checks.kept import check_kept_files
from ..model import Block, Count, MemberTable, Page, Paper, Passage, Problem, fingerprint
from ..page.changes import word_changes
from ..page.view import environment
from ..report import errors
from ..source.load import GLOSSARY, LABELS, load_paper
from ..source.record import Change, changes
from ..source.revision import project_at, published_in
from ..words import format_count

WORDS = {LABELS: "labels", GLOSSARY: "terms"}  # what readers see besides the pages

Section = tuple[Page, tuple[Block, ...]]
Sections = Mapping[tuple[str, str], Section]  # by file and id
Reading = tuple[Paper, list[Problem]]


def overview_since(root: FilePath, base: str) -> str:
    """What differs between the project as it stands and the revision `base`, as Danish Markdown."""
    with project_at(root, base) as folder:
        before = _read(folder) if folder else None
        published = published_in(folder) if folder else None
    after = _read(root)
    if before is None or after is None:
        unknown = f"«{base}»" if before is None else "projektet, som det er nu,"
        return f"# Det gør ændringen\n\nDer er intet at sammenligne med: {unknown} kan ikke læses.\n"
    return overview(before, after, list(check_kept_files(root, published)) if published else [])


def _read(folder: FilePath) -> Reading | None:
    """The paper as far as it can be read, and the problems met: it need not build, nor be this project at all."""
    try:
        return load_paper(folder)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def overview(was: Reading, now: Reading, broken: Sequence[Problem] = ()) -> str:
    """What the change from one reading to the other does: numbers, text, translation, permanent links.

    What cannot be read, and the files under promise that are `broken`, come first.
    """
    (before, after), unread = (was[0], now[0]), (_unread(was), _unread(now))
    lost = {problem.file for problems in unread for problem in problems}
    old, new = _sections(before, after), _sections(after, before)
    were, are = _addresses(before, after), _addresses(after, before)
    template = environment(FilePath(__file__).parent).overlay(autoescape=False).get_template("overview.md.jinja")
    return template.render(
        plain=_plain,
        broken=broken,
        unread=unread,
        figures=_figures(before.table, after.table),
        words=[
            file for file, part in WORDS.items() if getattr(before, part) != getattr(after, part) and file not in lost
        ],
        changed=sum(fingerprint(old[key][1]) != fingerprint(new[key][1]) for key in old.keys() & new.keys()),
        added=len(new.keys() - old.keys()),
        gone=len(old.keys() - new.keys()),
        behind=_behind(after),
        lost_links=sorted(were - are - _moved(after)),
        new_links=sorted(are - were),
        sections=list(_texts(old, new)),
    )


def _unread(reading: Reading) -> list[Problem]:
    """The first problem of each file that is not part of the paper because of it."""
    paper, problems = reading
    files = groupby(sorted(errors(problems)), key=lambda problem: problem.file)
    return [next(found) for file, found in files if file not in paper.by_file]


def _moved(paper: Paper) -> set[str]:
    """The places whose old links lead on to another page."""
    return {place for place, promise in (paper.promises or {}).items() if promise.now}


def _figures(before: MemberTable | None, after: MemberTable | None) -> Iterator[tuple[str, str, str]]:
    """Each row whose count differs: its name, and the count before and after in words."""
    if before and after:
        old, new = ({row.name: row.count for row in table.rows} | {"I alt": table.total} for table in (before, after))
        for name in [*dict.fromkeys(name for name in (*old, *new) if name != "I alt"), "I alt"]:
            if old.get(name) != new.get(name):
                yield name, _number(old.get(name)), _number(new.get(name))


def _number(count: Count | None) -> str:
    return format_count(count, "da") if count else "(ingen)"


def _behind(paper: Paper) -> Iterator[tuple[int, str]]:
    """How many sections of each translation are behind, and its language in Danish."""
    for language in paper.languages[1:]:
        late = sum(len(paper.behind(page)) for page in paper.pages if page.language == language)
        yield late, Locale("da").languages.get(language, language)


def _both(paper: Paper, other: Paper) -> list[Page]:
    """The pages but for those whose files can be read only on one side."""
    return [page for page in paper.pages if page.file not in other.unreadable]


def _sections(paper: Paper, other: Paper) -> dict[tuple[str, str], Section]:
    """Every section by its file and id."""
    pages = _both(paper, other)
    return {(page.file, section): (page, blocks) for page in pages for section, blocks in page.sections.items()}


def _addresses(paper: Paper, other: Paper) -> set[str]:
    places = [(address(paper, page.slug, page.language), page) for page in _both(paper, other)]
    return {f"/{place}#{anchor}" for place, page in places for anchor in page.anchors}


def _texts(old: Sections, new: Sections) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each changed section: where it stands, and its passages before and after with the words that differ in bold."""
    for key in dict.fromkeys([*new, *old]):
        found = list(changes(_passages(old.get(key)), _passages(new.get(key))))
        if found:
            yield _place(*(new.get(key) or old[key])), [(_marked(each, "ins"), _marked(each, "del")) for each in found]


def _passages(section: Section | None) -> tuple[Passage, ...]:
    return tuple(Passage(block.text) for block in section[1] if block.text) if section else ()


def _place(page: Page, blocks: tuple[Block, ...]) -> str:
    """The page and heading, linked to the file at the line where the environment says what the repository is."""
    titles = dict.fromkeys([page.title.text or page.slug, blocks[0].text])
    words, place = _plain(" › ".join(titles)), f"{page.file}:{blocks[0].line}"
    repository, revision = os.environ.get("REPO_URL"), os.environ.get("GITHUB_SHA")
    if repository and revision:
        place = f"[{place}]({repository}/blob/{revision}/{page.file}?plain=1#L{blocks[0].line})"
    return f"{words} ({place})"


def _marked(change: Change, other: str) -> str:
    """The passage without the words that are only on the other side; its own are in bold where there is another."""
    bold = "**" if change.before and change.after else ""
    own = ((kind, _plain(text.strip())) for kind, text in word_changes(change) if kind != other)
    marked = (text if kind == "same" else f"{bold}{text}{bold}" for kind, text in own)
    return " ".join(marked) or "(intet)"


def _plain(text: str) -> str:
    """The text with Markdown's signs made plain: it comes from a pull request that anyone may send."""
    return re.sub(r"([\\`*_\[\]<>#|~&@])", r"\\\1", text)
