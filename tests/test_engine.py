"""What the hooks do to the engine's own things."""

from __future__ import annotations

from engine import without_leftovers


def test_what_the_theme_sets_up_for_its_scripts_is_taken_away() -> None:
    html = (
        '<body>\n    <input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">\n'
        '    <label class="md-overlay" for="__drawer"></label>\n<main>Tekst</main>\n'
        '<div class="md-dialog" data-md-component="dialog">\n<div class="md-dialog__inner"></div>\n</div>\n</body>'
    )
    assert without_leftovers(html) == "<body>\n<main>Tekst</main>\n</body>"
