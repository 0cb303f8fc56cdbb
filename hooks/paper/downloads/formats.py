"""All that can be taken along: the paper in each of its forms, made when every page's text is finished."""

from collections.abc import Mapping

from ..model import Download
from ..page.view import Site
from .book import Trees
from .ebook import make_ebook
from .pdf import make_pdf, make_working_copy
from .sheet import make_sheet
from .word import make_word

Downloads = Mapping[str, Download]  # by kind, as «Hent» lists them


def make_downloads(site: Site, language: str, trees: Trees, time: int, files: Mapping[str, bytes]) -> Downloads:
    """The paper's forms in one language; `time` is the only date in them. Raises Unreadable.

    `files` are the site's pictures by their address from its root.
    """
    made = (
        make_pdf(site, language, trees, time, files),
        make_sheet(site, language, trees, time),
        make_working_copy(site, language, trees, time, files),
        make_word(site, language, trees, time, files),
        make_ebook(site, language, trees, time, files),
    )
    return {download.kind: download for download in made}
