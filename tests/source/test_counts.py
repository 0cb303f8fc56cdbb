from __future__ import annotations

import pytest
from paper.model import Count
from paper.source.counts import format_count, parse_count, write_count


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


def test_the_middle_of_a_range_is_rounded() -> None:
    assert Count(12835, 13185).rounded(1000) == 13000
    assert Count(1499, 1499).rounded(1000) == 1000
    assert Count(1500, 1500).rounded(1000) == 2000
