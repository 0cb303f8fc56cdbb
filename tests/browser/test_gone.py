"""A link to a passage whose words have since been changed says so, and leads to the edition in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import faults, serve
from browser.test_cite import CLIPBOARD, canvas, copied, is_found, select

__all__ = ["canvas"]
Tab = Callable[..., Page]
SENTENCE = "I praksis kan og skal ledelsesrelationerne da heller ikke være gnidningsfrie."
GONE = "Ordene, som linket fører til, står ikke længere her."


@pytest.fixture(scope="module")
def printed(frozen: Path) -> Iterator[str]:
    with serve(frozen) as address:
        yield address


@pytest.fixture(scope="module")
def current(edited: Path) -> Iterator[str]:
    """The address of the same site, after an editor has changed a sentence and struck a point of a list."""
    with serve(edited) as address:
        yield address


def link_to(page: Page, address: str, start: str, end: str = "") -> str:
    """The copied link to a passage on the page at this address."""
    page.goto(address)
    select(page, start, end)
    page.locator(".vaerktoej button").nth(1).click()
    return copied(page)


@pytest.mark.parametrize(
    ("path", "start", "end", "place"),
    [
        ("i-samme-baad/", SENTENCE, "", "#i-samme-baad--forskellige-perspektiver"),
        ("i-samme-baad/", "Jeg uddelegerer fagligt", "Jeg tilrettelægger", "#i-samme-baad--lederkendetegn"),
        ("hele-oplaegget/", SENTENCE, "", "#i-samme-baad--forskellige-perspektiver"),
    ],
)
def test_where_the_words_are_gone_the_edition_that_has_them_is_offered(
    tab: Tab, canvas: Page, printed: str, current: str, path: str, start: str, end: str, place: str
) -> None:
    link = link_to(tab(390, permissions=CLIPBOARD), printed + path, start, end)
    page = tab(390, 600)
    said = faults(page)
    page.goto(link.replace(printed, current))
    line = page.get_by_role("status").filter(has_text=GONE)
    expect(line).to_be_in_viewport()
    there = line.get_by_role("link", name="Læs dem i udgave 2011")
    assert (there.get_attribute("href") or "").startswith(f"{current}udgaver/2011/{place}:~:text=")
    there.click()
    page.wait_for_url("**/udgaver/2011/**")
    assert is_found(canvas, page, start, end)
    assert said == []


@pytest.mark.parametrize("words", [SENTENCE, "ledere", "HK/Stat"])
def test_where_the_words_stand_nothing_is_said(tab: Tab, printed: str, words: str) -> None:
    page = tab(permissions=CLIPBOARD)
    link = link_to(page, printed + "i-samme-baad/", words)
    fresh = tab()
    with fresh.expect_response("**/gone.*.js"):
        fresh.goto(link)
    fresh.wait_for_timeout(500)
    assert GONE not in fresh.locator("article").inner_text()


def test_words_that_no_edition_has_are_said_to_be_gone(tab: Tab, printed: str) -> None:
    page = tab()
    page.goto(printed + "om/?ord=3.abc#kolofon:~:text=aldrig%20skrevet%20her")
    line = page.get_by_role("status").filter(has_text=GONE)
    expect(line).to_have_text(GONE)
    assert line.get_by_role("link").count() == 0


@pytest.mark.parametrize("mark", ["", "0.0", "x", "3", "99999.abc", "-1.z", "3.abc.def", "<b>"])
def test_an_address_that_someone_has_broken_breaks_nothing(tab: Tab, printed: str, mark: str) -> None:
    page = tab()
    said = faults(page)
    page.goto(f"{printed}i-samme-baad/?ord={mark}#samme-forening")
    page.wait_for_timeout(400)
    assert said == [] and page.locator("article b").count() == 0


def test_where_nothing_can_be_fetched_nothing_is_half_said(tab: Tab, printed: str) -> None:
    for late in ("**/gone.*.js", "**/forslag/da.json"):
        page = tab()
        errors: list[str] = []
        page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        page.route(late, lambda route: route.abort())
        with page.expect_event("requestfailed"):
            page.goto(printed + "i-samme-baad/?ord=3.abc#samme-forening")
        page.wait_for_timeout(300)
        assert errors == [] and page.locator(".js.aendret").count() == 0


def test_an_english_page_has_the_edition_only_for_the_danish_text(tab: Tab, current: str) -> None:
    page = tab()
    page.goto(current + "i-samme-baad.en/?ord=3.abc#forskellige-perspektiver")
    expect(page.get_by_text("The words this link leads to no longer stand here.")).to_be_visible()
