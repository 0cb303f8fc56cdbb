"""The paper's data to take away: the table, the struggles and the whole text, described by a data package.

Keys are Danish, like the data. The package follows Frictionless Data Package (https://specs.frictionlessdata.io).
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from ..addresses import address
from ..model import Block, MemberTable, Page, Paper, Row
from ..page.view import Site
from ..source.markers import TABLE as TABLE_MARKER
from ..words import labels
from .filling import fill, set_out

COLUMNS = ("navn", "forbund", "antal_min", "antal_max")


def data_files(site: Site) -> Iterator[tuple[str, str]]:
    """Each file's address from the site's root, and its text."""
    paper, root = site.paper, site.address

    def addresses(slug: str, place: str = "") -> dict[str, str]:
        languages = [language for language in paper.languages if paper.page(slug, language)]
        return {language: f"{root}{address(paper, slug, language)}{place}" for language in languages}

    if paper.table and paper.struggles and paper.publication:
        label, about = labels(paper, paper.original), _about(paper)
        yield "data/ledermedlemmer.csv", members_csv(paper.table)
        yield "data/ledermedlemmer.json", set_out([_row(row) for row in paper.table.rows])
        yield "data/kampe.json", fill("kampe.json", paper=paper, addresses=addresses)
        yield "data/oplaeg.json", set_out(_paper(paper, root))
        yield "data/datapackage.json", fill("datapackage.json", paper=paper, about=about, label=label, root=root)


def members_csv(table: MemberTable) -> str:
    """The member-count table: a row for each of its rows; an exact count has its minimum and maximum alike."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_row, table.rows))
    return text.getvalue()


def _row(row: Row) -> dict[str, str | int]:
    values = (row.name, " + ".join(row.unions), row.count.low, row.count.high)
    return dict(zip(COLUMNS, values, strict=True))


def _paper(paper: Paper, root: str) -> dict[str, Any]:
    """The whole text: language → chapter → section → paragraph, list, quotation or table."""
    chapters = {code: [_chapter(paper, page, root) for page in paper.chapters(code)] for code in paper.languages}
    return _about(paper) | {"sprog": {language: {"kapitler": each} for language, each in chapters.items()}}


def _about(paper: Paper) -> dict[str, Any]:
    publication = paper.publication
    assert publication
    return {
        "titel": publication.title,
        "undertitel": publication.subtitle,
        "forfatter": list(publication.authors),
        "udgiver": publication.publisher,
        "dato": publication.date,
        "udgave": paper.editions[-1].name if paper.editions else "",
    }


def _chapter(paper: Paper, page: Page, root: str) -> dict[str, Any]:
    base = root + address(paper, page.slug, page.language)
    sections = [_section(paper, blocks, base) for blocks in page.sections.values()]
    return {"side": page.slug, "titel": page.title.text, "adresse": base, "afsnit": sections}


def _section(paper: Paper, blocks: tuple[Block, ...], base: str) -> dict[str, Any]:
    heading = blocks[0]
    content: list[dict[str, Any]] = []
    for block in blocks[1:]:
        _add(content, block, paper)
    return {
        "id": heading.section,
        "niveau": heading.level,
        "titel": heading.text,
        "adresse": base if heading.level == 1 else f"{base}#{heading.section}",
        "indhold": content,
    }


def _add(content: list[dict[str, Any]], block: Block, paper: Paper) -> None:
    """Items that stand together are one list; a marker stands for the data it shows."""
    if block.kind == "item":
        if not content or content[-1]["type"] != "liste":
            content.append({"type": "liste", "punkter": []})
        content[-1]["punkter"].append({"tekst": block.text} | _ids(block))
    elif block.kind == "marker":
        if block.text == TABLE_MARKER and paper.table:
            content.append({"type": "tabel", "raekker": [_row(row) for row in paper.table.rows]})
    elif block.text:
        content.append({"type": "citat" if block.kind == "quote" else "afsnit", "tekst": block.text} | _ids(block))


def _ids(block: Block) -> dict[str, str]:
    return {"id": block.anchors[0]} if block.anchors else {}
