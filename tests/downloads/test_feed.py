"""The feed of changes is valid, is read by a feed reader that others wrote, and tells what changed, where and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import feedparser
import pytest
from conftest import ADDRESS, committed, git, site_of
from lxml import etree
from lxml.isoschematron import Schematron
from paper.downloads.feed import feed_files
from paper.page.view import Site
from paper.source.load import load_paper

PAGE = "docs/i-samme-baad.md"
HERE = f"{ADDRESS}om/aendringer/"
GRAMMAR = etree.parse(Path(__file__).with_name("atom.rng"))
VALIDATORS = (etree.RelaxNG(GRAMMAR), Schematron(GRAMMAR))


def validate(text: str) -> None:
    """Raises DocumentInvalid for what is not as RFC 4287 has it."""
    feed = etree.fromstring(text.encode())
    for validator in VALIDATORS:
        validator.assertValid(feed)


def read(site: Site) -> Any:
    """The feed, which is valid, as a feed reader finds it."""
    (text,) = feed_files(site).values()
    validate(text)
    found = feedparser.parse(text.encode())
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def test_an_unchanged_text_has_an_entry_for_its_edition(project: Path) -> None:
    found = read(site_of(project))
    assert found.feed.title == "Offentlig ledelse i fællesskab / Public leadership: a common cause"
    assert (found.feed.id, found.feed.updated) == (HERE, "2011-10-01T00:00:00Z")
    assert {(link.rel, link.href) for link in found.feed.links} == {("alternate", HERE), ("self", f"{HERE}feed.xml")}
    (entry,) = found.entries
    assert (entry.title, entry.id, entry.link) == ("Udgave 2011 / 2011 edition", *2 * [f"{ADDRESS}udgaver/2011/"])
    assert "Det trykte oplæg." in entry.content[0].value and "The printed paper." in entry.content[0].value


def test_a_change_is_an_entry_with_its_words_and_its_date(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(project)
    path = project / PAGE
    path.write_text(path.read_text("utf-8").replace("ikke være gnidningsfrie", "aldrig være fri & glatte"), "utf-8")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-24T12:00:00Z")
    git(project, "commit", "--quiet", "--all", "--message", "En rettelse")
    found = read(Site(load_paper(project)[0], ADDRESS, project / "overrides"))
    entry = found.entries[0]
    assert (
        entry.title
        == "Ændret: I samme båd? – Forskellige perspektiver / Changed: In the same boat? – Different perspectives"
    )
    assert entry.id == entry.link == f"{HERE}#i-samme-baad--forskellige-perspektiver"
    assert entry.updated == found.feed.updated == "2026-11-24T00:00:00Z"
    assert "<del>ikke</del> <ins>aldrig</ins>" in entry.content[0].value
    assert [each.id for each in found.entries[1:]] == [f"{ADDRESS}udgaver/2011/"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (f"<id>{ADDRESS}udgaver/2011/</id>", ""),
        ("<updated>2011-10-01T00:00:00Z</updated>", "<updated>2011-10-01</updated>"),
        ("<author>", "<author><name>LO</name>"),
        ("author>", "contributor>"),
        ('<div xmlns="http://www.w3.org/1999/xhtml">', "<div>"),
    ],
    ids=["an entry without an id", "a date without a time", "two names", "no author", "content that is no XHTML"],
)
def test_what_is_not_atom_is_refused(right: str, wrong: str, project: Path) -> None:
    (text,) = feed_files(site_of(project)).values()
    assert right in text
    with pytest.raises(etree.DocumentInvalid):
        validate(text.replace(right, wrong))


def test_the_same_text_gives_the_same_bytes(project: Path) -> None:
    assert feed_files(site_of(project)) == feed_files(site_of(project))


def test_without_editions_there_is_no_feed(project: Path) -> None:
    (project / "docs/data/udgaver.yml").unlink()
    assert feed_files(site_of(project)) == {}
