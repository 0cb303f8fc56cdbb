"""Markers in the pages (`<!-- tabel: ledermedlemmer -->`) become what the data says, by the templates in overrides/."""

from collections.abc import Mapping
from typing import Any

from lxml.etree import Comment
from lxml.html import HtmlElement

from ..model import Download
from ..source.markers import DOWNLOADS, MARKERS, marker_in
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


def fill_downloads(tree: HtmlElement, view: View, downloads: Mapping[str, Download]) -> None:
    """The links to the finished files, their sizes and numbers of pages take the place of their markers."""
    for marker, template in DOWNLOADS.items():
        for comment in placed(tree, marker) if downloads else []:
            replace(comment, view.draw(template, downloads=downloads))


def placed(tree: HtmlElement, marker: str) -> list[HtmlElement]:
    """The comments in the tree that are this marker."""
    return [comment for comment in tree.iter(Comment) if marker_in(comment.text) == marker]
