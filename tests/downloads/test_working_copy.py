"""The working copy, read with a library others wrote: at meetings a passage is found by its line and its number."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import FROZEN, site_of, trees
from paper.addresses import download_address
from paper.downloads.amendments import amendment_files
from paper.downloads.pdf import make_working_copy
from paper.source.load import load_paper
from pypdf import PageObject, PdfReader

Edit = Callable[[str, str, str], Path]
TIME = 1_317_470_400  # 1 October 2011
TEXT = (30 / 25.4 * 72 - 1, 210 / 25.4 * 72 - 56 / 25.4 * 72)  # the text's edges, in points from the left
SAME = 3  # points between what stands on one line


def working_copy(project: Path, language: str = "da") -> PdfReader:
    return PdfReader(io.BytesIO(make_working_copy(site_of(project), language, trees(project), TIME)))


def rows(page: PageObject) -> list[dict[str, str]]:
    """What stands left of the text, in it and right of it, line by line."""
    found: list[tuple[float, dict[str, str]]] = []

    def keep(words: str, at: list[float], line: list[float], *_: Any) -> None:
        left, height = line[4] * at[0] + at[4], line[4] * at[1] + line[5] * at[3] + at[5]
        part = "number" if left < TEXT[0] else "text" if left < TEXT[1] else "place"
        row = next((row for there, row in found if abs(there - height) < SAME), None)
        if row is None:
            row = {"number": "", "text": "", "place": ""}
            found.append((height, row))
        row[part] += words

    page.extract_text(visitor_text=keep)
    return [{part: " ".join(words.split()) for part, words in row.items()} for _, row in found]


def numbered(reader: PdfReader) -> list[dict[str, str]]:
    return [row for page in reader.pages for row in rows(page) if row["number"].isdigit()]


@pytest.fixture(scope="module", params=["da", "en"])
def of_2011(frozen: Path, request: pytest.FixtureRequest) -> tuple[str, list[dict[str, str]]]:
    """The language, and the numbered lines of the site's own working copy in it."""
    address = download_address(load_paper(FROZEN)[0], request.param, "linjenumre")
    return request.param, numbered(PdfReader(frozen / address))


def proposed(project: Path, language: str) -> list[str]:
    """The places of the passages that can be proposed otherwise; a row of the table has its line's number alone."""
    sections = json.loads(amendment_files(site_of(project))[f"forslag/{language}.json"])["sections"]
    places = [passage["place"] for section in sections for passage in section["passages"]]
    return [place for place in places if not re.search("overskrift|tabel|heading|table", place)]


def test_given_passages_stand_at_their_lines(project: Path) -> None:
    lines = {row["number"]: row for row in numbered(working_copy(project))}
    assert lines["72"]["text"] == "I samme båd?"
    assert lines["74"]["text"].startswith("Hvornår er man leder? Havde det spørgsmål et præcist svar")
    assert lines["74"]["place"] == "1. afsnit"
    assert (lines["81"]["text"], lines["81"]["place"]) == (
        "•At man fordeler arbejdsopgaver til andre.",
        "1. listepunkt",
    )


def test_every_line_has_the_next_number(of_2011: tuple[str, list[dict[str, str]]]) -> None:
    numbers = [int(row["number"]) for row in of_2011[1]]
    assert numbers[0] == 1 and len(numbers) > 300
    assert all(after == before + 1 for before, after in pairwise(numbers))


def test_passages_have_the_numbers_that_proposals_have(
    project: Path, of_2011: tuple[str, list[dict[str, str]]]
) -> None:
    language, lines = of_2011
    assert [row["place"] for row in lines if row["place"]] == proposed(project, language)


def test_what_stands_in_an_item_and_quotations_are_numbered_as_in_proposals(edit: Edit) -> None:
    old = "- At man fordeler arbejdsopgaver til andre.\n"
    project = edit("docs/i-samme-baad.md", old, f"> Et citat.\n\n{old}\n    Et afsnit i punktet.\n\n")
    places = [row["place"] for row in numbered(working_copy(project)) if row["place"]]
    assert "1. citat" in places
    assert places == proposed(project, "da")


def test_every_page_says_edition_and_date(project: Path) -> None:
    pages = [page.extract_text() for page in working_copy(project).pages]
    assert "Arbejdsudgave med linjenumre: udgave 2011, 1. oktober 2011" in pages[0]
    assert len(pages) > 9
    assert all("· udgave 2011, 1. oktober 2011 ·" in page for page in pages[1:])


def test_the_same_text_has_the_same_numbers(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_working_copy(site_of(project), "en", trees(project), TIME)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert make_working_copy(site_of(project), "en", trees(project), TIME) == first
