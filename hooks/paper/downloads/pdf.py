"""The paper as a PDF: tagged (PDF/UA-1) and fit for archives (PDF/A-3a), with the member-count table attached."""

import json
import re
from collections.abc import Mapping
from typing import Any

from ..addresses import pdf_address
from ..model import Download, MemberTable, Paper
from ..page.tree import parse
from ..page.view import Site
from ..words import foreign_patterns, format_count, labels
from .book import Trees, document
from .data import members_csv
from .typesetting import typeset

TEMPLATE = "pdf/oplaeg.typ"
EMPTY: Mapping[str, bytes] = {}
STANDARDS = ["a-3a", "ua-1"]
FRONT = (".//h1", ".//p[@class='undertitel']", ".//p[@class='udgiver']")


def make_pdf(site: Site, language: str, trees: Trees, time: int, files: Mapping[str, bytes] = EMPTY) -> Download:
    """The PDF in one language, set from the pages' HTML; `time` is the only date in it. Raises Unreadable.

    `files` are the site's pictures by their address from its root.
    """
    paper, table = site.paper, site.paper.table
    assert table
    data = _data(site, language) | imprint(paper, language, trees) | {"table": table_words(table, language, paper)}
    text = document(site, language, trees)
    inputs = {
        "document": text,
        "pictures": json.dumps({name: list(content) for name, content in files.items() if f'src="{name}"' in text}),
        "data": json.dumps(data, ensure_ascii=False),
        "table": members_csv(table),
    }
    content = typeset(site.templates / TEMPLATE, inputs, format="pdf", pdf_standards=STANDARDS, timestamp=time)
    return Download(pdf_address(paper, language), content, page_count(content))


def page_count(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


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
