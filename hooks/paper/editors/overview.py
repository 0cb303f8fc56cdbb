"""What a change does, in words: from the paper before and after it, not from lines of files."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory

from ..addresses import address
from ..model import Block, Count, MemberTable, Page, Paper, Passage, fingerprint
from ..source.load import load_paper
from ..source.publication import SITE
from ..source.record import changes
from ..words import format_count

ADJECTIVES = {"en": "engelsk"}

Section = tuple[Page, tuple[Block, ...]]


def overview_since(root: FilePath, base: str) -> str:
    """What differs between the project as it stands and the revision `base`, as Danish Markdown."""
    before = _paper_at(root, base)
    if before is None:
        return f"# Det gør ændringen\n\nDer er intet at sammenligne med: «{base}» kan ikke læses.\n"
    return overview(before, load_paper(root)[0])


def _paper_at(root: FilePath, base: str) -> Paper | None:
    """The paper as it was, as far as it can be read: it need not have built, nor been this project at all."""
    command = ["git", "archive", "--format=tar", base, "docs", SITE]
    archive = subprocess.run(command, cwd=root, capture_output=True, check=False)
    if archive.returncode:
        return None
    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
        try:
            return load_paper(FilePath(folder))[0]
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None


def overview(before: Paper, after: Paper) -> str:
    """What the change from one paper to the other does: numbers, text, translation, permanent links."""
    facts = [*_figures(before.table, after.table), *_counts(before, after), *_behind(after), *_links(before, after)]
    return "\n".join(["# Det gør ændringen", "", *(f"- {fact}" for fact in facts), *_texts(before, after), ""])


def _figures(before: MemberTable | None, after: MemberTable | None) -> Iterator[str]:
    if before is None or after is None:
        yield f"Tabellen kan ikke læses {'efter' if before else 'før'} ændringen."
        return
    old, new = ({row.name: row.count for row in table.rows} for table in (before, after))
    names = [(name, old.get(name), new.get(name)) for name in dict.fromkeys([*old, *new])]
    for name, was, now in [*names, ("I alt", before.total, after.total)]:
        if was != now:
            yield f"{_plain(name)}: {_number(was)} → {_number(now)}"


def _number(count: Count | None) -> str:
    return format_count(count, "da") if count else "(ingen)"


def _counts(before: Paper, after: Paper) -> Iterator[str]:
    old, new = _sections(before, after), _sections(after, before)
    changed = sum(fingerprint(old[key][1]) != fingerprint(new[key][1]) for key in old.keys() & new.keys())
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    told = [f"{changed} afsnit ændret"] if changed else []
    told += [f"{added} {'nyt' if added == 1 else 'nye'} afsnit"] if added else []
    told += [f"{gone} afsnit fjernet"] if gone else []
    yield f"{', '.join(told) or 'Ingen tekst er ændret'}."


def _sections(paper: Paper, other: Paper) -> dict[tuple[str, str], Section]:
    """Every section by its file and id; files that can be read only on one side are left out."""
    pages = [page for page in paper.pages if page.file not in other.unreadable]
    return {(page.file, section): (page, blocks) for page in pages for section, blocks in page.sections.items()}


def _behind(paper: Paper) -> Iterator[str]:
    for language in paper.languages[1:]:
        late = sum(len(paper.behind(page)) for page in paper.pages if page.language == language)
        name = ADJECTIVES.get(language, language)
        yield f"{late} {name if late == 1 else f'{name}e'} afsnit er bagud."


def _links(before: Paper, after: Paper) -> Iterator[str]:
    old, new = _addresses(before, after), _addresses(after, before)
    lost, added = sorted(old - new), sorted(new - old)
    told = f"{len(lost)} {'fast link' if len(lost) == 1 else 'faste links'} tabt, {len(added)} "
    yield told + ("nyt." if len(added) == 1 else "nye.")
    yield from (f"Tabt fast link: `{link}`" for link in lost)
    yield from (f"Nyt fast link: `{link}`" for link in added)


def _addresses(paper: Paper, other: Paper) -> set[str]:
    pages = [page for page in paper.pages if page.file not in other.unreadable]
    places = [(address(paper, page.slug, page.language), page) for page in pages]
    return {f"/{place}#{anchor}" for place, page in places for anchor in page.anchors}


def _texts(before: Paper, after: Paper) -> Iterator[str]:
    """Each changed section: where it stands, and its passages before and after with the words that differ in bold."""
    old, new = _sections(before, after), _sections(after, before)
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        passages = list(changes(_passages(was), _passages(now)))
        if passages:
            yield from ("", f"## {_place(now or was)}", "")
            for change in passages:
                yield from _before_and_after(change.before, change.after)


def _passages(section: Section | None) -> tuple[Passage, ...]:
    return tuple(Passage(block.text) for block in section[1] if block.text) if section else ()


def _place(section: Section | None) -> str:
    """The page and heading, linked to the file at the line where the environment says what the repository is."""
    assert section
    page, blocks = section
    titles = dict.fromkeys([page.title.text if page.title else page.slug, blocks[0].text])
    words, place = _plain(" › ".join(titles)), f"{page.file}:{blocks[0].line}"
    repository, revision = os.environ.get("REPO_URL"), os.environ.get("GITHUB_SHA")
    if repository and revision:
        place = f"[{place}]({repository}/blob/{revision}/{page.file}?plain=1#L{blocks[0].line})"
    return f"{words} ({place})"


def _before_and_after(before: Passage | None, after: Passage | None) -> Iterator[str]:
    old, new = before.text.split() if before else [], after.text.split() if after else []
    yield f"- Før: {_marked(old, new) if before else '(intet)'}"
    yield f"- Nu: {_marked(new, old) if after else '(intet)'}"


def _marked(words: list[str], others: list[str]) -> str:
    parts = []
    for kind, i, j, _, _ in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if i < j:
            text = _plain(" ".join(words[i:j]))
            parts.append(text if kind == "equal" or not others else f"**{text}**")
    return " ".join(parts)


def _plain(text: str) -> str:
    """The text with Markdown's signs made plain: it comes from a pull request that anyone may send."""
    return re.sub(r"([\\`*_\[\]<>#|~&@])", r"\\\1", text)
