"""What has changed is shown word by word, with where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ADDRESS, committed, git, view_of
from lxml.html import HtmlElement
from paper.page.changes import comparisons
from paper.page.headings import mark_changed
from paper.page.markers import fill_markers
from paper.page.tree import parse
from paper.page.view import Site
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
    assert text(shown(project).find_class("aendringer")[0]) == "Teksten er uændret, ord for ord, siden udgave 2011."
    assert (
        text(shown(project, "en").find_class("aendringer")[0])
        == "The Danish text is unchanged, word for word, since the 2011 edition."
    )


def test_a_changed_word_is_struck_and_its_new_one_inserted_and_said_aloud(edit: Edit) -> None:
    root = shown(edit(PAGE, "ikke være gnidningsfrie", "aldrig være gnidningsfrie"))
    assert [text(element) for element in root.xpath("//del")] == ["[slettet] ikke [slut]"]
    assert [text(element) for element in root.xpath("//ins")] == ["[indsat] aldrig [slut]"]
    assert root.xpath("//h3/a/@href") == ["../../i-samme-baad/#forskellige-perspektiver"]
    assert "Passager, der er ændret siden udgave 2011: 1." in text(root)


def test_on_the_english_page_the_danish_words_are_marked_as_danish(edit: Edit) -> None:
    root = shown(edit(PAGE, "ikke være gnidningsfrie", "aldrig være gnidningsfrie"), "en")
    (changed,) = root.xpath("//del")
    assert changed.getparent().get("lang") == "da"
    assert changed[0].get("lang") == "en" and text(changed[0]) == "[deleted]"
    assert root.xpath("//h3/a/@href") == ["../../i-samme-baad/#forskellige-perspektiver"]


def test_a_changed_section_says_so_and_leads_to_how(edit: Edit) -> None:
    tree = parse('<h1 id="i-samme-baad">I</h1><h2 id="forskellige-perspektiver">F</h2><h2 id="samme-forening">S</h2>')
    project = edit(PAGE, "ikke være gnidningsfrie", "aldrig være gnidningsfrie")
    mark_changed(tree, view_of(project, PAGE))
    (line,) = tree.find_class("aendret")
    assert line.getprevious().get("id") == "forskellige-perspektiver"
    assert text(line).startswith("Ændret siden udgave 2011") and text(line).endswith(": se hvad")
    assert line.xpath("a/@href") == ["../om/aendringer/#i-samme-baad--forskellige-perspektiver"]
    assert shown(project).xpath("//h3/@id") == ["i-samme-baad--forskellige-perspektiver"]


def test_nothing_is_said_where_nothing_has_changed(project: Path) -> None:
    tree = parse('<h1 id="i-samme-baad">I</h1><h2 id="forskellige-perspektiver">F</h2>')
    mark_changed(tree, view_of(project, PAGE))
    assert tree.find_class("aendret") == []


def test_it_says_when_where_git_knows(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(project)
    path = project / PAGE
    path.write_text(path.read_text("utf-8").replace("ikke være gnidningsfrie", "aldrig være gnidningsfrie"), "utf-8")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-24T12:00:00Z")
    git(project, "commit", "--quiet", "--all", "--message", "En rettelse")
    site = Site(load_paper(project)[0], ADDRESS, project / "overrides")
    tree = parse('<h2 id="forskellige-perspektiver">F</h2>')
    mark_changed(tree, site.view(site.paper.by_file[PAGE]))
    assert text(tree) == "FÆndret siden udgave 2011 (24. november 2026): se hvad"
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-12-01T12:00:00Z")
    path.write_text(path.read_text("utf-8").replace("De enkelte LO-forbund", "LO-forbundene"), "utf-8")
    git(project, "commit", "--quiet", "--all", "--message", "Et andet sted")
    assert site.changed_on("i-samme-baad", "forskellige-perspektiver") == "2026-11-24"


def test_a_section_is_as_new_as_its_words_or_the_figures_of_its_table(
    project: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-24T12:00:00Z")
    committed(project)
    for day, file, old, new in (
        ("2026-12-01", "docs/data/ledermedlemmer.yml", "antal: 700-800", "antal: 750-800"),
        ("2026-12-08", PAGE, "omkring 13.000", "rundt regnet 13.000"),
    ):
        edit(file, old, new)
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00Z")
        git(project, "commit", "--quiet", "--all", "--message", "En rettelse")
        site = Site(load_paper(project)[0], ADDRESS, project / "overrides")
        assert site.changed_on("i-samme-baad", "ledermedlemmer") == day
        assert site.changed_on("i-samme-baad", "forskellige-perspektiver") == "2026-11-24"


def headings(root: HtmlElement) -> list[tuple[str, str]]:
    return [(str(element.tag), text(element)) for element in root.xpath("//h2|//h3")]


def test_each_changed_section_is_under_a_heading_that_leads_there(edit: Edit) -> None:
    edit(PAGE, "ikke være gnidningsfrie", "aldrig være gnidningsfrie")
    edit(PAGE, "Det betyder ikke, at", "Det siger ikke, at")
    root = shown(edit("docs/en-verden-til-forskel.md", "Har man oplevet", "Har nogen oplevet"))
    assert headings(root) == [
        ("h2", "Udgave 2011"),
        ("h3", "En verden til forskel"),
        ("h3", "I samme båd? – Forskellige perspektiver"),
    ]
    assert "Passager, der er ændret siden udgave 2011: 3." in text(root)
    assert root.xpath("//h3/@id") == ["en-verden-til-forskel", "i-samme-baad--forskellige-perspektiver"]
    assert root.xpath("//h3/a/@href") == [
        "../../en-verden-til-forskel/#en-verden-til-forskel",
        "../../i-samme-baad/#forskellige-perspektiver",
    ]
    assert [text(each) for each in root.xpath("//h3[2]/following-sibling::p//ins")] == [
        "[indsat] siger [slut]",
        "[indsat] aldrig [slut]",
    ]


def test_a_passage_that_is_gone_and_one_that_is_new(edit: Edit) -> None:
    edit("docs/faelles-ledelsesarbejde.md", "- trepartsforhandlinger\n", "")
    project = edit(PAGE, "## Forskellige perspektiver", "Noget ganske nyt.\n\n## Forskellige perspektiver")
    ((_, (new, gone)),) = comparisons(load_paper(project)[0])
    assert new.headings == ("I samme båd?", "Ledere og medarbejdere i samme forening")
    assert [[(kind, words.strip()) for kind, words in each] for each in new.passages] == [
        [("ins", "Noget ganske nyt.")]
    ]
    assert gone.headings == ("LO-forbundenes fælles ledelsesarbejde",)
    assert [[(kind, words.strip()) for kind, words in each] for each in gone.passages] == [
        [("del", "trepartsforhandlinger")]
    ]
    assert shown(project).xpath("//h3/a/@href") == [
        "../../i-samme-baad/#samme-forening",
        "../../faelles-ledelsesarbejde/#faelles-ledelsesarbejde",
    ]


@pytest.mark.parametrize(("language", "gone"), [("da", "Udgået"), ("en", "Gone")])
def test_a_section_that_is_gone_is_named_as_the_edition_has_it(language: str, gone: str, project: Path) -> None:
    page = project / PAGE
    words = page.read_text("utf-8")
    start, end = words.index("## Forskellige perspektiver"), words.index("## Ledere er også ansatte")
    page.write_text(words[:start] + words[end:], "utf-8")
    (heading,) = shown(project, language).xpath("//h3")
    assert text(heading) == f"{gone}: I samme båd? – Forskellige perspektiver"
    assert [(text(each), each.get("lang")) for each in heading] == [("I samme båd? – Forskellige perspektiver", "da")]


def test_markup_in_a_change_is_shown_not_run(edit: Edit) -> None:
    root = shown(edit("docs/data/ledermedlemmer.yml", "navn: SL", "navn: <b>SL</b>"))
    assert root.xpath("//b") == []
    assert "<b>SL</b>:" in text(root)
