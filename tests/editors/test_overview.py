"""What a change does is told in Danish words, from the papers and not from lines of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import committed, git
from paper.editors.overview import overview_since

Edit = Callable[[str, str, str], Path]
MEMBERS = "docs/data/ledermedlemmer.yml"
PAGE = "docs/i-samme-baad.md"
RECORD = "docs/udgaver/2011.txt"


@pytest.fixture
def project(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The frozen project, committed, with nothing in the environment that says where it is kept."""
    for name in ("REPO_URL", "GITHUB_SHA"):
        monkeypatch.delenv(name, raising=False)
    return committed(project)


def test_nothing_changed(project: Path) -> None:
    assert overview_since(project, "main") == (
        "# Det gør ændringen\n\n- Ingen tekst er ændret.\n- 0 engelske afsnit er bagud.\n- 0 faste links tabt, 0 nye.\n"
    )


def test_numbers_are_told_row_by_row_with_their_sum(edit: Edit) -> None:
    edit(MEMBERS, "navn: FOA\n    antal: 5.000", "navn: FOA\n    antal: 5.200")
    edit(MEMBERS, "  - navn: SL\n    antal: 2.300\n", "  - navn: Andre\n    antal: 700-900\n")
    assert overview_since(edit(MEMBERS, "i_alt: 12.835", "i_alt: 11.435"), "main").split("\n")[2:6] == [
        "- FOA: 5.000 → 5.200",
        "- SL: 2.300 → (ingen)",
        "- Andre: (ingen) → 700–900",
        "- I alt: 12.835–13.185 → 11.435–11.985",
    ]


def test_a_changed_sentence_stands_before_and_after_with_its_words_in_bold(edit: Edit) -> None:
    told = overview_since(edit(PAGE, "være gnidningsfrie.", "være helt *gnidningsløse*."), "main").split("\n")
    assert told[2:5] == ["- 1 afsnit ændret.", "- 1 engelsk afsnit er bagud.", "- 0 faste links tabt, 0 nye."]
    assert told[6] == f"## I samme båd? › Forskellige perspektiver ({PAGE}:54)"
    assert told[8].startswith(
        "- Før: I praksis kan og skal ledelsesrelationerne da heller ikke være **gnidningsfrie.** "
    )
    assert told[9].startswith("- Nu: I praksis kan og skal ledelsesrelationerne da heller ikke være **helt gnidningsl")


def test_changed_words_of_the_site_itself_are_told(edit: Edit) -> None:
    edit("docs/data/ordforklaring.yml", "der arbejder som leder.", "der også er leder.")
    told = overview_since(edit("docs/data/brugerflade.yml", "Luk menuen", "Skjul menuen"), "main").split("\n")
    assert told[2:5] == [
        "- docs/data/brugerflade.yml: webstedets egne ord er ændret.",
        "- docs/data/ordforklaring.yml: webstedets egne ord er ændret.",
        "- Resten af teksten er ikke ændret.",
    ]


def test_a_renamed_id_is_a_lost_link_and_a_new_one(edit: Edit) -> None:
    told = overview_since(edit("docs/om.md", "{#fejl}", "{#meld-en-fejl}"), "main").split("\n")
    assert told[2] == "- 1 nyt afsnit, 1 afsnit fjernet."
    assert told[4:7] == [
        "- 1 fast link tabt, 1 nyt.",
        "- Tabt fast link: `/om/#fejl`",
        "- Nyt fast link: `/om/#meld-en-fejl`",
    ]


def test_what_others_write_is_shown_as_plain_text(edit: Edit) -> None:
    told = overview_since(edit("docs/om.md", "## Kolofon {", "## [Kolofon](https://example.org) `x` @alle {"), "main")
    assert "## Om oplægget › Kolofon \\`x\\`" not in told
    assert "@alle" not in told.replace("\\@alle", "")
    assert "https://example.org" not in told


