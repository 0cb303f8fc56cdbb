"""An edition can be read at its own address, as it was frozen, whatever becomes of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FROZEN, site_of
from lxml.html import HtmlElement, document_fromstring
from paper.page.edition import current_place, edition_frame

Edit = Callable[[str, str, str], Path]


@pytest.fixture(scope="module")
def page(frozen: Path) -> HtmlElement:
    """The page of the printed paper's edition, on the site of 2011."""
    return document_fromstring((frozen / "udgaver/2011/index.html").read_text("utf-8"))


def test_it_holds_every_passage_of_the_record(page: HtmlElement) -> None:
    words = " ".join(page.find_class("udgave")[0].text_content().split())
    record = (FROZEN / "docs/udgaver/2011.txt").read_text("utf-8")
    passages = [re.sub(r"^(#+|-) ", "", line) for line in record.split("\n") if line]
    assert len(passages) > 90
    missing = [passage for passage in passages if passage.replace(": ", "", 1) not in words and passage not in words]
    assert missing == ["Ledermedlemmer i det offentlige, skønnet:"]  # a caption has no colon


def test_search_engines_are_led_to_the_text_as_it_is_now(page: HtmlElement) -> None:
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://localhost:8000/hele-oplaegget/"]


def test_every_section_leads_to_itself_as_it_is_now(page: HtmlElement) -> None:
    headings = page.xpath("//*[@class='udgave']//*[self::h2 or self::h3 or self::h4][@id]")
    links = {heading.get("id"): heading.getnext().xpath("./a/@href") for heading in headings}
    assert links["i-samme-baad--ledermedlemmer"] == ["../../i-samme-baad/#ledermedlemmer"]
    assert links["de-faelles-kampe.nyt-syn"] == ["../../de-faelles-kampe/nyt-syn/"]
    assert len(links) == 13


@pytest.mark.parametrize(
    ("place", "now"),
    [
        ("i-samme-baad", ("i-samme-baad/", "")),
        ("i-samme-baad--ledermedlemmer", ("i-samme-baad/", "ledermedlemmer")),
        ("i-samme-baad--findes-ikke", None),
        ("slettet", None),
    ],
)
def test_where_a_place_is_now(project: Path, place: str, now: tuple[str, str] | None) -> None:
    assert current_place(site_of(project).paper, place) == now


def test_a_section_that_has_moved_is_led_to(edit: Edit) -> None:
    project = edit(
        "docs/data/ankre.txt", "/i-samme-baad/#ledermedlemmer\n", "/i-samme-baad/#ledermedlemmer -> /om/#kolofon\n"
    )
    edit("docs/i-samme-baad.md", "{#ledermedlemmer}", "{#nyt-id}")
    assert current_place(site_of(project).paper, "i-samme-baad--ledermedlemmer") == ("om/", "kolofon")
    edition = site_of(project).paper.editions[0]
    assert '<a href="../../om/#kolofon" aria-label="Afsnittet nu: LO’s ledermedlemmer">' in str(
        edition_frame(site_of(project), edition)["text"]
    )
