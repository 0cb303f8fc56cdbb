"""The paper as a PDF: tagged (PDF/UA-1) and fit for archives (PDF/A-3a), with the member-count table attached."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..addresses import pdf_address
from ..model import Download, MemberTable, Paper
from ..page.tree import parse
from ..page.view import Site
from ..words import format_count, labels
from .book import Trees, document
from .data import members_csv
from .typesetting import typeset

TEMPLATE = "pdf/oplaeg.typ"
STANDARDS = ["a-3a", "ua-1"]
FRONT = (".//h1", ".//p[@class='undertitel']", ".//p[@class='udgiver']")


@dataclass(frozen=True)
class Imprint:
    """What the cover and the feet of the pages say, in one language."""

    title: str
    subtitle: str
    publisher: str
    imprint: str  # publisher and date as one line, in full
    edition: str  # the same, short enough for the foot of a page


def make_pdfs(site: Site, trees: Trees, time: int) -> Mapping[str, Download]:
    """The PDF in each language. Raises Unreadable when Typst cannot set one."""
    return {language: make_pdf(site, language, trees, time) for language in site.paper.languages}


def make_pdf(site: Site, language: str, trees: Trees, time: int) -> Download:
    """The PDF in one language, set from the pages' HTML; `time` is the only date in it. Raises Unreadable."""
    paper = site.paper
    inputs = {
        "document": document(site, language, trees),
        "data": json.dumps(_data(site, language, trees), ensure_ascii=False),
        "table": members_csv(paper.table) if paper.table else "",
    }
    content = typeset(site.templates / TEMPLATE, inputs, format="pdf", pdf_standards=STANDARDS, timestamp=time)
    return Download(pdf_address(paper, language), content, len(re.findall(rb"/Type\s*/Page\b", content)))


def imprint(paper: Paper, language: str, trees: Trees) -> Imprint:
    """The words of the cover, from the front page."""
    front = paper.page("index", language)
    tree = trees[front.file] if front else parse("")
    title, subtitle, line = ("".join(tree.xpath(f"string({path})")).strip() for path in FRONT)
    edition = re.sub(r" \([^)]*\)", "", line)  # «LO (Landsorganisationen i Danmark), …» without what is in brackets
    return Imprint(title, subtitle, edition.partition(", ")[0], line, edition)


def _data(site: Site, language: str, trees: Trees) -> dict[str, Any]:
    """All that the template asks for besides the text."""
    paper, label = site.paper, labels(site.paper, language)
    return {
        **asdict(imprint(paper, language, trees)),
        "language": language,
        "site": site.address,
        "notice": label("oversat") if language != paper.original else "",
        "contents": label("pdf_indhold"),
        "page-word": label("pdf_side"),
        "table": _table(paper.table, language, paper) if paper.table else None,
        "struggles": [
            {"id": _title_id(paper, kamp.page), "title": kamp.heading(language), "core": kamp.core[language]}
            for kamp in paper.struggles or ()
        ],
    }


def _title_id(paper: Paper, slug: str) -> str:
    """The id of a page's title: the same in every language."""
    page = paper.page(slug, paper.original)
    return page.title.section if page and page.title else ""


def _table(table: MemberTable, language: str, paper: Paper) -> dict[str, Any]:
    """The table's words and figures as they are to be read; `low` and `high` are shares of the longest bar."""
    label = labels(paper, language)
    largest = table.largest
    longest = largest.count.high
    return {
        "title": table.title[language],
        "union": label("forbund"),
        "number": label("antal"),
        "total-name": label("i_alt"),
        "total": format_count(table.total, language),
        "chart": label("diagram_beskrivelse", stoerst=largest.name, antal=format_count(largest.count, language)),
        "chart-note": label("diagram_forklaring"),
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
