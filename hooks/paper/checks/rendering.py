"""The rendered page shows what the page says."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from ..model import Page, Problem


def check_rendering(page: Page, tree: HtmlElement) -> Iterator[Problem]:
    """The rendered page shows the blocks the checks have read, in order, and nothing else; spaces do not count."""
    shown = _letters(tree.text_content())
    for block in page.prose:
        wanted = _letters(block.text)
        if not shown.startswith(wanted):
            beginning = " ".join(block.text.split()[:8])
            message = f"siden viser ikke teksten «{beginning} …», som den er skrevet."
            yield Problem(page.file, block.line, message, "Sæt tomme linjer omkring afsnittet, og fjern særlige tegn.")
            return
        shown = shown.removeprefix(wanted)
    if shown:
        yield Problem(page.file, 1, f"siden viser mere, end der er skrevet: «{shown[:40]} …».", "Fjern særlige tegn.")


def _letters(text: str) -> str:
    return "".join(text.split())
