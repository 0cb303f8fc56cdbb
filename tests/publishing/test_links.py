"""Promised addresses are looked for in the finished site, and so is what every link leads to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from paper.checks import check_project
from paper.publishing.links import check_promises, check_site_links
from paper.source.load import load_paper

Edit = Callable[[str, str, str], Path]
OLD = "/gammel/\n/gammel/#afsnit\n"
BASE = "https://oplaeg.example/"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of two pages and a file."""
    (tmp_path / "om").mkdir()
    (tmp_path / "index.html").write_text('<h1 id="top">A</h1><a href="om/#kolofon">B</a><a href="#top">C</a>', "utf-8")
    (tmp_path / "om/index.html").write_text('<h1 id="kolofon">D</h1><a href="../">E</a><a href="tel:1">F</a>', "utf-8")
    (tmp_path / "data.json").write_text(f'{{"adresse": "{BASE}om/#kolofon"}}', "utf-8")
    return tmp_path


def told(small: Path, *translations: str) -> list[str]:
    return [str(problem) for problem in check_site_links(small, BASE, translations)]


def test_a_site_whose_links_hold_has_no_problem(small: Path) -> None:
    assert told(small) == []


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        (
            "om/index.html",
            '<h1 id="andet">D</h1>',
            "site/data.json:1: Linket til /om/#kolofon fører ingen steder hen (også fra 1 andre filer).",
        ),
        (
            "om/index.html",
            '<h1 id="kolofon">D</h1><img src="../intet.png">',
            "site/om/index.html:1: Linket til /intet.png fører ingen steder hen.",
        ),
        ("feed.xml", f"<a>{BASE}ingenting/</a>", "site/feed.xml:1: Linket til /ingenting/ fører ingen steder hen."),
    ],
)
def test_a_broken_link_is_told_once_in_whatever_output_it_stands(
    small: Path, file: str, text: str, problem: str
) -> None:
    (small / file).write_text(text, "utf-8")
    assert told(small) == [f"{problem} Ret linket, eller læg det tilbage, som det fører til."]


def test_an_id_that_a_translation_lacks_stops_nothing(small: Path) -> None:
    (small / "om.en").mkdir()
    (small / "om.en/index.html").write_text("<p>A</p>", "utf-8")
    (small / "index.html").write_text('<h1 id="top"><a href="om.en/#ny">B</a></h1>', "utf-8")
    assert [problem.warning for problem in check_site_links(small, BASE, ("en",))] == [True]
    assert [problem.warning for problem in check_site_links(small, BASE)] == [False]


GONE = "er lovet at blive stående, men findes ikke længere."


def test_a_promise_is_kept_by_a_page_by_an_id_or_by_a_page_that_sends_on(project: Path, small: Path) -> None:
    promises = "/\n/#top\n/data.json\n/gammel/\n/gammel/#kolofon\n/om/#kolofon\n"
    (project / "docs/data/ankre.txt").write_text(promises, "utf-8")
    (small / "gammel").mkdir()
    (small / "gammel/index.html").write_text('<meta http-equiv="refresh" content="0; url=../om/">', "utf-8")
    paper, _ = load_paper(project)
    assert list(check_promises(paper, small)) == []
    (small / "gammel/index.html").unlink()
    (small / "data.json").unlink()
    assert [str(problem) for problem in check_promises(paper, small)] == [
        f"docs/data/ankre.txt:3: Adressen /data.json {GONE} Læg filen tilbage.",
        f"docs/data/ankre.txt:4: Adressen /gammel/ {GONE} Behold siden, eller skriv "
        "«gammel.md: den-nye-side.md» under redirect_maps: i mkdocs.yml.",
        f"docs/data/ankre.txt:5: Adressen /gammel/#kolofon {GONE} Behold id’et "
        "{#kolofon} i docs/gammel.md, eller skriv [](){#kolofon} dér, hvor teksten nu står. Er den flyttet til en "
        "anden side, så skriv linjen her som /gammel/#kolofon -> /om/#kolofon",
    ]


def test_a_moved_page_keeps_its_promises(edit: Edit) -> None:
    edit("mkdocs.yml", "redirect_maps: {}", "redirect_maps: {gammel.md: om.md}")
    project = edit("docs/data/ankre.txt", "/god-ledelse-gavner-alle.en/\n", f"{OLD}/god-ledelse-gavner-alle.en/\n")
    assert check_project(project)[1] == []
