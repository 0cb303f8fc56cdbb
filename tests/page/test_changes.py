"""What has changed is shown word by word, with where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import view_of
from lxml.html import HtmlElement
from paper.page.changes import comparisons
from paper.page.markers import fill_markers
from paper.page.tree import parse
from paper.source.load import load_paper

Edit = Callable[[str, str, str], Path]
PAGE = "docs/i-samme-baad.md"


def shown(project: Path, language: str = "da") -> HtmlElement:
    tree = parse("<!-- aendringer: oplaeg -->")
    fill_markers(tree, view_of(project, f"docs/om/aendringer{'' if language == 'da' else f'.{language}'}.md"))
    return tree


def text(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def test_an_unchanged_text_is_said_to_be_so(project: Path) -> None:
    assert text(shown(project)) == "Teksten er uændret, ord for ord, siden udgave 2011."
    assert text(shown(project, "en")) == "The Danish text is unchanged, word for word, since the 2011 edition."


def test_a_changed_word_is_struck_and_its_new_one_inserted_and_said_aloud(edit: Edit) -> None:
    root = shown(edit(PAGE, "ikke være gnidningsfrie", "aldrig være gnidningsfrie"))
    assert [text(element) for element in root.xpath("//del")] == ["[slettet] ikke [slut]"]
    assert [text(element) for element in root.xpath("//ins")] == ["[indsat] aldrig [slut]"]
    assert root.xpath("//li/p/a/@href") == ["../../i-samme-baad/#forskellige-perspektiver"]
    assert "Passager, der er ændret siden udgave 2011: 1." in text(root)


def test_on_the_english_page_the_danish_words_are_marked_as_danish(edit: Edit) -> None:
    root = shown(edit(PAGE, "ikke være gnidningsfrie", "aldrig være gnidningsfrie"), "en")
    (changed,) = root.xpath("//del")
    assert changed.getparent().get("lang") == "da"
    assert changed[0].get("lang") == "en" and text(changed[0]) == "[deleted]"
    assert root.xpath("//li/p/a/@href") == ["../../i-samme-baad/#forskellige-perspektiver"]


def test_a_passage_that_is_gone_and_one_that_is_new(edit: Edit) -> None:
    edit("docs/faelles-ledelsesarbejde.md", "- trepartsforhandlinger\n", "")
    project = edit(PAGE, "## Forskellige perspektiver", "Noget ganske nyt.\n\n## Forskellige perspektiver")
    ((_, (new, gone)),) = comparisons(load_paper(project)[0])
    assert [(kind, words.strip()) for kind, words in new[0]] == [("ins", "Noget ganske nyt.")]
    assert [(kind, words.strip()) for kind, words in gone[0]] == [("del", "trepartsforhandlinger")]
    assert gone[1] is None
    (place,) = shown(project).xpath("//li/p/a")
    assert place.get("href") == "../../i-samme-baad/#samme-forening"
    assert text(place) == "Ledere og medarbejdere i samme forening"


def test_markup_in_a_change_is_shown_not_run(edit: Edit) -> None:
    root = shown(edit("docs/data/ledermedlemmer.yml", "navn: SL", "navn: <b>SL</b>"))
    assert root.xpath("//b") == []
    assert "<b>SL</b>:" in text(root)
