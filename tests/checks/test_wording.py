"""Spelling and typography are told at their line, with the correction, and stop nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from paper.checks.wording import check_wording
from paper.source.load import load_paper

PAGE = "docs/en-verden-til-forskel.md"
ENGLISH = "docs/en-verden-til-forskel.en.md"
Edit = Callable[[str, str, str], Path]


def told(project: Path) -> list[str]:
    paper, _ = load_paper(project)
    problems = list(check_wording(project, paper))
    assert all(problem.warning for problem in problems)
    return [str(problem) for problem in problems]


def test_the_frozen_paper_has_nothing_to_correct(project: Path) -> None:
    assert told(project) == []


def test_a_misspelt_word_is_told_with_what_it_may_be(edit: Edit) -> None:
    project = edit(PAGE, "# En verden til forskel {#en-verden-til-forskel}", "# En verdden til forskel {#id}")
    assert told(project) == [
        f"{PAGE}:1: ordet «verdden» står ikke i ordbogen. Mente du «verden»? "
        "Er ordet rigtigt, så skriv det i docs/data/ordliste.da.txt."
    ]


def test_english_is_held_against_the_english_dictionary(edit: Edit) -> None:
    project = edit(ENGLISH, "# A world of difference", "# A world of diference")
    assert told(project) == [
        f"{ENGLISH}:6: ordet «diference» står ikke i ordbogen. Mente du «difference» eller «deference»? "
        "Er ordet rigtigt, så skriv det i docs/data/ordliste.en.txt."
    ]


@pytest.mark.parametrize(
    "words",
    [
        "kvalitetsledelsesnetværket",
        "MED-udvalgenes",
        "bl.a. LO’s, FH’s og FTF’s",
        "[her](https://example.org/qwertz) og https://example.org/qwertz",
        "3F og 5-8",
    ],
    ids=["compound", "hyphen", "abbreviations and possessives", "addresses", "digits"],
)
def test_what_is_written_right_is_let_pass(words: str, edit: Edit) -> None:
    assert told(edit(PAGE, "# En verden til forskel", f"# En verden til forskel {words}")) == []


def test_danish_terms_may_be_quoted_in_english(edit: Edit) -> None:
    assert told(edit(ENGLISH, "# A world of difference", "# A world of difference (arbejdsmiljøudvalg)")) == []


def test_a_word_of_the_list_is_known_in_its_compounds_too(project: Path, edit: Edit) -> None:
    edit(PAGE, "# En verden til forskel", "# Qwertz og qwertz-ledere")
    assert len(told(project)) == 2
    words = project / "docs/data/ordliste.da.txt"
    words.write_text(words.read_text("utf-8") + "qwertz\n", "utf-8")
    assert told(project) == []


def test_the_data_s_own_texts_are_read_too(edit: Edit) -> None:
    project = edit(
        "docs/data/ledermedlemmer.yml",
        'titel: {da: "Ledermedlemmer i det offentlige, skønnet"',
        'titel: {da: "Tal i alt, skønnnet"',
    )
    assert [message.split(" Er ")[0] for message in told(project)] == [
        "docs/data/ledermedlemmer.yml:12: ordet «skønnnet» står ikke i ordbogen. Mente du «skønnet»?"
    ]


def test_a_word_list_that_is_gone_is_told(project: Path) -> None:
    (project / "docs/data/ordliste.en.txt").unlink()
    assert told(project) == ["docs/data/ordliste.en.txt:1: filen mangler eller kan ikke læses. Læg den tilbage."]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ('"god ledelse"', 'lige anførselstegn i «"god ledelse"». Skriv «”god ledelse”».'),
        ("LO's", "lige apostrof i «LO's». Skriv «LO’s»."),
        ("god  ledelse", "to mellemrum i «god  ledelse». Skriv «god ledelse»."),
        ("god - og", "bindestreg for tankestreg i «god - og». Skriv «god – og»."),
        ("og så videre...", "tre punktummer i «videre...». Skriv «videre…»."),
    ],
    ids=["quotes", "apostrophe", "spaces", "dash", "dots"],
)
def test_typewritten_signs_are_told_with_the_right_ones(typed: str, message: str, edit: Edit) -> None:
    project = edit(PAGE, "# En verden til forskel {", f"# En verden til forskel {typed} {{")
    assert told(project) == [f"{PAGE}:1: {message}"]


def test_english_quotes_open_and_close(edit: Edit) -> None:
    project = edit(ENGLISH, "# A world of difference", '# A "world" of difference')
    assert told(project) == [f'{ENGLISH}:6: lige anførselstegn i «"world"». Skriv «“world”».']
