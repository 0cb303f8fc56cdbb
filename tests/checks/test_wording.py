"""Spelling and typography are told at their line, with the correction, and stop nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from paper.checks import wording
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
        f"{PAGE}:1: Ordet «verdden» står ikke i ordbogen. Mente du «verden»? "
        "Er ordet rigtigt, så skriv det i docs/data/ordliste.da.txt."
    ]


def test_english_is_held_against_the_english_dictionary(edit: Edit) -> None:
    project = edit(ENGLISH, "# A world of difference", "# A world of diference")
    assert told(project) == [
        f"{ENGLISH}:6: Ordet «diference» står ikke i ordbogen. Mente du «difference» eller «deference»? "
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


@pytest.mark.parametrize(
    "words",
    ["arbejdsmiljøudvalg", "Landsorganisationen i Danmark", "FTF’s and FH"],
    ids=["a term of the glossary", "a name on the list", "abbreviations"],
)
def test_danish_terms_may_be_quoted_in_english(words: str, edit: Edit) -> None:
    assert told(edit(ENGLISH, "# A world of difference", f"# A world of difference ({words})")) == []


def test_a_danish_word_that_is_not_known_as_one_is_told(edit: Edit) -> None:
    assert told(edit(ENGLISH, "# A world of difference", "# A world of difference (arbejdsgiveren)")) == [
        f"{ENGLISH}:6: Ordet «arbejdsgiveren» er på «da» i en tekst på «en». "
        "Skal det stå der, så skriv det i docs/data/andre-sprog.yml; så kan en skærmlæser sige det rigtigt."
    ]


def test_a_word_that_is_listed_in_vain_is_told(edit: Edit) -> None:
    assert told(edit("docs/data/andre-sprog.yml", "- B-siden", "- C-siden\n    - B-siden")) == [
        "docs/data/andre-sprog.yml:14: «C-siden» står ikke i nogen tekst på et andet sprog end «da». "
        "Ret ordet, eller slet linjen."
    ]


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
        "docs/data/ledermedlemmer.yml:12: Ordet «skønnnet» står ikke i ordbogen. Mente du «skønnet»?"
    ]


def test_a_word_list_that_is_gone_is_told(project: Path) -> None:
    (project / "docs/data/ordliste.en.txt").unlink()
    assert told(project) == [
        "docs/data/ordliste.en.txt:1: Ordlisten mangler: Stavningen på «en» er ikke tjekket. "
        "Opret den med de fagord, ordbogen ikke har, et på hver linje."
    ]


def test_a_word_list_that_cannot_be_read_is_told(project: Path) -> None:
    (project / "docs/data/ordliste.en.txt").write_bytes(b"\xff")
    assert told(project) == ["docs/data/ordliste.en.txt:1: Et tegn er ikke UTF-8. Gem filen som UTF-8."]


def in_language(edit: Edit, code: str, text: str) -> Path:
    """The frozen project with a page in another language."""
    project = edit("mkdocs.yml", "en: English}", f"en: English, {code}: {code}}}")
    edit("mkdocs.yml", "  - index.en.md", f"  - index.en.md\n  - index.{code}.md")
    (project / f"docs/index.{code}.md").write_text(text, "utf-8")
    (project / f"docs/data/ordliste.{code}.txt").write_text("Führungsraum\nManager’s\n", "utf-8")
    return project


def test_german_is_held_against_the_german_dictionary_which_lacks_some_signs(edit: Edit) -> None:
    project = in_language(edit, "de", '# "Führungsraum" für gutte Ärzte – LO’s\n')
    assert [message.split(" Er ")[0] for message in told(project)] == [
        "docs/index.de.md:1: Ordet «gutte» står ikke i ordbogen. Mente du «gute» eller «guttue»?"
    ]


def test_quotation_marks_are_those_of_the_language_once_its_words_name_them(edit: Edit) -> None:
    edit("docs/data/brugerflade.yml", 'en: "“{tekst}”"', 'en: "“{tekst}”", de: "„{tekst}“"')
    project = in_language(edit, "de", '# "Führungsraum"\n')
    assert told(project) == ['docs/index.de.md:1: Lige anførselstegn i «"Führungsraum"». Skriv «„Führungsraum“».']


def test_a_language_without_a_dictionary_is_said_to_be_unread(edit: Edit) -> None:
    project = in_language(edit, "kl", "# Qwertz ...\n")
    assert told(project) == [
        "docs/data/ordliste.kl.txt:1: Der er ingen ordbog for «kl»: Stavningen er ikke tjekket. "
        "Lad en, der kan sproget, læse siderne igennem.",
        "docs/index.kl.md:1: Tre punktummer i «...». Skriv «…».",
    ]


def test_what_a_whole_page_of_unknown_words_may_mean_is_not_all_guessed(
    edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "MOST_GUESSES", 1)
    problems = told(edit(PAGE, "# En verden til forskel {", "# En verdden til forskell {"))
    assert ["Mente du" in problem for problem in problems] == [True, False]


def test_where_there_is_no_hunspell_one_line_says_so(edit: Edit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "Hunspell", None)
    project = edit(PAGE, "# En verden til forskel", "# En verdden til forskel ...")
    assert told(project) == [
        "docs/data/ordliste.da.txt:1: Stavekontrollen findes ikke til denne maskine: Stavningen er ikke tjekket. "
        "Den bliver tjekket på GitHub.",
        f"{PAGE}:1: Tre punktummer i «...». Skriv «…».",
    ]
