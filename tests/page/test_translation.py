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
UI = "docs/data/brugerflade.yml"
PROMISES = "docs/data/ankre.txt"
OLD = "/faelles-ledelsesarbejde/#faelles-ledelsesarbejde\n"


def test_a_typo_in_one_paragraph_marks_that_section_only(edit: Edit) -> None:
    _, problems = check_project(edit(PAGE, "gnidningsfrie", "gnidningsløse"))
    assert errors(problems) == []
    assert [str(problem) for problem in warnings(problems)] == [
        "docs/i-samme-baad.en.md:64: Afsnittet {#forskellige-perspektiver} er bagud: docs/i-samme-baad.md:54 er "
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
            ["oversættelsen til engelsk mangler."],
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
        "docs/forord.md:1: Siden er ikke oversat til engelsk. Læg oversættelsen i docs/forord.en.md."
    ]


def test_a_third_language_is_configuration_and_files(project: Path, edit: Edit, tmp_path: Path) -> None:
    """A Faroese front page and Faroese words are enough for a Faroese edition to begin, though Material knows none."""
    edit("mkdocs.yml", "{da: Dansk, en: English}", "{da: Dansk, en: English, fo: Føroyskt}")
    edit("mkdocs.yml", "  - index.en.md", "  - index.en.md\n  - index.fo.md")
    edit(UI, "menu: {da: Menu, en: Menu}", "menu: {da: Menu, en: Menu, fo: Valmynd}")
    edit(UI, "sprog: {da: Dansk, en: English}", "sprog: {da: Dansk, en: English, fo: Føroyskt}")
    edit(UI, "en: Skip to content}", "en: Skip to content, fo: Til innihald}")
    front = "---\noplaeg: nej\n---\n\n# Almenn leiðsla {#offentlig-ledelse-i-faellesskab}\n"
    (project / "docs/index.fo.md").write_text(front, "utf-8")
    promise = "/index.fo/\n/index.fo/#offentlig-ledelse-i-faellesskab\n"
    edit(PROMISES, "/om.en/\n", f"{promise}/om.en/\n")
    folder = tmp_path / "site"
    folder.mkdir()
    html = (build(project, folder) / "index.fo/index.html").read_text("utf-8")
    assert '<html lang="fo"' in html
    assert "<title>Almenn leiðsla</title>" in html
    assert ">Valmynd</button>" in html
    assert html.split('class="md-skip"')[1].split("<")[0].split(">")[1].strip() == "Til innihald"
    assert 'href="../" hreflang="da"' in html.replace('href=".." ', 'href="../" ')
    assert 'hreflang="en"' in html


ENGLISH = re.compile(r"(\n +|, )en: (.*?)(?=\}?\n)")


LOCAL = {"de": ("Deutsch", ".", "Oktober 2011"), "fr": ("Français", " ", "octobre 2011")}


def as_written(text: str, code: str) -> str:
    """The English with only that put into the language which is checked to be: numbers, and the month."""
    _, separator, month = LOCAL[code]
    return re.sub(r"(\d),(\d{3})", rf"\1{separator}\2", text).replace("October 2011", month)


def test_without_a_front_page_a_language_is_refused_and_all_it_lacks_is_told(project: Path, edit: Edit) -> None:
    edit("mkdocs.yml", "{da: Dansk, en: English}", "{da: Dansk, en: English, de: Deutsch}")
    _, problems = check_project(project)
    assert [str(problem) for problem in errors(problems)] == [
        "docs/index.md:1: Siden er ikke oversat til tysk. Uden forside kan sproget ikke udgives. "
        "Læg oversættelsen i docs/index.de.md."
    ]
    pages = sum(not path.stem.endswith(".en") for path in (project / "docs").rglob("*.md"))
    texts = sum(len(ENGLISH.findall(data.read_text("utf-8"))) for data in (project / "docs/data").glob("*.yml"))
    assert pages > 10 and texts > 100
    assert len(warnings(problems)) == pages - 1 + texts


@pytest.mark.parametrize("code", LOCAL)
def test_a_language_that_has_all_of_it_lacks_nothing(project: Path, edit: Edit, code: str) -> None:
    edit("mkdocs.yml", "{da: Dansk, en: English}", f"{{da: Dansk, en: English, {code}: {LOCAL[code][0]}}}")
    settings = project / "mkdocs.yml"
    nav = re.sub(r"(\n *- )(.*)\.en\.md", rf"\g<0>\1\2.{code}.md", settings.read_text("utf-8"))
    settings.write_text(nav, "utf-8")
    for page in (project / "docs").rglob("*.en.md"):
        text = as_written(page.read_text("utf-8"), code).replace(".en.md", f".{code}.md")
        page.with_name(page.name.replace(".en.md", f".{code}.md")).write_text(text, "utf-8")
    for data in (project / "docs/data").glob("*.yml"):
        both = ENGLISH.sub(lambda en: f"{en[0]}{en[1]}{code}: {as_written(en[2], code)}", data.read_text("utf-8"))
        data.write_text(both, "utf-8")
    promises = project / PROMISES
    lines = promises.read_text("utf-8").splitlines(keepends=True)
    addresses = {line for line in lines if line.startswith("/")}
    addresses |= {line.replace(".en/", f".{code}/") for line in addresses}
    promises.write_text("".join([line for line in lines if line not in addresses] + sorted(addresses)), "utf-8")
    assert check_project(project)[1] == []
