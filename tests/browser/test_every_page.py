"""Every page opens quietly: nothing fails, nothing is said on the console, nothing is fetched from elsewhere."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

from browser.conftest import faults

Tab = Callable[..., Page]

# Of a first visit, compressed; of a page with its style, which is one round trip; the long pages may be longer.
MOST_BYTES, LONG_BYTES = 20_000, 25_600
ONE_ROUND_TRIP = 14_336
LONG = ("hele-oplaegget", "ordforklaring", "udgaver")
MOST_REQUESTS = 5


def test_every_page_opens_light_and_quiet_from_this_host_alone(tab: Tab, served: str, addresses: list[str]) -> None:
    host = urlsplit(served).netloc
    for address in addresses:
        page = tab()
        said = faults(page)
        answers: list[Response] = []
        page.on("response", lambda response, answers=answers: answers.append(response))  # also to what is fetched ahead
        page.goto(address)
        page.evaluate("new Promise(requestIdleCallback)")
        assert said == [], address
        assert [answer.url for answer in answers if answer.status != 200 or urlsplit(answer.url).netloc != host] == []
        needed = [answer for answer in answers if answer.request.resource_type != "fetch"]
        assert len(needed) <= MOST_REQUESTS, address
        sizes = [len(gzip.compress(answer.body())) for answer in needed]
        long = address.removeprefix(served).startswith(LONG)
        assert sum(sizes) <= (LONG_BYTES if long else MOST_BYTES), address
        assert long or sizes[0] <= ONE_ROUND_TRIP, address
        page.context.close()


def test_the_security_policy_stands_first_and_allows_nothing_inline(tab: Tab, addresses: list[str]) -> None:
    page = tab(java_script_enabled=False)
    for address in addresses:
        page.goto(address)
        first = page.locator("head > *").first
        assert first.get_attribute("http-equiv") == "Content-Security-Policy", address
        policy = first.get_attribute("content") or ""
        assert policy.startswith("default-src 'none'; ") and "unsafe-inline" not in policy, address


def test_a_script_in_the_page_itself_is_stopped_by_the_policy(tab: Tab, served: str) -> None:
    page = tab()
    page.route("**/om/", lambda route: route.fulfill(body=_with_script(route.fetch().text()), content_type="text/html"))
    page.goto(served + "om/")
    assert page.evaluate("window.ran") is None


def _with_script(html: str) -> str:
    return html.replace("</body>", "<script>window.ran = true</script></body>")
