"""The site shows what GitHub shows: each way of writing comes out as it is meant, and what would not is found."""

from __future__ import annotations

import random
import re
from textwrap import dedent

import pytest
from conftest import EXTENSIONS, ROOT
from lxml.html import tostring
from paper.source.markdown import parse_page
from paper.source.rendering import differences, render

LISTS = "<ol><li>At lytte:<ul><li>til ledere</li><li>til medarbejdere</li></ul></li><li>At prøve.</li></ol>"

# As an editor writes it, and as the site shows it.
WRITTEN = {
    "a list from 3": ("3. At følge op.\n4. At måle.", '<ol start="3"><li>At følge op.</li><li>At måle.</li></ol>'),
    "three spaces": ("1. At lytte:\n   - til ledere\n   - til medarbejdere\n2. At prøve.", LISTS),
    "four spaces": ("1. At lytte:\n    - til ledere\n    - til medarbejdere\n2. At prøve.", LISTS),
    "bullets below bullets": ("- Mød op:\n  - til tiden", "<ul><li>Mød op:<ul><li>til tiden</li></ul></li></ul>"),
    "a parenthesis": ("1) At lytte.\n2) At prøve.", "<ol><li>At lytte.</li><li>At prøve.</li></ol>"),
    "stars": ("* At lytte.\n* At prøve.", "<ul><li>At lytte.</li><li>At prøve.</li></ul>"),
    "numbers after bullets": ("- At se.\n\n1. At lytte.", "<ul><li>At se.</li></ul> <ol><li>At lytte.</li></ol>"),
    "a second paragraph": (
        "- At lytte.\n\n  Og mere.\n- At prøve.",
        "<ul><li><p>At lytte.</p><p>Og mere.</p></li><li><p>At prøve.</p></li></ul>",
    ),
    "lines apart": (
        "- At lytte.\n\n- At prøve.",
        "<ul><li><p>At lytte.</p></li><li><p>At prøve.</p></li></ul>",
    ),
    "a long item": ("- At lytte\ntil alle.", "<ul><li>At lytte til alle.</li></ul>"),
    "a backslash": ("Én linje\\\nog en til.", "<p>Én linje<br> og en til.</p>"),
    "two spaces at the end": ("Én linje  \nog en til.", "<p>Én linje<br> og en til.</p>"),
    "a year": ("1899\\. Så gammelt er det.", "<p>1899. Så gammelt er det.</p>"),
    "emphasis": ("Det er *vigtigt* og __nyt__.", "<p>Det er <em>vigtigt</em> og <strong>nyt</strong>.</p>"),
    "an address": ("Se <https://example.org/>.", '<p>Se <a href="https://example.org/">https://example.org/</a>.</p>'),
    "a link by name": ("Se [os][om].\n\n[om]: om.md", '<p>Se <a href="om.md">os</a>.</p>'),
    "an old id": ("Et afsnit[](){#gammelt}", '<p>Et afsnit<a href="" id="gammelt"></a></p>'),
    "an id": ("Et afsnit.\n{#afsnit}", '<p id="afsnit">Et afsnit.</p>'),
    "a note": (
        "Det står i loven.[^lov]\n\n[^lov]: Den er ny.",
        '<p>Det står i loven.<sup id="fnref-lov"><a class="footnote-ref" href="#fn-lov">1</a></sup></p>'
        '<div class="footnote"> <hr> <ol> <li id="fn-lov"> <p>Den er ny.\xa0<a class="footnote-backref"'
        ' href="#fnref-lov" title="Jump back to footnote 1 in the text">↩</a></p> </li> </ol></div>',
    ),
    "a table": (
        "| A | B |\n|---|--:|\n| a | 1 |",
        '<table><thead><tr><th>A</th><th style="text-align: right;">B</th></tr></thead>'
        '<tbody><tr><td>a</td><td style="text-align: right;">1</td></tr></tbody></table>',
    ),
    "a figure": ("![Et mærke](a.svg)\n*Mærket.*", '<p><img alt="Et mærke" src="a.svg"> <em>Mærket.</em></p>'),
    "a box": (
        '<div class="tekstboks" markdown>\n\n### Boks {#boks}\n\n- punkt\n\n</div>',
        '<div class="tekstboks"><h3 id="boks">Boks</h3><ul><li>punkt</li></ul></div>',
    ),
    "a quotation": ("> Et citat\n> på to linjer.", "<blockquote><p>Et citat på to linjer.</p></blockquote>"),
}


