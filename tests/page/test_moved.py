"""A section moves to another page by the checks' own words alone, and old links to it lead on."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import build, view_of
from lxml.html import document_fromstring
from paper.checks import check_project
from paper.model import Problem
from paper.page.moved import moved_places
from paper.report import errors

OLD, NEW = "docs/i-samme-baad", "docs/en-verden-til-forskel"
PROMISES = "docs/data/ankre.txt"
ID = "ledere-er-ogsaa-ansatte"


def move(project: Path, ending: str) -> None:
    """The last section of a page, cut out and put in at the end of another, as an editor would."""
    old, new = project / f"{OLD}{ending}", project / f"{NEW}{ending}"
    before, heading, section = old.read_text("utf-8").rpartition("\n## ")
    assert f"{{#{ID}}}" in section
    old.write_text(before, "utf-8")
    new.write_text(f"{new.read_text('utf-8')}{heading}{section}", "utf-8")


def follow(project: Path, problem: Problem) -> None:
    """What the message says, word for word, in the list of promises."""
    lines = (project / PROMISES).read_text("utf-8").split("\n")
    replaced = re.search(r"så skriv linjen her som (.*)", problem.remedy)
    added = re.fullmatch(r"Tilføj linjen (\S+) efter (\S+)\.", problem.remedy)
    if replaced:
        lines[problem.line - 1] = replaced[1]
    elif added:
        lines.insert(lines.index(added[2]) + 1, added[1])
    (project / PROMISES).write_text("\n".join(lines), "utf-8")


def moved(project: Path) -> Path:
    for ending in (".md", ".en.md"):
        move(project, ending)
    for problem in errors(check_project(project)[1]):
        follow(project, problem)
    return project


def told(project: Path) -> list[str]:
    return [str(problem) for problem in errors(check_project(project)[1])]


def test_a_section_is_moved_by_following_the_messages(project: Path) -> None:
    move(project, ".md")
    kept, new = errors(check_project(project)[1])
    assert kept.remedy.endswith(
        f"Er den flyttet til en anden side, så skriv linjen her som /i-samme-baad/#{ID} -> /en-verden-til-forskel/#{ID}"
    )
    assert (
        new.remedy == f"Tilføj linjen /en-verden-til-forskel/#{ID} efter /en-verden-til-forskel/#en-verden-til-forskel."
    )
    follow(project, kept)
    follow(project, new)
    assert told(project) == []


def test_an_old_link_leads_on_from_the_page_as_built(project: Path, tmp_path: Path) -> None:
    site = build(moved(project), tmp_path / "build")
    for old, new, words in (
        ("i-samme-baad", "en-verden-til-forskel", "Teksten er flyttet til en anden side: Ledere er også ansatte"),
        (
            "i-samme-baad.en",
            "en-verden-til-forskel.en",
            "The text has moved to another page: Managers are employees too",
        ),
    ):
        (place,) = document_fromstring((site / old / "index.html").read_text("utf-8")).xpath(f"//*[@id='{ID}']")
        assert place.text_content() == words
        assert place.xpath("a/@href") == [f"../{new}/#{ID}"]
        assert f'id="{ID}"' in (site / new / "index.html").read_text("utf-8")


def test_where_a_page_has_moved_too_its_moved_places_are_told_on_the_new_page(project: Path) -> None:
    moved(project)
    promises, site = project / PROMISES, project / "mkdocs.yml"
    away = f"/gammel/\n/gammel/#sted -> /en-verden-til-forskel/#{ID}\n/god-ledelse-gavner-alle.en/\n"
    promises.write_text(promises.read_text("utf-8").replace("/god-ledelse-gavner-alle.en/\n", away), "utf-8")
    site.write_text(site.read_text("utf-8").replace("redirect_maps: {}", "redirect_maps: {gammel.md: om.md}"), "utf-8")
    assert told(project) == []
    assert list(moved_places(view_of(project, "docs/om.md"))) == [
        ("sted", f"../en-verden-til-forskel/#{ID}", "Ledere er også ansatte")
    ]


def test_a_page_that_nothing_has_left_tells_of_nothing(project: Path) -> None:
    moved(project)
    assert list(moved_places(view_of(project, "docs/om.md"))) == []
