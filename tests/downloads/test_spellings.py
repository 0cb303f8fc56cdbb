from __future__ import annotations

import pytest
from conftest import FROZEN
from paper.downloads.compounds import Compounds, last_parts
from paper.downloads.spellings import indexed

DANISH = Compounds([], last_parts(FROZEN))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Et ordentligt ledelsesrum – i MED-udvalg, nu.", "Et ordentligt ledelses^|rum – i MED-udvalg, nu."),
        ("Ærlig løn på ØEN", "A\u0345rlig lo\u0345n på O\u0345EN"),
        ("(arbejdsmiljøudvalg),", "(arbejds^|miljo\u0345^|udvalg), ^|miljo\u0345udvalg"),
        ("OECD’s temaer", "OECD’s ^|o\u0345cd temaer ^|tema\u0345r"),
        ("organisation", "organisation"),
    ],
)
def test_danish_is_read_by_parts_and_tails_and_as_it_is_typed(text: str, read: str) -> None:
    assert indexed(text, "da", DANISH) == read


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisations", "organizations"),
        ("recognised", "recognized"),
        ("behaviour", "behavior"),
        ("centre", "center"),
        ("licence", "license"),
        ("sceptical", "skeptical"),
        ("advisers", "advisors"),
    ],
)
def test_english_is_read_as_an_american_writes_it_too(british: str, american: str) -> None:
    assert indexed(f"The {british.title()}, then", "en", None) == f"The {british.title()}, ^|{american} then"


@pytest.mark.parametrize("word", ["four", "course", "this", "hence", "ledelsesrum"])
def test_english_words_that_are_written_in_one_way_stay_alone(word: str) -> None:
    assert indexed(word, "en", None) == word
