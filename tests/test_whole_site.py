"""The real site, as built: what must hold whatever editors have written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PAPER, PROBLEMS, ROOT
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from paper.publishing.headers import policy
from paper.publishing.seal import seal


def pages(site: Path) -> Iterator[tuple[str, HtmlElement]]:
    found = sorted(site.rglob("*.html"))
    assert len(found) > len(PAPER.pages)  # the pages and 404
    for path in found:
        yield path.relative_to(site).as_posix(), document_fromstring(path.read_text("utf-8"))


def language(name: str) -> str:
    return next((code for code in PAPER.languages[1:] if f".{code}/" in name or f".{code}." in name), PAPER.original)


def test_every_page_was_made_by_the_hooks(site: Path) -> None:
    for name, page in pages(site):
        assert page.xpath("//meta[@name='seal']/@content") == [seal(ROOT)], name


def test_every_page_is_in_the_language_it_says(site: Path) -> None:
    for name, page in pages(site):
        assert page.xpath("string(/html/@lang)") == language(name), name


def test_the_first_link_of_every_page_leads_past_the_frame_in_the_page_s_language(site: Path) -> None:
    for name, page in pages(site):
        first = page.xpath("//body//*[self::a or self::button or self::input]")[0]
        assert first.get("class") == "md-skip", name
        assert first.text.strip() == PAPER.labels["til_indholdet"][language(name)], name
        assert page.xpath(f"//article//*[@id='{first.get('href').removeprefix('#')}']"), name


def test_the_way_to_another_language_has_one_name_in_that_language(site: Path) -> None:
    for name, page in pages(site):
        for link in page.xpath("//header//a[@hreflang]"):
            code, words = link.get("hreflang"), link.get("aria-label")
            assert (link.get("lang"), link.get("title"), words) == (code, None, PAPER.labels["laes_paa"][code]), name
            assert link.text.lower() in words.lower(), name  # what is seen is part of what is heard: WCAG 2.5.3


def test_every_page_of_the_paper_is_there_with_its_title(site: Path) -> None:
    for page in PAPER.pages:
        folder = page.file.removeprefix("docs/").removesuffix(".md")
        path = site / "index.html" if folder == "index" else site / folder / "index.html"
        html = document_fromstring(path.read_text("utf-8"))
        assert page.title
        assert " ".join(html.xpath("string(//h1)").split()).startswith(page.title.text)
        assert page.title.text in html.xpath("string(//title)")


def test_no_word_of_one_language_in_the_frame_of_another(site: Path) -> None:
    for name, page in pages(site):
        for part in page.xpath("//style | //script | //article | //*[@hreflang] | //*[@data-genereret]"):
            part.drop_tree()
        frame = " ".join([page.text_content(), *page.xpath("//@aria-label | //@title | //@alt")])
        here = language(name)
        for words in PAPER.labels.values():
            for code, text in words.items():
                foreign = code != here and text != words[here] and len(text) > 3
                assert not (foreign and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", frame)), (name, text)


def test_every_page_links_to_its_translation_and_back(site: Path) -> None:
    for page in PAPER.pages:
        name = page.file.removeprefix("docs/").removesuffix(".md")
        folder = site if name == "index" else site / name
        html = document_fromstring((folder / "index.html").read_text("utf-8"))
        for code in PAPER.languages:
            other = PAPER.page(page.slug, code)
            if other and code != page.language:
                links = html.xpath(f"//header//a[@hreflang='{code}']/@href")
                assert len(links) == 1
                target = document_fromstring((folder / links[0] / "index.html").read_text("utf-8"))
                assert other.title and other.title.text in target.xpath("string(//title)")


def test_the_sitemap_names_every_page_with_its_languages_but_not_the_whole_paper_again(site: Path) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    sitemap = etree.parse(site / "sitemap.xml")
    locations = sitemap.xpath("//s:loc/text()", namespaces=names)
    once = [page for page in PAPER.pages if page.slug != "hele-oplaegget"]
    assert len(set(locations)) == len(locations) >= len(once)
    assert not [location for location in locations if "hele-oplaegget" in location]
    for url in sitemap.xpath("//s:url", namespaces=names):
        languages = url.xpath("x:link/@hreflang", namespaces=names)
        assert languages[0] == PAPER.original and "x-default" in languages
        assert url.xpath("string(s:loc)", namespaces=names) in url.xpath("x:link/@href", namespaces=names)


@pytest.mark.parametrize("attribute", ["src", "href", "srcset", "action", "data", "poster"])
def test_nothing_is_fetched_from_anywhere_else(site: Path, attribute: str) -> None:
    for name, page in pages(site):
        for element in page.xpath(f"//*[@{attribute}][not(self::a)][not(@rel='canonical')]"):
            assert not re.match(r"[a-z]+:|//", element.get(attribute)), name


def test_nothing_is_inline_but_the_one_style_sheet_that_the_policy_knows(site: Path) -> None:
    for name, page in pages(site):
        assert page.xpath("//script[not(@src)][not(@type='application/ld+json')] | //@style") == [], name
        style = page.xpath("//style/text()")
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == list(map(policy, style)), name
        assert [a for a in page.xpath("//@*") if getattr(a, "attrname", "").startswith("on")] == [], name


def test_the_paper_is_whole_and_has_no_problem() -> None:
    assert [problem for problem in PROBLEMS if not problem.warning] == []
