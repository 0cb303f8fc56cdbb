"""A line that cannot be read is explained by what people do wrong, at the line where they did it."""

from __future__ import annotations

import pytest
from paper.source.textfile import Unreadable, parse_yaml


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "a: b\nantal 5.000\nc: d\n",
            "x.yml:2: Der mangler kolon og mellemrum efter «antal». Skriv antal: 5.000",
        ),
        (
            "- navn: FOA\n  antal:5.000\n  forbund: [FOA]\n",
            "x.yml:2: Der mangler kolon og mellemrum efter «antal». Skriv antal: 5.000",
        ),
        (
            'da: "God ledelse\nen: "Good"\n',
            'x.yml:1: Der mangler et anførselstegn ("). Sæt " både før og efter teksten.',
        ),
        (
            "da: God ledelse: et fag\n",
            'x.yml:1: Teksten efter «da:» har selv et kolon. Sæt den i anførselstegn: "…".',
        ),
        (
            "a:\n  {da: Luk, menuen, her, en: Close, it}\n",
            'x.yml:2: Teksten efter «da:» har selv et komma. Sæt den i anførselstegn: da: "Luk, menuen, her".',
        ),
        (
            "a: b\nantal:\u00a05.000\nc: d\n",
            "x.yml:2: Der står et hårdt mellemrum (U+00A0) på linjen. Skriv et almindeligt mellemrum.",
        ),
        (
            "tabel:\n  - navn: FOA\n    antal: 1\n   - navn: SL\n     antal: 2\n",
            "x.yml:4: Linjen begynder med 3 mellemrum, de andre med 0, 2, 4 eller 5. "
            "Begynd lige under den linje ovenfor, den hører sammen med.",
        ),
        (
            "a: [b, c\nd: e\n",
            "x.yml:2: Linjen kan ikke læses. Se efter indrykning, kolon og anførselstegn her og på linjen før; "
            'sæt tekst med kolon i "…".',
        ),
    ],
    ids=[
        "no colon",
        "no space",
        "no quote",
        "colon in text",
        "comma in text",
        "hard space",
        "indented differently",
        "something else",
    ],
)
def test_a_fault_is_explained_at_its_line(text: str, problem: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        parse_yaml("x.yml", text)
    assert [str(found) for found in unreadable.value.problems] == [problem]


def test_lines_are_counted_in_the_file_also_below_its_first() -> None:
    with pytest.raises(Unreadable) as unreadable:
        parse_yaml("x.md", "oplaeg nej\nb: c\n", first_line=2)
    assert [found.line for found in unreadable.value.problems] == [2]
