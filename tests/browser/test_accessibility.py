"""Every page by WCAG 2.2 AA, as far as a machine can tell: rules, zoom, keyboard, sizes; the menu without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from browser.conftest import painted

Tab = Callable[..., Page]
ColorScheme = Literal["light", "dark"]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# No rule of these asks for the style sheets themselves, which axe would fetch and parse anew each time.
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}
AXE = "rules => axe.run(document, rules).then(({ testEngine, violations }) => [testEngine.name, violations])"
COLOUR_RULES = RULES | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

# Links and buttons that stand by themselves, and are not words in a line of text, with their sizes in pixels.
TARGETS = """() => [...document.querySelectorAll("a[href], button")]
  .filter((target) => target.checkVisibility() && !target.closest(".md-skip"))
  .filter((target) => target.parentElement.textContent.trim() === target.textContent.trim())
  .map((target) => [target.textContent.trim(), target.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""

WIDE = """() => [...document.querySelectorAll("article *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth)
  .map((element) => element.outerHTML.slice(0, 80))"""

# The words in the headings of columns of numbers that stand on more than one line.
BROKEN = """() => [...document.querySelectorAll(".skema th.hoejre")].flatMap((heading) => {
  const range = document.createRange(), text = heading.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
})"""

CONTROLS = "[...document.querySelectorAll('a[href], button, summary')].filter((one) => one.checkVisibility())"

# What has the focus: whether an outline shows it, neither under the top bar nor outside the window.
FOCUS = """() => {
  const focused = document.activeElement, style = getComputedStyle(focused), box = focused.getBoundingClientRect();
  const bar = document.querySelector("header.top").getBoundingClientRect();
  const clear = focused.closest("header, .md-skip") || box.top >= bar.bottom - 1 || bar.bottom <= 0;
  return {
    what: focused.outerHTML.slice(0, 120),
    last: focused === document.body,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: Boolean(clear) && box.bottom > 0 && box.top < innerHeight,
  };
}"""

# Every control in turn, given the focus: what FOCUS says of it, and whether the Tab key comes to it.
STOPS = f"() => {CONTROLS}.map((one) => (one.focus(), {{ ...(FOCUS)(), reachable: one.tabIndex >= 0 }}))"


def test_axe_finds_nothing_on_any_page_in_either_scheme(tab: Tab, addresses: list[str]) -> None:
    """Each page at both widths and in both schemes; what frames every page in each of the four ways to put these."""
    page = tab()
    page.add_init_script(Axe().axe_script)
    ways = [((390, "light"), (1280, "dark")), ((390, "dark"), (1280, "light"))]
    found = {}
    for address, shown in zip(addresses, cycle(ways), strict=False):
        page.goto(address)
        for width, scheme in shown:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            name, violations = page.evaluate(AXE, RULES)
            assert name == "axe-core"
            for violation in violations:
                found[address, width, scheme, violation["id"]] = [node["html"] for node in violation["nodes"]]
    assert found == {}


def test_axe_finds_nothing_in_the_open_menu(tab: Tab, served: str) -> None:
    page = tab(390)
    page.goto(served)
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#menu")).to_be_visible()
    assert Axe().run(page, options=RULES).response["violations"] == []


def test_the_ebook_can_be_read_in_the_dark_and_on_a_phone(tab: Tab, frozen: Path, tmp_path: Path) -> None:
    """By the rules on colours alone: in the light Ace holds it to all (test_valid_ebook.py), with axe too."""
    with ZipFile(frozen / "hent/offentlig-ledelse-i-faellesskab.en.epub") as book:
        book.extractall(tmp_path)
    pages = sorted(tmp_path.glob("EPUB/*.xhtml"))
    assert len(pages) > 5
    page = tab(390, color_scheme="dark")
    page.add_init_script(Axe().axe_script)
    for file in pages:
        page.goto(file.as_uri())
        assert page.evaluate(AXE, COLOUR_RULES) == ["axe-core", []], file
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("path", "width", "scheme"), [("", 390, "dark"), (".en", 1280, "light")])
def test_axe_finds_nothing_where_a_change_is_proposed(
    tab: Tab, served: str, path: str, width: int, scheme: ColorScheme
) -> None:
    page = tab(width, color_scheme=scheme)
    page.goto(f"{served}i-samme-baad{path}/")
    page.locator("button:not(.henvis *)", has_text=re.compile("Foreslå en ændring|Propose an amendment")).click()
    text = page.locator("#forslag-tekst")
    text.wait_for()
    axe = Axe()
    for words in (None, "Noget ganske andet."):
        if words:
            text.fill(words)
            page.locator("#forslag-liste li").wait_for()
        assert axe.run(page, options=RULES).response["violations"] == []
        assert page.evaluate(TARGETS) == []
        assert page.evaluate("document.querySelector('dialog[open]').scrollWidth <= innerWidth")


def test_no_page_scrolls_sideways_and_every_target_can_be_hit(tab: Tab, addresses: list[str]) -> None:
    page = tab()
    for address in addresses:
        page.goto(address)
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            assert page.evaluate(WIDE) == [], (address, width)
            assert page.evaluate(TARGETS) == [], (address, width)


def test_no_word_above_a_column_of_numbers_is_broken_on_a_phone(tab: Tab, served: str) -> None:
    page = tab(390)
    page.goto(served + "webtilgaengelighed/")
    assert page.locator(".skema th.hoejre").count()
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(tab: Tab, addresses: list[str], width: int) -> None:
    """On every page each link and button can have the focus, and shows it."""
    page = tab(width, reduced_motion="reduce")
    for address in addresses:
        page.goto(address)
        painted(page)
        page.keyboard.press("Tab")  # from now on the focus is the keyboard's
        stops = page.evaluate(STOPS.replace("FOCUS", FOCUS))
        assert stops
        faults = [stop for stop in stops if not (stop["outlined"] and stop["inside"] and stop["reachable"])]
        assert faults == [], address


@pytest.mark.parametrize("slug", ["", "i-samme-baad/", "om.en/"])
def test_the_tab_key_stops_at_every_link_and_button_and_then_leaves(tab: Tab, served: str, slug: str) -> None:
    page = tab(390, reduced_motion="reduce")
    page.goto(served + slug)
    painted(page)
    for _ in range(page.evaluate(f"{CONTROLS}.length")):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["outlined"] and focus["inside"] and not focus["last"], focus


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(tab: Tab, served: str) -> None:
    page = tab(java_script_enabled=False)
    page.goto(served + "hele-oplaegget/")
    painted(page)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    expect(page.locator(".md-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("article a").first).to_be_focused()


@pytest.mark.parametrize("start", ["", "om/"])
def test_the_menu_opens_leads_and_closes_by_keyboard_without_scripts(tab: Tab, served: str, start: str) -> None:
    page = tab(390, java_script_enabled=False)
    page.goto(served + start)
    button, menu = page.get_by_role("button", name="Menu", exact=True), page.locator("#menu")
    expect(menu).to_be_hidden()
    painted(page)
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    second = menu.get_by_role("link").nth(1)
    expect(second).to_be_focused()
    target = second.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{str(target).removeprefix('../')}")


def test_the_menu_has_a_button_that_closes_it(tab: Tab, served: str) -> None:
    page = tab(390, java_script_enabled=False)
    page.goto(served + "om.en/")
    page.get_by_role("button", name="Menu", exact=True).click()
    page.locator("#menu button").click()
    expect(page.locator("#menu")).to_be_hidden()


def test_the_menu_stands_beside_the_text_on_wide_screens(tab: Tab, served: str) -> None:
    page = tab(1280, java_script_enabled=False)
    page.goto(served + "om/")
    expect(page.locator("#menu [aria-current=page]")).to_be_visible()
    expect(page.get_by_role("button", name="Menu", exact=True)).to_be_hidden()


def test_motion_is_left_out_for_those_who_ask(tab: Tab, served: str) -> None:
    moving = "document.getAnimations().length"
    calm, lively = tab(reduced_motion="reduce"), tab(reduced_motion="no-preference")
    calm.goto(served + "om/")
    lively.goto(served + "om/")
    assert calm.evaluate(moving) == 0
    assert lively.evaluate(moving) == 1


def test_the_menu_never_lies_over_the_footer(tab: Tab, addresses: list[str]) -> None:
    """Every link at the foot of a page can be clicked, on a low window too."""
    page = tab(1366, 768)
    for address in addresses:
        page.goto(address)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        assert page.locator(".bund a").count() > 3
        assert page.evaluate(COVERED) == [], address


# Links at the foot of the page that something else lies over.
COVERED = """() => [...document.querySelectorAll(".bund a")].filter((link) => {
  const box = link.getBoundingClientRect();
  return document.elementFromPoint(box.x + 2, box.y + box.height / 2)?.closest("a") !== link;
}).map((link) => link.textContent)"""


@pytest.mark.parametrize("start", ["", "i-samme-baad/", "om.en/"])
def test_the_menu_closes_when_the_keyboard_leaves_it(tab: Tab, served: str, start: str) -> None:
    page = tab(390)
    page.goto(served + start)
    page.locator("button.menuknap").first.click()
    page.locator("#menu button").focus()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#menu")).to_be_hidden()


def without_popover(route: Route) -> None:
    """The site as a browser sees it that knows neither `popover` nor `:has`, as Safari 16 does and Firefox 120."""
    answer = route.fetch()
    text = answer.text().replace("selector(:popover-open)", "selector(:unknown)")
    route.fulfill(response=answer, body=text.replace(" popover ", " ").replace(":has(", ":unknown("))


@pytest.mark.parametrize("start", ["", "i-samme-baad/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_browser_that_cannot_lay_the_menu_over_the_page_has_it_at_the_foot_or_the_side(
    tab: Tab, served: str, start: str, width: int
) -> None:
    page = tab(width, bypass_csp=True)  # the style sheet is another than the page's policy knows
    page.route(served + start, without_popover)
    page.goto(served + start)
    menu, way = page.locator("#menu"), page.locator("a.menuknap")
    expect(menu).to_be_visible()
    expect(page.locator("button.menuknap:visible")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    title, beside = page.locator("h1").bounding_box(), menu.bounding_box()
    assert title and beside
    if start and width > 390:
        expect(way).to_be_hidden()
        assert beside["x"] + beside["width"] <= title["x"] and beside["y"] < title["y"] + title["height"]
    else:
        assert beside["y"] > title["y"] + title["height"]
        way.click()
        expect(menu.get_by_role("link").first).to_be_in_viewport()


def test_forced_colours_draw_no_border_that_was_not_seen(tab: Tab, served: str) -> None:
    page = tab(1280, forced_colors="active")
    page.goto(served + "i-samme-baad/")
    colours = page.eval_on_selector_all(
        "#menu a:not([href^='#'])",
        "links => links.map(link => [link.ariaCurrent, getComputedStyle(link).borderInlineStartColor])",
    )
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert len(colours) > 8
    assert [colour == ground for current, colour in colours if not current] == [True] * (len(colours) - 1)
    assert [colour == ground for current, colour in colours if current] == [False]


# As WCAG 1.4.12 spaces text; what is wider than the window, or than its own box.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const box = element.getBoundingClientRect(), hidden = getComputedStyle(element).overflowX !== "visible";
  const seen = element.checkVisibility() && box.width > 1;
  return seen && (box.right > innerWidth + 1 || box.left < -1 || hidden && element.scrollWidth > element.clientWidth);
}).map((element) => element.outerHTML.slice(0, 80))"""


def test_nothing_is_cut_where_text_is_spaced(tab: Tab, addresses: list[str]) -> None:
    page = tab(390, bypass_csp=True)
    for address in addresses:
        page.goto(address)
        page.add_style_tag(content=f"{SPACED} p {{ margin-bottom: 2em !important }}")
        assert page.evaluate(CUT) == [], address