def test_in_a_pull_request_the_place_is_a_link(edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPO_URL", "https://example.org/oplaeg")
    monkeypatch.setenv("GITHUB_SHA", "abc")
    told = overview_since(edit(PAGE, "gnidningsfrie", "gnidningsløse"), "main")
    assert f"([{PAGE}:54](https://example.org/oplaeg/blob/abc/{PAGE}?plain=1#L54))" in told


def test_a_base_that_does_not_build_is_compared_as_far_as_it_can_be_read(project: Path, edit: Edit) -> None:
    edit(MEMBERS, "antal: 5.000", "antal: mange")
    (project / "docs/om.md").write_bytes(b"\xff")
    committed(project)
    edit(MEMBERS, "antal: mange", "antal: 5.000")
    (project / "docs/om.md").write_text("# Om {#om}\n", "utf-8")
    told = overview_since(edit(PAGE, "gnidningsfrie", "gnidningsløse"), "main").split("\n")
    assert told[2:5] == [
        f"- {MEMBERS}:15 kunne ikke læses før ændringen: antal: «mange» er ikke et antal.",
        "- docs/om.md:1 kunne ikke læses før ændringen: Et tegn er ikke UTF-8.",
        "- 1 afsnit ændret.",
    ]


def test_what_cannot_be_read_now_is_told_first(edit: Edit) -> None:
    project = edit(MEMBERS, "antal: 5.000", "antal: mange")
    (project / PAGE).write_bytes(b"\xff")
    assert overview_since(project, "main") == (
        "# Det gør ændringen\n\n"
        f"- {MEMBERS}:15 kan ikke læses: antal: «mange» er ikke et antal.\n"
        f"- {PAGE}:1 kan ikke læses: Et tegn er ikke UTF-8.\n"
        "- Resten af teksten er ikke ændret.\n- 0 engelske afsnit er bagud.\n- 0 faste links tabt, 0 nye.\n"
    )


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("# En anden tekst\n", f"- {RECORD}:1: Filen er udgivet og skal blive, som den er, men den er ændret."),
        ("", f"- {RECORD}:1: Filen er udgivet og skal blive, som den er, men den er ændret."),
        (None, f"- {RECORD}:1: Filen er udgivet og skal blive, som den er, men den er slettet."),
    ],
    ids=["changed", "emptied", "deleted"],
)
def test_a_changed_record_is_told_first(record: str | None, told: str, project: Path) -> None:
    if record is None:
        (project / RECORD).unlink()
    else:
        (project / RECORD).write_text(record, "utf-8")
    assert overview_since(project, "main").split("\n")[2:4] == [told, "- Resten af teksten er ikke ændret."]


OF_EACH_KIND = (
    "CITATION.cff",
    "mkdocs.yml",
    "docs/index.md",
    "docs/data/ankre.txt",
    "docs/data/brugerflade.yml",
    "docs/data/kampe.yml",
    "docs/data/kampe.schema.json",
    "docs/data/udgaver.yml",
)


@pytest.mark.parametrize("file", OF_EACH_KIND)
def test_a_file_of_any_kind_that_cannot_be_read_is_told_and_the_rest_compared(file: str, project: Path) -> None:
    (project / file).write_bytes(b"\xff")
    told = overview_since(project, "main").split("\n")
    assert told[2:4] == [f"- {file}:1 kan ikke læses: Et tegn er ikke UTF-8.", "- Resten af teksten er ikke ændret."]


def test_where_all_is_gone_there_is_an_overview_of_that(project: Path) -> None:
    for file in ("docs", "mkdocs.yml", "CITATION.cff"):
        (project / file).rename(project / f"{file}.væk")
    told = overview_since(project, "main")
    assert "- mkdocs.yml:1 kan ikke læses: Filen mangler eller kan ikke læses.\n" in told
    assert "afsnit fjernet" in told and "Ingen tekst er ændret" not in told


def test_a_place_that_leads_on_is_not_a_lost_link(edit: Edit) -> None:
    edit("docs/om.md", "## Har du fundet en fejl? {#fejl}", "Har du fundet en fejl?")
    project = edit("docs/data/ankre.txt", "/om/#fejl\n", "/om/#fejl -> /webtilgaengelighed/#mangler\n")
    assert "- 0 faste links tabt, 0 nye." in overview_since(project, "main").split("\n")


@pytest.mark.parametrize("base", ["ukendt", "tom"])
def test_a_base_that_cannot_be_read_is_said_to_be_so(base: str, project: Path) -> None:
    git(project, "switch", "--quiet", "--orphan", "tom")
    git(project, "commit", "--quiet", "--allow-empty", "--message", "Tom")
    git(project, "switch", "--quiet", "main")
    assert overview_since(project, base) == (
        f"# Det gør ændringen\n\nDer er intet at sammenligne med: «{base}» kan ikke læses.\n"
    )
