"""The markers that may stand in a page, each with the template that takes its place."""

import re

MARKERS = {
    (TABLE := "tabel: ledermedlemmer"): "maerker/tabel.html",
    "kampe: oversigt": "maerker/kampe.html",
    "noegletal: ledermedlemmer": "maerker/noegletal.html",
    "indhold: oplaeg": "maerker/indhold.html",
    (GLOSSARY := "ordforklaring: alle"): "maerker/ordforklaring.html",
    (WHOLE := "oplaeg: helt"): "",  # filled when all other pages are finished, see page/whole.py
    "aendringer: oplaeg": "maerker/aendringer.html",
    "udgaver: alle": "maerker/udgaver.html",
    "data: alle": "maerker/data.html",
    "kontakt: fejl": "maerker/kontakt.html",
    "kontakt: tilgaengelighed": "maerker/kontakt.html",
    "hent: pdf": "",  # this and the next are filled when the files have been made from all pages, see DOWNLOADS
    "hent: alt": "",
}
DOWNLOADS = {"hent: pdf": "maerker/hent.html", "hent: alt": "maerker/hent-alt.html"}

MARKER = re.compile(r"\s*(\w+):\s*([\w-]+)\s*")


def marker_in(comment: str) -> str:
    """The marker that an HTML comment is, known or not, as MARKERS writes it; empty for another comment."""
    found = MARKER.fullmatch(comment)
    return f"{found[1]}: {found[2]}" if found else ""
