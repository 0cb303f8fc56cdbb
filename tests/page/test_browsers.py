"""The statement's table of lowest browsers is true: each row is what the newest thing that the row needs asks for."""

from __future__ import annotations

import re

import pytest
from conftest import PAPER, ROOT
from paper.publishing.headers import policy

Versions = tuple[float, float, float]

# What is used, as it is written, and the first Chrome (and Edge), Firefox and Safari that know it. Without what is not
# named here pages are plainer, or say so. Source: MDN's browser compatibility data (@mdn/browser-compat-data 8.1.9).
STYLE: dict[str, Versions] = {
    r":is\(": (88, 78, 14.0),
    r":not\([^)]*,": (88, 84, 9.0),
    r"clamp\(": (79, 75, 13.1),
    r"inset:": (87, 66, 14.1),
    r"(margin|padding)-(block|inline):": (87, 66, 14.1),
    r"<dialog": (37, 98, 15.4),  # or its content stands open on the page
}
POPOVER: dict[str, Versions] = {r"popovertarget": (114, 125, 17.0)}
SCRIPT: dict[str, Versions] = {
    r"showModal": (37, 98, 15.4),
    r"wasm-unsafe-eval": (97, 102, 16.0),
    r"findLast": (97, 104, 15.4),
    r"\.at\(": (92, 90, 15.4),
    r"\?\?=": (85, 79, 14.0),
    r"\?\.": (80, 74, 13.1),
    r"replaceAll": (85, 77, 13.1),
    r"replaceChildren": (86, 78, 14.0),
    r"\bimport\(": (63, 67, 11.1),
    r"\\p\{": (64, 78, 11.1),
    r"\(\?<[!=]": (62, 78, 16.4),
    r'"[a-z]*d[a-z]*u"': (90, 88, 15.0),
}


def text(*files: str) -> str:
    return "".join((ROOT / file).read_text("utf-8") for file in files)


COPYING = ("cite", "fragment", "gone", "amend", "amendment", "proposals")
NEEDS = [
    (STYLE, text("docs/assets/site.css", "overrides/partials/search.html")),
    (POPOVER, text("overrides/partials/header.html", "overrides/partials/nav.html")),
    (SCRIPT, text("docs/assets/search.js") + policy("")),
    (SCRIPT, text(*(f"docs/assets/{name}.js" for name in COPYING))),
]


@pytest.mark.parametrize("language", PAPER.languages)
def test_each_row_of_the_table_is_what_its_newest_part_asks_for(language: str) -> None:
    page = PAPER.page("webtilgaengelighed", language)
    assert page
    rows = [block.cells for block in page.sections["browsere"] if block.kind == "row"]
    asked = [[versions for way, versions in known.items() if re.search(way, used)] for known, used in NEEDS]
    assert [tuple(map(float, numbers)) for _, *numbers in rows] == [
        tuple(map(max, zip(*each, strict=True))) for each in asked
    ]
