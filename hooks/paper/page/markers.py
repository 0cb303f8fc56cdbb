"""Markers in the pages (`<!-- tabel: ledermedlemmer -->`) become what the data says, by the templates in overrides/."""

from typing import Any

from lxml.etree import Comment
from lxml.html import HtmlElement

from ..model import Download
from ..source.markers import DOWNLOAD, MARKERS, marker_in
from .changes import Changed, comparisons
from .tree import replace
from .view import View


def fill_markers(tree: HtmlElement, view: View) -> None:
    """Every marker whose data is at hand becomes what its template draws; the checks have refused unknown ones."""
    for comment in list(tree.iter(Comment)):
        marker = marker_in(comment.text)
        template = MARKERS.get(marker)
        if template:
            values = _changes(view) if marker.startswith("aendringer:") else {}
            replace(comment, view.draw(template, marker=marker, **values))


def _changes(view: View) -> dict[str, Any]:
    def changed_on(changed: Changed) -> str:
        return view.site.changed_on(changed.now.page, changed.now.section) if changed.now else ""

    return {"comparisons": comparisons(view.paper), "changed_on": changed_on}


def fill_download(tree: HtmlElement, view: View, pdf: Download | None) -> None:
    """The link to the finished PDF, its size and number of pages take the place of their marker."""
    if pdf:
        for comment in placed(tree, DOWNLOAD):
            replace(comment, view.draw("maerker/hent.html", pdf=pdf, pdf_address=view.file(pdf.address)))


def placed(tree: HtmlElement, marker: str) -> list[HtmlElement]:
    """The comments in the tree that are this marker."""
    return [comment for comment in tree.iter(Comment) if marker_in(comment.text) == marker]
