"""The site does all it does without breaking the policy; what someone slipped into a page neither runs nor loads."""

from __future__ import annotations

import base64
import functools
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Error, Page

from browser.conftest import Handler, Hosted

Tab = Callable[..., Page]

WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      window.violations.push(event.violatedDirective + " " + event.blockedURI));
"""
PIXEL = (
    "data:image/png;base64,"
    + base64.b64encode(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
            "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
        )
    ).decode()
)

NOT_FOUND = "Failed to load resource: the server responded with a status of 404"  # said of the 404 pages themselves

# What could be slipped into a page; {foreign} is another site. What is marked with id="her" is clicked.
ATTACKS = {
    "a script in the page": "<script>window.ran = 1</script>",
    "a script that fetches": '<script type="module">await fetch("{foreign}/x"); window.ran = 1</script>',
    "a script from elsewhere": '<script src="{foreign}/ran.js"></script>',
    "an event handler": '<img src="findes-ikke.png" onerror="window.ran = 1">',
    "an event handler on a click": '<button id="her" onclick="window.ran = 1">x</button>',
    "a link with a script": '<a id="her" href="javascript:void(window.ran = 1)">x</a>',
    "an image from elsewhere": '<img src="{foreign}/x.png">',
    "an image in the page": f'<img id="billede" src="{PIXEL}">',
    "a style sheet from elsewhere": '<link rel="stylesheet" href="{foreign}/x.css">',
    "a style in the page": "<style>h1 {{ color: rgb(1, 2, 3) !important }}</style>",
    "a style on an element": '<p id="maerket" style="color: rgb(1, 2, 3)">x</p>',
    "a frame": '<iframe src="{foreign}/x.html"></iframe>',
    "a frame of its own": '<iframe srcdoc="&lt;script&gt;parent.ran = 1&lt;/script&gt;"></iframe>',
    "an object": '<object data="{foreign}/x.html"></object>',
    "a film": '<video src="{foreign}/x.mp4" preload="auto"></video>',
    "a font": '<link rel="preload" as="font" crossorigin href="{foreign}/x.woff2">',
    "a form": '<form action="{foreign}/x"><button id="her">x</button></form>',
    "another base": '<base href="{foreign}/">',
}
HAPPENED = """() =>
    window.ran === 1
    || [document.querySelector("h1"), document.querySelector("#maerket")].some(
         (each) => each && getComputedStyle(each).color === "rgb(1, 2, 3)")
    || document.querySelector("#billede")?.naturalWidth > 0
    || new URL(document.baseURI).origin !== location.origin
"""


@dataclass
class Foreign:
    """Another site, which notes what it is asked for."""

    address: str
    asked: list[str] = field(default_factory=list)


def answer(handler: Handler, content: bytes) -> None:
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


class Noting(Handler):
    def __init__(self, asked: list[str], *more: Any) -> None:
        self.asked = asked
        super().__init__(*more)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        answer(self, b"window.ran = 1")


class Altered(Handler):
    """The site with another front page, and other headers on it."""

    def __init__(self, html: str, told: dict[str, str], *more: Any, **words: Any) -> None:
        self.html, self.told = html, told
        super().__init__(*more, **words)

    def do_GET(self) -> None:
        if self.path != "/":
            return super().do_GET()
        self.send_response(200)
        for name, value in ({"Content-Type": "text/html; charset=utf-8"} | self.told).items():
            self.send_header(name, value)
        answer(self, self.html.encode())


@contextmanager
def serving(handler: type[Handler], *values: Any, **words: Any) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, *values, **words))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def foreign() -> Iterator[Foreign]:
    asked: list[str] = []
    with serving(Noting, asked) as address:
        yield Foreign(address, asked)


def watched(page: Page) -> list[str]:
    """What the console says, from now on; the page notes the policy's violations."""
    said: list[str] = []
    page.add_init_script(WATCH)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


# Every button as a reader presses it, or from within the page where it does not show; what opens the search comes last.
PRESS = """() => [...document.querySelectorAll("button:not(.foreslaa *)")]
  .sort((one, other) => one.matches(".soegeknap") - other.matches(".soegeknap"))
  .forEach((button) => button.click())"""


