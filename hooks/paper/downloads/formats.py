"""All that can be taken along: the paper in each of its forms, made when every page's text is finished."""

from collections.abc import Mapping

from ..addresses import download_address
from ..model import FORMATS, Download, Problem
from ..page.view import Site
from ..source.textfile import Unreadable
from .book import Trees
from .ebook import make_ebook
from .pdf import make_pdf, make_working_copy, page_count
from .sheet import make_sheet
from .word import make_word

MAKERS = {
    "pdf": make_pdf,
    "side": make_sheet,
    "linjenumre": make_working_copy,
    "word": make_word,
    "ebog": make_ebook,
}
Downloads = Mapping[str, Download]  # by kind, as «Hent» lists them


def make_downloads(site: Site, language: str, trees: Trees, time: int, files: Mapping[str, bytes]) -> Downloads:
    """The paper's forms in one language; `time` is the only date in them. Raises Unreadable.

    `files` are the site's pictures by their address from its root.
    """
    made, problems = {}, list[Problem]()
    for kind in FORMATS:
        try:
            content = MAKERS[kind](site, language, trees, time, files)
        except Unreadable as unreadable:
            problems += unreadable.problems
        else:
            made[kind] = Download(kind, download_address(site.paper, language, kind), content, page_count(content))
    if problems:
        raise Unreadable(*dict.fromkeys(problems))
    return made
