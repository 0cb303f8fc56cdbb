"""What the dialog for proposals is given: every passage of the paper, with its place in words, and its translation."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ADDRESS, site_of
from paper.downloads.amendments import amendment_files

Edit = Callable[[str, str, str], Path]
Section = dict[str, Any]
PAGE = "docs/i-samme-baad.md"


def file(project: Path, language: str = "da") -> dict[str, Any]:
    content: dict[str, Any] = json.loads(amendment_files(site_of(project))[f"forslag/{language}.json"])
    return content


def section(content: dict[str, Any], place: str) -> Section:
    (found,) = (each for each in content["sections"] if each["place"] == place)
    return dict(found)


def test_each_language_has_its_file(project: Path) -> None:
    assert list(amendment_files(site_of(project))) == ["forslag/da.json", "forslag/en.json"]


def test_a_section_says_where_it_is(project: Path) -> None:
    there = section(file(project), "i-samme-baad--lederkendetegn")
    del there["passages"]
    assert there == {
        "page": "i-samme-baad/",
        "id": "lederkendetegn",
        "place": "i-samme-baad--lederkendetegn",
        "heading": "Mange lederkendetegn",
        "level": 3,
        "name": "kapitlet ”I samme båd?”, afsnittet ”Mange lederkendetegn”",
        "address": f"{ADDRESS}i-samme-baad/#lederkendetegn",
    }
    chapter = section(file(project), "en-verden-til-forskel")
    assert chapter["name"] == "kapitlet ”En verden til forskel”"
    assert chapter["address"] == f"{ADDRESS}en-verden-til-forskel/"


def test_every_passage_has_its_place(project: Path) -> None:
    passages = section(file(project), "i-samme-baad--ledermedlemmer")["passages"]
    assert [passage["place"] for passage in passages] == [
        "overskriften",
        "1. afsnit",
        "2. afsnit",
        *(f"{number}. listepunkt" for number in (1, 2, 3)),
        "3. afsnit",
        *(f"{number}. tabelrække" for number in range(1, 10)),
        "4. afsnit",
        "5. afsnit",
    ]
    assert {passage["place"]: passage["text"] for passage in passages}["1. tabelrække"] == "FOA: 5.000"
    points = [passage["text"] for passage in passages if passage.get("point")]
    assert points[0] == "At man fordeler arbejdsopgaver til andre." and len(points) == 3


def test_a_note_a_figure_and_a_table_of_the_page_have_theirs(edit: Edit) -> None:
    table = "| Forbund | Andel |\n|---|---|\n| FOA | halvdelen |"
    more = f"\n\n![Søjler](assets/x.svg)\n*Ledere*\n\n{table}\n\n> Et citat.\n\n[^1]: En note.\n"
    project = edit(PAGE, "skal regnes som leder. [I", f"skal regnes som leder.[^1]{more}\n[I")
    passages = section(file(project), "i-samme-baad--ledermedlemmer")["passages"]
    found = {passage["place"]: passage["text"] for passage in passages}
    assert found["1. billedtekst"] == "Ledere"
    assert found["1. tabelrække"] == "Forbund | Andel"
    assert found["1. citat"] == "Et citat."
    assert "En note." in found.values()


def test_in_another_language_the_paper_s_own_text_has_its_translation_beside_it(project: Path) -> None:
    content = file(project, "en")
    there = section(content, "i-samme-baad--ledere-er-ogsaa-ansatte")
    assert (there["page"], there["address"]) == ("i-samme-baad.en/", f"{ADDRESS}i-samme-baad/#ledere-er-ogsaa-ansatte")
    assert there["name"] == "chapter “I samme båd?”, section “Ledere er også ansatte”"
    assert [passage["place"] for passage in there["passages"]][:2] == ["the heading", "paragraph 1"]
    assert there["passages"][0]["text"] == "Ledere er også ansatte"
    assert there["passages"][0]["translation"] == "Managers are employees too"
    table = section(content, "i-samme-baad--ledermedlemmer")["passages"]
    assert not any("translation" in passage for passage in table if passage["place"].startswith("table row"))


def test_a_translation_that_is_behind_is_not_beside_it(edit: Edit) -> None:
    content = file(edit(PAGE, "være gnidningsfrie.", "være uden gnidninger."), "en")
    passages = section(content, "i-samme-baad--forskellige-perspektiver")["passages"]
    assert not any("translation" in passage for passage in passages)


def test_the_proposal_names_the_edition_and_that_it_has_been_corrected(project: Path, edit: Edit) -> None:
    assert file(project)["title"] == "Ændringsforslag til ”Offentlig ledelse i fællesskab”, udgave 2011"
    corrected = file(edit(PAGE, "være gnidningsfrie.", "være uden gnidninger."))["title"]
    assert corrected.endswith("”, udgave 2011 med senere rettelser")


def test_whom_to_send_it_to_is_what_the_environment_says(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (file(project)["mail"], file(project)["repository"]) == ("", "")
    monkeypatch.setenv("REPO_URL", "https://example.org/oplaeg")
    for contact, mail in (("nogen@example.org", "nogen@example.org"), ("https://example.org/kontakt", "")):
        monkeypatch.setenv("CONTACT", contact)
        content = file(project)
        assert (content["mail"], content["repository"]) == (mail, "https://example.org/oplaeg")


def test_the_dialog_s_words_are_those_of_its_language(project: Path) -> None:
    danish, english = (file(project, language) for language in ("da", "en"))
    assert "Teksten, som du vil have den" in danish["dialog"] and "Reason" not in danish["dialog"]
    assert "The Danish text as you want it" in english["dialog"] and "Begrundelse" not in english["dialog"]
    assert danish["words"]["udgaar"] == "{citat} udgår" and english["words"]["anfoersel"] == "“{tekst}”"
