"""What readers of a translation are told where the original has changed since: «oversættelsen er bagud»."""

from __future__ import annotations

from lxml.html import HtmlElement
from lxml.html import builder as E

from .view import View


def mark_behind(tree: HtmlElement, view: View) -> None:
    """A note below the heading of each section whose original is newer."""
    late = view.paper.behind(view.page).keys() & view.page.sections.keys()
    for heading in tree.iter("h1", "h2", "h3", "h4") if late else []:
        section = heading.get("id")
        if section in late:
            original = view.link(view.page.slug, section, view.paper.original)
            link = E.A(view.label("bagud_link"), href=original, hreflang=view.paper.original)
            note = E.P(E.CLASS("bagud"), view.label("bagud"), " ", link)
            note.set("data-genereret", "")
            heading.addnext(note)