@pytest.mark.parametrize(("text", "html"), WRITTEN.values(), ids=WRITTEN)
def test_what_is_written_comes_out_as_it_is_meant(text: str, html: str) -> None:
    assert close(tostring(render(text, EXTENSIONS), encoding="unicode")) == close(f"<div>{html}</div>")
    page, problems = parse_page("side", "da", "docs/side.md", text)
    assert problems == []
    assert list(differences(page, text, 1, EXTENSIONS)) == []


def close(html: str) -> str:
    """Without the spaces between elements, which nobody sees."""
    return " ".join(html.split()).replace("> <", "><")


def told(text: str, extensions: str) -> list[str]:
    page, problems = parse_page("side", "da", "docs/side.md", text, 5)
    assert problems == []
    return [str(problem) for problem in differences(page, text, 5, extensions)]


WITHOUT = '{"attr_list": {}, "md_in_html": {}}'
REMEDY = "Skriv det, som CONTRIBUTING.md viser, med en tom linje før og efter."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Et afsnit.\n\n3. At følge op.\n4. At måle.",
            "7: Læserne ville se punkt 1 «At følge op.», hvor der er skrevet punkt 3 «At følge op.».",
        ),
        (
            "Et ord.[^a]\n\n[^a]: En note.",
            "5: Læserne ville se afsnittet «Et ord.[^a]», hvor der er skrevet afsnittet «Et ord.￼».",
        ),
        (
            "- Et punkt.\n\n1. Et andet.",
            "7: Læserne ville se punktet «Et andet.», hvor der er skrevet punkt 1 «Et andet.».",
        ),
    ],
)
def test_what_the_site_would_show_otherwise_is_found(text: str, message: str) -> None:
    assert told(text, WITHOUT) == [f"docs/side.md:{message} {REMEDY}"]


def test_an_id_that_would_not_be_set_is_found() -> None:
    page, _ = parse_page("side", "da", "docs/side.md", "Et afsnit.\n{#afsnit}", 5)
    (problem,) = differences(page, "Et afsnit.", 5, EXTENSIONS)
    assert str(problem) == (
        "docs/side.md:5: Id’et {#afsnit} ville ikke blive sat. Skriv det på en linje for sig lige under teksten."
    )


PARTS = [
    *("- ", "1. ", "2) ", "* ", "  ", "    ", "> ", "\n", "\n\n", "ord ", "*", "**", "[", "](om.md)", "\\", "|"),
    *("# ", "![x](a.svg)", "[^a]", "[^a]: ", "---", "1899. ", "<b>", "_", "|---|\n", "<!-- x: y -->", "{#id}", "`"),
]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_is_refused_or_shown_as_on_github(seed: int) -> None:
    """No exception; and what has no problem shows the same on both sides, which is what `differences` asks."""
    typing, refused, shown = random.Random(seed), 0, 0
    for _ in range(150):
        text = "".join(typing.choices(PARTS, k=typing.randint(1, 9)))
        page, problems = parse_page("side", "da", "docs/side.md", text)
        problems = problems or list(differences(page, text, 1, EXTENSIONS))
        assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems), text
        refused, shown = refused + bool(problems), shown + (not problems)
    assert refused > 10 and shown > 10


def test_every_page_of_the_project_shows_what_is_written() -> None:
    files = sorted((ROOT / "docs").rglob("*.md"))
    assert files
    for file in files:
        text = file.read_text("utf-8").split("\n---\n", 1)[-1]
        page, problems = parse_page("side", "da", file.name, text)
        assert (problems, list(differences(page, text, 1, EXTENSIONS))) == ([], [])


def test_every_example_in_the_guide_comes_out_right() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Sådan skrives teksten\n")[1].split("\n## ")[0]
    examples = [dedent(block) for block in re.findall(r"(?:^(?: {4}.*|)\n)+", guide, re.MULTILINE) if block.strip()]
    assert len(examples) == 3
    inline = [text for text in re.findall("`([^`\n]+)`", guide) if re.search(r"\]\(|<|\*\w", text)]
    assert len(inline) == 7
    for text in [*examples, *inline]:
        page, problems = parse_page("side", "da", "docs/side.md", text)
        assert (problems, list(differences(page, text, 1, EXTENSIONS))) == ([], [])
        assert page.blocks
