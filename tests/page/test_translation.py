"""Translations that fall behind are told of, passage by passage, and hold nobody up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import build, view_of
from paper.checks import check_project
from paper.page.headings import mark_behind
from paper.page.tree import parse, write
from paper.report import errors, warnings

Edit = Callable[[str, str, str], Path]
PAGE = "docs/i-samme-baad.md"
PROMISES = "docs/data/ankre.txt"
OLD = "/faelles-ledelsesarbejde/#faelles-ledelsesarbejde\n"


def test_a_typo_in_one_paragraph_marks_that_section_only(edit: Edit) -> None:
    _, problems = check_project(edit(PAGE, "gnidningsfrie", "gnidningsløse"))
    assert errors(problems) == []
    assert [str(problem) for problem in warnings(problems)] == [
        "docs/i-samme-baad.en.md:64: afsnittet {#forskellige-perspektiver} er bagud: docs/i-samme-baad.md:54 er "
        "ændret, siden det blev oversat. Skriv «  forskellige-perspektiver: a69d30fb» under oversat: øverst på siden, "
        "når oversættelsen er fornyet."
    ]


def test_writing_the_value_told_renews_the_section(edit: Edit) -> None:
    project = edit(PAGE, "gnidningsfrie", "gnidningsløse")
    _, problems = check_project(project)
    value = re.search(r"«  (.*)»", problems[0].remedy)
    assert value
    translation = project / "docs/i-samme-baad.en.md"
    text = translation.read_text("utf-8")
    translation.write_text(re.sub(r"forskellige-perspektiver: \w+", value[1], text), "utf-8")
    assert check_project(project)[1] == []


def test_a_changed_link_or_id_of_a_paragraph_does_not_put_the_translation_behind(edit: Edit) -> None:
    project = edit("docs/de-faelles-kampe/nyt-syn.md", "Det sker dels, når", "[Det sker](../om.md) dels, når")
    assert check_project(project)[1] == []


def test_a_reader_of_the_translation_is_told_at_the_section(edit: Edit) -> None:
    view = view_of(edit(PAGE, "gnidningsfrie", "gnidningsløse"), "docs/i-samme-baad.en.md")
    html = '<h2 id="samme-forening">One</h2><p>a</p><h2 id="forskellige-perspektiver">Two</h2><p>b</p>'
    tree = parse(html)
    mark_behind(tree, view)
    assert write(tree) == (
        '<h2 id="samme-forening">One</h2><p>a</p><h2 id="forskellige-perspektiver">Two</h2>'
        '<p class="bagud" data-genereret>The Danish text of this section is newer than this translation. '
        '<a href="../i-samme-baad/#forskellige-perspektiver" hreflang="da">Read the Danish text</a></p><p>b</p>'
    )


def test_an_up_to_date_page_is_left_as_it_is(project: Path) -> None:
    view, tree = view_of(project, "docs/i-samme-baad.en.md"), parse('<h2 id="ledermedlemmer">One</h2>')
    assert view.paper.behind(view.page) == {}
    mark_behind(tree, view)
    assert write(tree) == '<h2 id="ledermedlemmer">One</h2>'


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param(
            [
                ("docs/data/ledermedlemmer.yml", "antal: 5.000", "antal: 9.000"),
                ("docs/data/ledermedlemmer.yml", "i_alt: 12.835-13.185", "i_alt: 16.835-17.185"),
                (PAGE, "omkring 13.000", "omkring 17.000"),
                ("docs/data/tal-i-teksten.yml", "{da: omkring 13.000", "{da: omkring 17.000"),
                ("docs/data/tal-i-teksten.yml", "tal: 13.000", "tal: 17.000"),
            ],
            ["afsnittet {#ledermedlemmer} er bagud: docs/i-samme-baad.md:3 er ændret, siden det blev oversat."],
            id="a number changed in Danish",
        ),
        pytest.param(
            [
                (PAGE, "## Forskellige perspektiver", "## Nyt {#nyt}\n\nNy tekst.\n\n## Forskellige perspektiver"),
                (PROMISES, "/i-samme-baad/#samme-forening\n", "/i-samme-baad/#nyt\n/i-samme-baad/#samme-forening\n"),
            ],
            ["afsnittet {#nyt} er bagud: docs/i-samme-baad.md:54 er ændret, siden det blev oversat."],
            id="a new section in Danish",
        ),
        pytest.param(
            [
                ("docs/faelles-ledelsesarbejde.md", "{#faelles-ledelsesarbejde}", "{#faelles-arbejde}"),
                (PROMISES, OLD, OLD.replace("#faelles-ledelsesarbejde", "#faelles-arbejde")),
            ],
            [
                "afsnittet {#faelles-arbejde} er bagud: docs/faelles-ledelsesarbejde.md:1 er ændret, "
                "siden det blev oversat.",
                "afsnittet {#faelles-ledelsesarbejde} findes ikke længere i docs/faelles-ledelsesarbejde.md.",
            ],
            id="a renamed section in Danish",
        ),
        pytest.param(
            [
                (
                    "docs/data/ordforklaring.yml",
                    'da: "Et medlem af et fagforbund, der arbejder som leder."\n    en: ',
                    'da: "Et medlem af et fagforbund, der arbejder som leder."\n    de: ',
                )
            ],
            ["oversættelsen til «en» mangler."],
            id="words without a translation",
        ),
    ],
)
def test_a_missing_translation_stops_nothing(
    project: Path, edit: Edit, changes: list[tuple[str, str, str]], told: list[str]
) -> None:
    for change in changes:
        edit(*change)
    _, problems = check_project(project)
    assert errors(problems) == []
    assert sorted(problem.message for problem in problems) == sorted(told)


def test_a_page_without_translation_is_told_of(project: Path, edit: Edit) -> None:
    (project / "docs/forord.md").write_text("# Forord {#forord}\n\nVelkommen.\n", "utf-8")
    edit("mkdocs.yml", "  - om.md", "  - om.md\n  - forord.md")
    edit(PROMISES, OLD, f"{OLD}/forord/\n/forord/#forord\n")
    assert [str(problem) for problem in check_project(project)[1]] == [
        "docs/forord.md:1: siden er ikke oversat til «en». Læg oversættelsen i docs/forord.en.md."
    ]


def test_a_third_language_is_configuration_and_files(project: Path, edit: Edit, tmp_path: Path) -> None:
    """A Swedish front page and Swedish words are enough for a Swedish edition to begin."""
    edit("mkdocs.yml", "{da: Dansk, en: English}", "{da: Dansk, en: English, sv: Svenska}")
    edit("mkdocs.yml", "  - index.en.md", "  - index.en.md\n  - index.sv.md")
    edit("docs/data/brugerflade.yml", "menu: {da: Menu, en: Menu}", "menu: {da: Menu, en: Menu, sv: Meny}")
    edit("docs/data/brugerflade.yml", "sprog: {da: Dansk, en: English}", "sprog: {da: Dansk, en: English, sv: Svenska}")
    front = "---\noplaeg: nej\n---\n\n# Offentligt ledarskap {#offentlig-ledelse-i-faellesskab}\n"
    (project / "docs/index.sv.md").write_text(front, "utf-8")
    promise = "/index.sv/\n/index.sv/#offentlig-ledelse-i-faellesskab\n"
    edit(PROMISES, "/om.en/\n", f"{promise}/om.en/\n")
    folder = tmp_path / "site"
    folder.mkdir()
    html = (build(project, folder) / "index.sv/index.html").read_text("utf-8")
    assert '<html lang="sv"' in html
    assert "<title>Offentligt ledarskap</title>" in html
    assert ">Meny</button>" in html
    assert 'href="../" hreflang="da"' in html.replace('href=".." ', 'href="../" ')
    assert 'hreflang="en"' in html
