"""Ranges are heard as ranges: the dash has a word for the style sheet to have said, and no word is changed."""

from __future__ import annotations

from pathlib import Path

from conftest import view_of
from paper.page.blocks import say_ranges
from paper.page.tree import parse, write


def said(html: str, project: Path, language: str = "da") -> str:
    tree = parse(html)
    say_ranges(tree, view_of(project, f"docs/om{'' if language == 'da' else f'.{language}'}.md"))
    assert tree.text_content() == parse(html).text_content()
    return write(tree)


def test_the_dash_of_a_range_has_its_word(project: Path) -> None:
    assert said("<p>Om 5-8 år <b>700–800</b> eller 1-2.</p>", project) == (
        '<p>Om 5<span data-til="til">-</span>8 år <b>700<span data-til="til">–</span>800</b> eller '
        '1<span data-til="til">-</span>2.</p>'
    )
    assert said("<h2>1899–2011</h2>", project, "en") == '<h2>1899<span data-til="to">–</span>2011</h2>'


def test_the_word_is_in_the_language_of_the_text(project: Path) -> None:
    html = '<p lang="da">Om <i>5-8</i> år</p><p lang="sv">1-2</p><i lang="da">x</i> 3-4'
    assert said(html, project, "en") == (
        '<p lang="da">Om <i>5<span data-til="til">-</span>8</i> år</p>'
        '<p lang="sv">1<span data-til="to">-</span>2</p><i lang="da">x</i> 3<span data-til="to">-</span>4'
    )


def test_what_is_no_range_is_left(project: Path) -> None:
    html = "<p>LO-leder, 3F, 33-24-60-00 og 2011-10 – 5</p>"
    assert said(html, project) == html