def test_nothing_the_site_does_breaks_the_policy(hosted: Hosted, tab: Tab) -> None:
    """Every page, every button on it (menu, search, copying …), a proposal, and the way to the other language."""
    page = tab(width=390, permissions=["clipboard-read", "clipboard-write"])
    said = watched(page)
    for address in [*hosted.pages, hosted.address + "findes-ikke/", hosted.address + "findes-ikke.en/"]:
        page.goto(address)
        page.evaluate(PRESS)
        page.locator("dialog[open] input").fill("ledelsesrum")
        page.locator("dialog[open] li").first.wait_for()
        page.keyboard.press("Escape")
        for opener in page.locator(".foreslaa button").all()[-1:] if "/i-samme-baad" in address else ():
            opener.click()
            page.locator("#forslag-tekst").fill("Noget ganske andet.")
            page.locator("[data-word]").click()
            page.keyboard.press("Escape")
        assert page.evaluate("window.violations") == [], address
        if page.locator("header a[hreflang]").count():
            page.locator("header a[hreflang]").first.click()
            page.wait_for_url(lambda url, address=address: url != address)
        assert page.evaluate("window.violations") == [], page.url
    assert [message for message in said if not message.startswith(NOT_FOUND)] == []


@pytest.mark.parametrize(
    ("attack", "told_by"),
    [*((attack, "the page") for attack in ATTACKS), *((attack, "the headers") for attack in list(ATTACKS)[::5])],
)
def test_what_is_slipped_into_a_page_does_not_run_or_load(
    attack: str, told_by: str, hosted: Hosted, foreign: Foreign, tab: Tab
) -> None:
    """Each by the page's own policy; the headers, which say the same, stop some of them."""
    told = told_by == "the headers"
    with attacked(hosted, foreign, tab, attack, meta=not told, told=told) as page:
        assert until(page, lambda: any(frame.evaluate("window.violations.length") for frame in page.frames))
        page.wait_for_timeout(50)
        assert page.evaluate(HAPPENED) is False
        assert foreign.asked == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_it_would_have_without_the_policy(attack: str, hosted: Hosted, foreign: Foreign, tab: Tab) -> None:
    with attacked(hosted, foreign, tab, attack) as page:
        assert until(page, lambda: foreign.asked != [] or page.evaluate(HAPPENED))


@contextmanager
def attacked(
    hosted: Hosted, foreign: Foreign, tab: Tab, attack: str, *, meta: bool = False, told: bool = False
) -> Iterator[Page]:
    """The front page with the attack in it, as a host serves it that sends our headers, or none."""
    code = ATTACKS[attack].format(foreign=foreign.address)
    html = (hosted.folder / "index.html").read_text("utf-8").replace("</h1>", f"</h1>{code}")
    assert code in html and META.search(html)
    html = html if meta else META.sub("", html)
    with serving(Altered, html, hosted.headers if told else {}, directory=str(hosted.folder)) as address:
        page = tab()
        watched(page)
        page.goto(address + "/")
        if 'id="her"' in code:
            page.locator("#her").click(no_wait_after=True)
        yield page


META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def until(page: Page, happened: Callable[[], bool]) -> bool:
    for _ in range(100):
        with suppress(Error):  # the page is just being left
            if happened():
                return True
        page.wait_for_timeout(50)
    return False


def test_the_page_and_the_headers_say_the_same(hosted: Hosted, tab: Tab) -> None:
    """But for framing, which only a header can forbid; and it is said of the style sheet that stands in the page."""
    page, told = tab(), hosted.headers["Content-Security-Policy"]
    for address in [*hosted.pages, hosted.address + "findes-ikke/"]:
        answer = page.goto(address)
        assert answer and answer.headers["content-security-policy"] == told
        first = page.locator("head > *").first
        assert first.get_attribute("http-equiv") == "Content-Security-Policy"
        assert told == f"{first.get_attribute('content')}; frame-ancestors 'none'"
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
