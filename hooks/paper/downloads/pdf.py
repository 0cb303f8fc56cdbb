"""The paper as a PDF: tagged (PDF/UA-1) and fit for archives (PDF/A-3a), with the member-count table attached.

And as a working copy for meetings: the same text with numbers at its lines and passages, and room for notes.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..model import MemberTable, Paper
from ..page.reference import edition, is_changed
from ..page.tree import parse
from ..page.view import Site
from ..words import foreign_patterns, format_count, format_date, labels
from .book import Trees, document
from .data import members_csv
from .tagging import with_row_headers
from .typesetting import typeset

TEMPLATE = "pdf/oplaeg.typ"
EMPTY: Mapping[str, bytes] = {}
STANDARDS = ["a-3a", "ua-1"]
FRONT = (".//h1", ".//p[@class='undertitel']", ".//p[@class='udgiver']")


def make_pdf(site: Site, language: str, trees: Trees, time: int, files: Mapping[str, bytes] = EMPTY) -> bytes:
    """The PDF in one language, set from the pages' HTML; `time` is the only date in it. Raises Unreadable.

    `files` are the site's pictures by their address from its root.
    """
    return _set(site, language, trees, time, files, {"working": False})


def make_working_copy(site: Site, language: str, trees: Trees, time: int, files: Mapping[str, bytes] = EMPTY) -> bytes:
    """The working copy in one language, made as the PDF is; its feet say edition and date. Raises Unreadable."""
    paper, label = site.paper, labels(site.paper, language)
    day = format_date(datetime.fromtimestamp(time, UTC).date().isoformat(), language)
    said = ", ".join(part for part in (edition(paper, language, is_changed(paper)), day) if part)
    words = {"working": True, "working-copy": f"{label('tag_linjenumre')}: {said}", "edition": said}
    return _set(site, language, trees, time, files, words)


def _set(
    site: Site, language: str, trees: Trees, time: int, files: Mapping[str, bytes], words: Mapping[str, Any]
) -> bytes:
    paper, table = site.paper, site.paper.table
    assert table
    data = _data(site, language) | imprint(paper, language, trees) | {"table": table_words(table, language, paper)}
    data |= words
    text = document(site, language, trees)
    inputs = {
        "document": text,
        "pictures": json.dumps({name: list(content) for name, content in files.items() if f'src="{name}"' in text}),
        "data": json.dumps(data, ensure_ascii=False),
        "table": members_csv(table),
    }
    content = typeset(site.templates / TEMPLATE, inputs, format="pdf", pdf_standards=STANDARDS, timestamp=time)
    return with_row_headers(content)


def page_count(content: bytes) -> int:
    """How many pages the file has that Typst made; 0 for one that is no PDF."""
    return len(re.findall(rb"/Type\s*/Page\b", content))


def imprint(paper: Paper, language: str, trees: Trees) -> dict[str, str]:
    """The words of the cover, from the front page, and of the feet of the pages: there `imprint` is made shorter."""
    front = paper.page("index", language)
    tree = trees[front.file] if front else parse("")
    title, subtitle, line = ("".join(tree.xpath(f"string({path})")).strip() for path in FRONT)
    short = re.sub(r" \([^)]*\)", "", line)  # «LO (Landsorganisationen i Danmark), …» without what is in brackets
    publisher = short.partition(", ")[0]
    return {"title": title, "subtitle": subtitle, "publisher": publisher, "imprint": line, "edition": short}


def _data(site: Site, language: str) -> dict[str, Any]:
    """What else the template asks for besides text and table."""
    paper, label = site.paper, labels(site.paper, language)
    titles = {page.slug: page.title for page in paper.pages if page.language == paper.original}
    return {
        "language": language,
        "site": site.address,
        "notice": label("oversat") if language != paper.original else "",
        "contents": label("pdf_indhold"),
        "foreign": foreign_patterns(paper, language),
        "page-word": label("pdf_side"),
        "struggles": [
            {"id": titles[kamp.page].section, "title": kamp.heading(language), "core": kamp.core[language]}
            for kamp in paper.struggles_in(language)
        ],
    }


def table_words(table: MemberTable, language: str, paper: Paper) -> dict[str, Any]:
    """The table's words and figures as they are to be read; `low` and `high` are shares of the longest bar."""
    label = labels(paper, language)
    longest = table.largest.count.high
    return {
        "title": table.title[language],
        "union": label("forbund"),
        "number": label("antal"),
        "total-name": label("i_alt"),
        "total": format_count(table.total, language),
        "counted": label("noegletal"),
        "bars": label("diagram_forklaring"),
        "rows": [
            {
                "name": row.name,
                "count": format_count(row.count, language),
                "low": row.count.low / longest,
                "high": row.count.high / longest,
            }
            for row in table.rows
        ],
    }
