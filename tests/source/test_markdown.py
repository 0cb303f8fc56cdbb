from __future__ import annotations

from paper.model import Block, Link
from paper.source.markdown import parse_page

PAGE = """\
# Titel {#titel}

Et afsnit med *fremhævet* tekst,
[et link](andet.md#sted) og et gammelt id[](){#gammelt}.
{#afsnit}

- punkt et
- punkt to
  på to linjer

> Et citat.

<!-- tabel: ledermedlemmer -->

<div class="tekstboks" markdown>

### Boks {#boks}

Tekst i boksen.

</div>
"""


def test_a_page_is_read_as_blocks_with_lines_ids_and_links() -> None:
    page, problems = parse_page("side", "da", "docs/side.md", PAGE)
    assert problems == []
    assert page.blocks == (
        Block("heading", "Titel", 1, "titel", 1, ("titel",)),
        Block(
            "paragraph",
            "Et afsnit med fremhævet tekst, et link og et gammelt id.",
            3,
            "titel",
            0,
            ("gammelt", "afsnit"),
            (Link("andet.md#sted", 4),),
        ),
        Block("item", "punkt et", 7, "titel", depth=1),
        Block("item", "punkt to på to linjer", 8, "titel", depth=1),
        Block("quote", "Et citat.", 11, "titel"),
        Block("marker", "tabel: ledermedlemmer", 13, "titel"),
        Block("heading", "Boks", 17, "boks", 3, ("boks",)),
        Block("paragraph", "Tekst i boksen.", 19, "boks"),
    )


def test_lines_count_from_where_the_text_starts_in_its_file() -> None:
    page, problems = parse_page("side", "da", "docs/side.md", "# Titel {#titel}\n\nen <i>kursiv</i>\n", 5)
    assert page.blocks[0].line == 5
    assert [problem.line for problem in problems] == [7]


def test_a_page_answers_what_the_checks_ask() -> None:
    page, _ = parse_page("side", "da", "docs/side.md", PAGE)
    assert page.title is not None and page.title.text == "Titel"
    assert list(page.sections) == ["titel", "boks"]
    assert page.anchors["afsnit"].line == 3
    found = page.holding("punkt to på")
    assert found is not None and found.line == 8
    assert page.holding("tabel: ledermedlemmer") is None
