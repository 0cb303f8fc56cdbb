"""What is new, for feed readers: each edition, and each section changed since the latest one. Atom (RFC 4287).

Dates are git's or the editions' own, never the build's; the same text gives the same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..addresses import address
from ..model import Edition, Paper
from ..page.changes import PAGE, Changed, comparisons
from ..page.view import Site
from ..words import labels, site_title


@dataclass(frozen=True)
class Entry:
    """Something new; `where` is its address and, for good, its identity. `pieces` are as in page/changes.py."""

    where: str
    title: str
    updated: str
    texts: tuple[str, ...] = ()
    passages: tuple[tuple[tuple[str, str], ...], ...] = ()


def feed_files(site: Site) -> dict[str, str]:
    """The feed by its address from the site's root; none for a paper without editions or a page of changes."""
    paper = site.paper
    if not paper.editions or not paper.page(PAGE, paper.original):
        return {}
    here = site.address + address(paper, PAGE, paper.original)
    latest = comparisons(paper)[-1:]
    entries = [_change(site, here, changed) for _, sections in latest for changed in sections]
    entries += [_edition(site, edition) for edition in reversed(paper.editions)]
    title = _in_all(paper, lambda language: site_title(paper, language))
    updated = max(entry.updated for entry in entries)
    text = site.draw("feed.xml", here=here, title=title, updated=updated, entries=entries)
    return {f"{PAGE}/feed.xml": text}


def _edition(site: Site, edition: Edition) -> Entry:
    paper = site.paper
    title = _in_all(paper, lambda language: labels(paper, language)("udgave", udgave=edition.name))
    notes = tuple(dict.fromkeys(edition.note[language] for language in paper.languages if language in edition.note))
    return Entry(site.address + edition.page_address, title, _time(edition.date), notes)


def _change(site: Site, here: str, changed: Changed) -> Entry:
    paper, now = site.paper, changed.now
    date = site.changed_on(now.page, now.section) if now else ""

    def title(language: str) -> str:
        return labels(paper, language)("aendret_titel", titel=_headings(paper, changed, language))

    return Entry(
        f"{here}#{changed.id}", _in_all(paper, title), _time(date or changed.edition.date), passages=changed.passages
    )


def _headings(paper: Paper, changed: Changed, language: str) -> str:
    """The headings that the section stands under; in a translation its own, where it has them."""
    page = paper.page(changed.now.page, language) if changed.now else None
    if page is None or changed.now is None or changed.now.section not in page.sections:
        return " – ".join(changed.headings)
    return " – ".join(dict.fromkeys((page.title.text, page.sections[changed.now.section][0].text)))


def _in_all(paper: Paper, words: Callable[[str], str]) -> str:
    """The words in each language, once where they are the same: an entry has but one title."""
    return " / ".join(dict.fromkeys(words(language) for language in paper.languages))


def _time(date: str) -> str:
    """A month or a day as Atom writes times."""
    return f"{date}-01T00:00:00Z" if len(date) == len("2011-10") else f"{date}T00:00:00Z"
