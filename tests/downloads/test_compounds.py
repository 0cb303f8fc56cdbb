from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FROZEN
from paper.downloads.compounds import Compounds, last_parts

LISTED = last_parts(FROZEN)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ledelsesrum", ("ledelses", "rum")),
        ("ledelsesrummet", ("ledelses", "rummet")),
        ("Generationsskifte", ("Generations", "skifte")),
        ("rolleskiftet", ("rolle", "skiftet")),
        ("dokumentationsbyrden", ("dokumentations", "byrden")),
        ("arbejdsmiljøudvalg", ("arbejds", "miljø", "udvalg")),
        ("sektorformændene", ("sektor", "formændene")),
    ],
)
def test_a_compound_is_known_by_its_last_part_in_any_inflection(word: str, parts: tuple[str, ...]) -> None:
    assert Compounds([], LISTED).parts(word) == parts


@pytest.mark.parametrize("word", ["samarbejde", "medindflydelse", "forudsætning", "programmer", "rum", "kontrollens"])
def test_a_word_that_only_looks_like_a_compound_stays_whole(word: str) -> None:
    assert Compounds([], LISTED).parts(word) == (word,)


def test_a_long_word_that_stands_alone_in_the_texts_is_known() -> None:
    assert Compounds([]).parts("styringsprincipper") == ("styringsprincipper",)
    assert Compounds(["Rene principper."]).parts("styringsprincipper") == ("styrings", "principper")


@pytest.mark.parametrize(
    ("word", "tails"),
    [
        ("arbejdsmiljøudvalg", ["miljøudvalg"]),
        ("medarbejderudviklingssamtaleaftale", ["udviklingssamtaleaftale", "samtaleaftale"]),
        ("ledelsesrum", []),
        ("rum", []),
    ],
)
def test_a_compound_ends_in_every_tail_of_its_parts(word: str, tails: list[str]) -> None:
    assert Compounds(["Medarbejder."], LISTED).tails(word) == tails


def test_no_list_only_means_fewer_compounds(tmp_path: Path) -> None:
    assert last_parts(tmp_path) == []
    assert Compounds([], []).parts("ledelsesrum") == ("ledelsesrum",)


def test_whatever_is_written_in_the_list_breaks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "docs/data/efterled.txt"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"# Liste\n\n  Rum \n-\n*(\nto ord\n\xff\n")
    assert Compounds([], last_parts(tmp_path)).parts("ledelsesrum") == ("ledelses", "rum")
