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
    assert told[2:4] == ["- Tabellen kan ikke læses før ændringen.", "- 1 afsnit ændret."]


@pytest.mark.parametrize("base", ["ukendt", "tom"])
def test_a_base_that_cannot_be_read_is_said_to_be_so(base: str, project: Path) -> None:
    git(project, "switch", "--quiet", "--orphan", "tom")
    git(project, "commit", "--quiet", "--allow-empty", "--message", "Tom")
    git(project, "switch", "--quiet", "main")
    assert overview_since(project, base) == (
        f"# Det gør ændringen\n\nDer er intet at sammenligne med: «{base}» kan ikke læses.\n"
    )
