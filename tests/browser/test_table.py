"""The table of members: each row once, for the eye with its bar; a range is heard as one and copied as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.conftest import serve

Tab = Callable[..., Page]


@pytest.fixture(scope="module")
def printed(frozen: Any) -> Iterator[str]:
    """The address of the site of the frozen paper, whose figures these tests may name."""
    with serve(frozen) as address:
        yield address


def heard(page: Page, role: str) -> list[str]:
    """What the browser tells a screen reader of every element with the role, in order: the texts in it."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield node
        for child in node.get("childIds", []):
            yield from below(by_id[child])

    def words(node: dict[str, Any]) -> str:
        return {"StaticText": node.get("name", {}).get("value", ""), "cell": " ", "columnheader": " "}.get(
            kind(node), ""
        )

    def kind(node: dict[str, Any]) -> str:
        return "" if node["ignored"] else str(node["role"]["value"])

    found = [node for node in below(nodes[0]) if kind(node) == role]
    return [" ".join("".join(map(words, below(node))).split()) for node in found]


@pytest.mark.parametrize("width", [390, 1280])
def test_each_row_is_heard_once_and_a_range_as_a_range(tab: Tab, printed: str, width: int) -> None:
    page = tab(width)
    page.goto(printed + "i-samme-baad/")
    assert heard(page, "row") == [
        "Forbund Antal", "FOA 5.000", "HK/Kommunal 2.400", "SL 2.300", "Teknisk Landsforbund 1.135",
        "3F 700– til 800", "HK/Stat 350– til 500", "Metal + Elforbundet 300– til 400", "Fængselsforbundet 350",
        "HK/Trafik & Jernbane 300", "I alt 12.835– til 13.185",
    ]  # fmt: skip
    assert len([text for text in heard(page, "figure") if "5.000" in text]) == 1
    page.goto(printed + "i-samme-baad.en/")
    assert "3F 700– to 800" in heard(page, "row")


def test_a_range_in_the_text_is_heard_as_one(tab: Tab, printed: str) -> None:
    page = tab()
    for address, words in (("", "inden for 5- til 8 år"), (".en", "within 5– to 8 years")):
        page.goto(f"{printed}god-ledelse-gavner-alle{address}/")
        assert any(words in text for text in heard(page, "paragraph"))


def test_a_range_is_seen_copied_and_found_as_it_stands(tab: Tab, printed: str) -> None:
    page = tab()
    page.goto(printed + "i-samme-baad/")
    row = "figure.tal tbody tr:nth-child(5)"
    page.evaluate("(row) => getSelection().selectAllChildren(document.querySelector(row))", row)
    assert page.evaluate("String(getSelection())").split() == ["3F", "700–800"]
    assert page.locator(row).inner_text().split() == ["3F", "700–800"]
    assert page.locator(f"{row} [data-til]").evaluate("(dash) => getComputedStyle(dash, '::after').fontSize") == "0px"
    for address, words in (("i-samme-baad/", "700–800"), ("god-ledelse-gavner-alle/", "inden for 5-8 år")):
        fresh = tab(390, 400)
        fresh.goto(f"{printed}{address}#:~:text={words.replace('-', '%2D')}")
        fresh.wait_for_function("scrollY > 0")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_bars_have_one_scale_and_stand_in_their_rows(tab: Tab, printed: str, width: int) -> None:
    page = tab(width)
    page.goto(printed + "i-samme-baad.en/")
    bars = page.eval_on_selector_all(
        "figure.tal tbody tr",
        """(rows) => rows.map((row) => {
          const elements = [row.querySelector("svg"), row, row.closest("figure")];
          const [bar, box, figure] = elements.map((element) => element.getBoundingClientRect());
          return { from: bar.left, width: bar.width, inside: bar.top > box.top && bar.bottom < box.bottom,
                   within: Math.max(bar.right, box.right) <= figure.right + 1 };
        })""",
    )
    assert len({(bar["from"], bar["width"]) for bar in bars}) == 1
    assert all(bar["inside"] and bar["within"] for bar in bars)
    assert bars[0]["width"] > width / 5


def test_on_a_phone_the_table_is_as_high_as_its_rows(tab: Tab, served: str) -> None:
    """Each row is a name and a bar: never more than three lines of text, and nothing comes twice."""
    page = tab(390)
    page.goto(served + "i-samme-baad/")
    rows = page.locator("figure.tal tr").count()
    line = page.locator("figure.tal table").evaluate("(table) => parseFloat(getComputedStyle(table).lineHeight)")
    box = page.locator("figure.tal").bounding_box()
    assert box and box["height"] < (rows + 2) * 3 * line


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_are_seen_in_forced_colours(tab: Tab, served: str, scheme: str) -> None:
    page = tab(390, color_scheme=scheme, forced_colors="active")
    page.goto(served + "i-samme-baad/")
    style = "(bar, name) => [getComputedStyle(bar)[name], getComputedStyle(document.body).color]"
    for bar, name in ((".sikkert", "fill"), (".spaend", "stroke")):
        colour, ink = page.locator(bar).first.evaluate(style, name)
        assert re.fullmatch(r"rgb\(.*\)", colour) and colour == ink
