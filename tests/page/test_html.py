from __future__ import annotations

from pathlib import Path

from paper.page.html import check_rendering, check_seals, without_leftovers
from paper.source.markdown import parse_page


def test_a_page_that_shows_what_is_written_has_no_problem() -> None:
    page, _ = parse_page("side", "da", "docs/side.md", "# Titel {#titel}\n\nEt *fremhævet* afsnit.\n\n- punkt\n")
    html = '<h1 id="titel">Titel</h1><p>Et <em>fremhævet</em>\nafsnit.</p><ul><li>punkt</li></ul>'
    assert list(check_rendering(page, html)) == []


def test_a_page_that_shows_something_else_is_refused() -> None:
    page, _ = parse_page("side", "da", "docs/side.md", "# Titel {#titel}\n\nEt afsnit.\n")
    (problem,) = check_rendering(page, '<h1 id="titel">Titel</h1><p>Et andet afsnit.</p>')
    assert str(problem) == (
        "docs/side.md:3: siden viser ikke teksten «Et afsnit. …», som den er skrevet. "
        "Sæt tomme linjer omkring afsnittet, og fjern særlige tegn."
    )


def test_a_page_that_shows_more_is_refused() -> None:
    page, _ = parse_page("side", "da", "docs/side.md", "# Titel {#titel}\n")
    (problem,) = check_rendering(page, '<h1 id="titel">Titel</h1><p>{#ekstra}</p>')
    assert str(problem) == ("docs/side.md:1: siden viser mere, end der er skrevet: «{#ekstra} …». Fjern særlige tegn.")


def test_a_page_without_the_seal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "god.html").write_text('<meta name="seal" content="abc">')
    (tmp_path / "gal.html").write_text('<meta name="seal" content="">')
    assert [str(problem) for problem in check_seals(tmp_path, "abc")] == [
        "gal.html:1: siden er bygget uden tjek. Byg med hooks: - hooks/main.py i mkdocs.yml."
    ]


def test_what_the_theme_sets_up_for_its_scripts_is_taken_away() -> None:
    html = (
        '<body>\n    <input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">\n'
        '    <label class="md-overlay" for="__drawer"></label>\n<main>Tekst</main>\n'
        '<div class="md-dialog" data-md-component="dialog">\n<div class="md-dialog__inner"></div>\n</div>\n</body>'
    )
    assert without_leftovers(html) == "<body>\n<main>Tekst</main>\n</body>"
