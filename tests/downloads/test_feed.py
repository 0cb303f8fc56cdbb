"""The feed of changes is read by a feed reader that others wrote, and tells what has changed, where and when."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
from conftest import ADDRESS, committed, git, site_of
from lxml import etree
from paper.downloads.feed import feed_files
from paper.page.view import Site
from paper.source.load import load_paper
from pytest import MonkeyPatch

Edit = Callable[[str, str, str], Path]
PAGE = "docs/i-samme-baad.md"
HERE = f"{ADDRESS}om/aendringer/"
ATOM = "{http://www.w3.org/2005/Atom}"


def read(site: Site) -> Any:
    (text,) = feed_files(site).values()
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


def test_a_change_is_an_entry_with_its_words_and_its_date(project: Path, monkeypatch: MonkeyPatch) -> None:
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


def test_each_entry_has_what_atom_asks_of_one(edit: Edit) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and time each, no id twice, an author for all."""
    (text,) = feed_files(site_of(edit(PAGE, "ikke være gnidningsfrie", "aldrig være gnidningsfrie"))).values()
    feed = etree.fromstring(text.encode())
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2 and feed.findall(f"{ATOM}author/{ATOM}name")
    for each in (feed, *entries):
        assert [len(each.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)


def test_the_same_text_gives_the_same_bytes(project: Path) -> None:
    assert feed_files(site_of(project)) == feed_files(site_of(project))


def test_without_editions_there_is_no_feed(project: Path) -> None:
    (project / "docs/data/udgaver.yml").unlink()
    assert feed_files(site_of(project)) == {}
