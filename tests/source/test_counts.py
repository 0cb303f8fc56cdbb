from __future__ import annotations

import pytest
from paper.model import Count
from paper.source.counts import find_numbers, format_count, parse_count, write_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5.000", Count(5000, 5000)),
        ("350", Count(350, 350)),
        ("700-800", Count(700, 800)),
        ("12.835–13.185", Count(12835, 13185)),
        ("1.000.000", Count(1000000, 1000000)),
    ],
)
def test_counts_are_read_as_printed(text: str, count: Count) -> None:
    assert parse_count(text) == count


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="800-700"):
        parse_count("800-700")


def test_each_language_writes_thousands_its_own_way_and_ranges_with_an_en_dash() -> None:
    assert format_count(Count(12835, 13185), "da") == "12.835–13.185"
    assert format_count(Count(12835, 13185), "en") == "12,835–13,185"
    assert format_count(Count(350, 350), "en") == "350"
    assert write_count(Count(700, 800)) == "700-800"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("de knap 800.000 offentligt ansatte", ["800.000"]),
        ("inden for 5-8 år – med", ["5-8"]),
        ("within 5–8 years", ["5–8"]),
        ("i 1899.", ["1899"]),
        ("2. Vi skal sikre 3 ting", ["3"]),
        ("3F og HK/Stat", []),
        ("hver anden af de otte", ["otte", "Hver anden"]),
        ("noget andet", []),
    ],
)
def test_numbers_in_prose(text: str, numbers: list[str]) -> None:
    found = [text[start:end] for start, end in find_numbers(text, ["otte", "hver anden"])]
    assert [number.lower() for number in found] == [number.lower() for number in numbers]


def test_the_middle_of_a_range_is_rounded() -> None:
    assert Count(12835, 13185).rounded(1000) == 13000
    assert Count(1499, 1499).rounded(1000) == 1000
    assert Count(1500, 1500).rounded(1000) == 2000
