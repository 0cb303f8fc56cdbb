from __future__ import annotations

from paper.checks.rendering import check_rendering
from paper.page.tree import parse
from paper.source.markdown import parse_page


def test_a_page_that_shows_what_is_written_has_no_problem() -> None:
    page, _ = parse_page("side", "da", "docs/side.md", "# Titel {#titel}\n\nEt *fremhævet* afsnit.\n\n- punkt\n")
    html = '<h1 id="titel">Titel</h1><p>Et <em>fremhævet</em>\nafsnit.</p><ul><li>punkt</li></ul>'
    assert list(check_rendering(page, parse(html))) == []


def test_a_page_that_shows_something_else_is_refused() -> None:
    page, _ = parse_page("side", "da", "docs/side.md", "# Titel {#titel}\n\nEt afsnit.\n")
    (problem,) = check_rendering(page, parse('<h1 id="titel">Titel</h1><p>Et andet afsnit.</p>'))
    assert str(problem) == (
        "docs/side.md:3: siden viser ikke teksten «Et afsnit. …», som den er skrevet. "
        "Sæt tomme linjer omkring afsnittet, og fjern særlige tegn."
    )


def test_a_page_that_shows_more_is_refused() -> None:
    page, _ = parse_page("side", "da", "docs/side.md", "# Titel {#titel}\n")
    (problem,) = check_rendering(page, parse('<h1 id="titel">Titel</h1><p>{#ekstra}</p>'))
    assert str(problem) == ("docs/side.md:1: siden viser mere, end der er skrevet: «{#ekstra} …». Fjern særlige tegn.")
