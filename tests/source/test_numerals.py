from __future__ import annotations

import pytest
from num2words import num2words  # type: ignore[import-untyped]
from paper.source.numerals import find_numerals, find_ranges, spell


def found(text: str, language: str = "da", *others: str) -> list[str]:
    return [text[numeral.start : numeral.end] for numeral in find_numerals(text, language, others)]


def meant(text: str, language: str) -> list[int | None]:
    return [numeral.value for numeral in find_numerals(text, language)]


@pytest.mark.parametrize("language", ["da", "en", "de"])
def test_every_number_word_is_one_number_and_is_understood(language: str) -> None:
    numbers = [*range(2, 1000), 1999, 2000, 13_185, 800_000, 2_000_000, 3_000_000_000]
    words = [num2words(number, lang=language).replace(",", "") for number in numbers]
    assert [found(text, language) for text in words] == [[text] for text in words]
    assert [meant(text, language) for text in words] == [[number] for number in numbers]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("følgende tyve krav, ikke femten", ["tyve", "femten"]),
        ("Femogtyve eller fem og tyve", ["Femogtyve", "fem og tyve"]),
        ("to ud af tre", ["to", "tre"]),
        ("ti tusind, titusind, ti tusinde", ["ti tusind", "titusind", "ti tusinde"]),
        ("et tusind, ettusind", ["et tusind", "ettusind"]),
        ("tusind og en nat", ["tusind og en"]),
        ("tohundredefemogtyve", ["tohundredefemogtyve"]),
        ("tusindvis, hundredtusindvis, hundredevis", ["tusindvis", "hundredtusindvis", "hundredevis"]),
        ("to-tre år", ["to-tre"]),
        ("seksogtres", ["seksogtres"]),
        ("Ét forbund, en anden, et par og begge", []),
        ("treårig, andre, sjette, Toårsdagen", []),
    ],
)
def test_number_words(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("de knap 800.000 offentligt ansatte", ["800.000"]),
        ("inden for 5-8 år – med", ["5-8"]),
        ("within 5–8 years", ["5–8"]),
        ("i 1899.", ["1899"]),
        ("1899. Så gammelt er det", ["1899"]),
        ("nr.5 og s. 14,5", ["5", "14,5"]),
        ("14000stk og 14k", ["14000stk", "14k"]),
        ("1,5 millioner og 13 tusind", ["1,5 millioner", "13 tusind"]),
        ("kl. 14.30 eller 14:30", ["14.30", "14:30"]),
        ("ring 33 24 60 00 eller +45 33246000", ["33 24 60 00", "+45 33246000"]),
        (
            "12,5 %, 10-15 procent, 5 pct. og halvtreds procent",
            ["12,5 %", "10-15 procent", "5 pct.", "halvtreds procent"],
        ),
        ("den 31. december 2018 og 1. januar 2019", ["31. december 2018", "1. januar 2019"]),
        ("den 1.-3. oktober, i oktober 2011", ["1.-3. oktober", "2011"]),
        ("2. Vi skal sikre 3 ting", ["3"]),
        ("for 3. gang, den 21. kamp", []),
        ("3F, 3F’s og HK/Stat", []),
        ("til de 5 3F-ledere", ["5"]),
    ],
)
def test_numbers_in_digits(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("twenty-five, twenty five", ["twenty-five", "twenty five"]),
        ("more than ten thousand", ["ten thousand"]),
        ("one hundred and two", ["one hundred and two"]),
        ("tens of thousands", ["thousands"]),
        ("fifty per cent", ["fifty per cent"]),
        ("31 December 2018 or December 31, 2018", ["31 December 2018", "December 31, 2018"]),
        ("One union, a second one, 2nd and 21st", []),
    ],
)
def test_english_numbers(text: str, numbers: list[str]) -> None:
    assert found(text, "en") == numbers


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("13.000", "da", 13_000),
        ("13,000", "en", 13_000),
        ("1,5 millioner", "da", 1_500_000),
        ("13 tusind", "da", 13_000),
        ("fem tusind to hundrede", "da", 5_200),
        ("hundred thousand", "en", 100_000),
        ("50 %", "da", 50),
        ("5-8", "da", None),
        ("1,5", "da", None),
        ("14k", "da", None),
        ("14:30", "da", None),
        ("tusindvis", "da", None),
        ("thousands", "en", None),
        ("to-tre", "da", None),
        ("31. december 2018", "da", None),
        ("hundrede " * 40 + "og fem", "da", None),
        ("7" * 5000, "da", None),
    ],
)
def test_what_a_number_means(text: str, language: str, value: int | None) -> None:
    assert meant(text, language) == [value]


def test_other_words_count_where_the_data_file_says_so() -> None:
    assert found("Hver anden af de otte", "da", "hver anden") == ["Hver anden", "otte"]


@pytest.mark.parametrize("language", ["kl", "xx"])
def test_a_language_without_number_words_has_its_numbers_in_digits(language: str) -> None:
    assert found("ulloriaq 12, marluk", language) == ["12"]


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("fr", "deux mille lieux, quatre buts, 12 ans", ["deux mille", "quatre", "12"]),
        ("nl", "vier doelen en tweeduizend leiders", ["vier", "tweeduizend"]),
        ("de", "vier Ziele, fünfundzwanzig Orte", ["vier", "fünfundzwanzig"]),
        ("kn", "12 ord", ["12"]),
    ],
)
def test_other_languages_have_their_own(language: str, text: str, numbers: list[str]) -> None:
    assert found(text, language) == numbers


def test_a_number_has_no_word_where_the_language_is_not_known() -> None:
    assert spell(4, "kl") == ""


def test_danish_writes_tres_and_halvtreds() -> None:
    assert [spell(number, "da") for number in (50, 60, 63)] == ["halvtreds", "tres", "treogtres"]


@pytest.mark.parametrize(
    ("text", "dashes"),
    [
        ("inden for 5-8 år", "-"),
        ("700–800 og 12.835-13.185", "–-"),
        ("700-1.200, 1,5-2 procent og 1899-2011", "---"),
        ("den 1.-3. oktober 2018 kl. 8:30–16:00", "-–"),
        ("tlf. 33-24-60-00 eller 45-46 33 24", ""),
        ("i 2011-10 og 2011-10-24", ""),
        ("3F-5, MED-udvalg, to-tre og 5 - 8", ""),
    ],
)
def test_a_range_is_two_numbers_the_second_of_them_larger(text: str, dashes: str) -> None:
    assert "".join(text[place] for place in find_ranges(text, "da")) == dashes


def test_each_language_has_its_own_thousands_in_ranges() -> None:
    assert list(find_ranges("900–1,100", "en")) == [3]
    assert list(find_ranges("900–1,1", "da")) == []
