"""Turning a page shows at once: the next page, and one whose link is pointed at, are fetched ahead."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Request

from browser.conftest import Hosted

Tab = Callable[..., Page]


def fetched(page: Page) -> list[str]:
    """The addresses that the page's scripts fetch, from now on."""
    addresses: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "fetch":
            addresses.append(request.url)

    page.on("request", note)
    return addresses


def test_the_next_page_is_fetched_ahead_and_shown_without_being_fetched_again(tab: Tab, hosted: Hosted) -> None:
    page = tab()
    ahead = fetched(page)
    page.goto(hosted.address, wait_until="networkidle")
    following = page.locator("a[rel=next]").get_attribute("href") or ""
    assert ahead == [hosted.address + following]
    page.locator("a[rel=next]").click()
    page.wait_for_url(ahead[0])
    assert page.evaluate("performance.getEntriesByType('navigation')[0].transferSize") == 0


def test_a_page_whose_link_is_pointed_at_is_fetched_once(tab: Tab, hosted: Hosted) -> None:
    page = tab()
    page.goto(hosted.address + "om/", wait_until="networkidle")
    ahead = fetched(page)
    for _ in range(2):
        page.locator(".menu a", has_text="Ordforklaring").hover()
        page.locator("h1").hover()
    page.locator(".menu a", has_text="Webtilgængelighed").focus()  # the keyboard comes by every link
    page.locator("a[href='#kolofon']").first.hover()
    page.wait_for_load_state("networkidle")
    assert ahead == [hosted.address + "ordforklaring/"]


def test_nothing_is_fetched_ahead_for_who_saves_data(tab: Tab, hosted: Hosted) -> None:
    page = tab()
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    ahead = fetched(page)
    page.goto(hosted.address, wait_until="networkidle")
    page.locator("a[rel=next]").hover()
    page.wait_for_load_state("networkidle")
    assert ahead == []
