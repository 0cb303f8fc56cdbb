from __future__ import annotations

from pathlib import Path

from conftest import site_of
from paper.page.glossary import link_terms
from paper.page.tree import parse, write


def linked(html: str, project: Path, slug: str = "i-samme-baad", language: str = "da") -> str:
    site, tree = site_of(project), parse(html)
    page = site.paper.page(slug, language)
    assert page
    link_terms(tree, site.view(page))
    return write(tree)


def test_the_first_use_of_a_term_links_to_it(project: Path) -> None:
    assert linked("<p>Jeg afholder MUS. MUS er vigtig.</p><p>MUS</p>", project) == (
        '<p>Jeg afholder <a class="ord" href="../ordforklaring/#mus">MUS</a>. MUS er vigtig.</p><p>MUS</p>'
    )


def test_the_longest_form_wins_and_parts_of_words_are_left(project: Path) -> None:
    assert linked("<p>LO-forbundene og LO-leder; <em>FOA</em> og OAO.</p>", project) == (
        '<p><a class="ord" href="../ordforklaring/#lo-forbund">LO-forbundene</a> og LO-leder; '
        '<em><a class="ord" href="../ordforklaring/#foa">FOA</a></em> og '
        '<a class="ord" href="../ordforklaring/#oao">OAO</a>.</p>'
    )


def test_headings_links_quotations_and_generated_parts_are_left(project: Path) -> None:
    html = (
        '<h2 id="a">MUS</h2><p><a href="#b">MUS</a></p><blockquote><p>MUS</p></blockquote>'
        "<div data-genereret><p>MUS</p></div>"
    )
    assert linked(html, project) == html


def test_names_in_the_table_are_linked_and_english_goes_to_the_english_glossary(project: Path) -> None:
    html = '<figure data-genereret=""><table><tr><th scope="row">FOA</th></tr></table></figure>'
    assert 'href="../../ordforklaring.en/#foa"' in linked(html, project, "de-faelles-kampe/nyt-syn", "en")


def test_no_word_is_changed(project: Path) -> None:
    html = "<p>Væksthus for Ledelse, OAO og LO &amp; overenskomster – ”MED-udvalg” og VVU-regi.</p><ul><li>SL</li></ul>"
    assert parse(linked(html, project)).text_content() == parse(html).text_content()


def test_the_sites_own_pages_are_left(project: Path) -> None:
    assert linked("<p>MUS</p>", project, "om") == "<p>MUS</p>"
