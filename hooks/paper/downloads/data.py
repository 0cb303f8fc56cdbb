"""The paper's data to take away: the table, the struggles and the whole text, described by a data package.

Keys are Danish, like the data. The package follows Frictionless Data Package (https://specs.frictionlessdata.io).
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from ..addresses import address, download_address
from ..model import FORMATS, MEDIA_TYPES, Block, MemberTable, Page, Paper, Row
from ..page.changes import changed_sections
from ..page.view import Site
from ..source.markers import TABLE as TABLE_MARKER
from ..words import labels
from .filling import fill, set_out

Content = dict[str, Any]  # a part of a section: its type, and what that has

KINDS = {"quote": "citat"}
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
        yield "data/oplaeg.json", set_out(_paper(site))
        package = {"paper": paper, "about": about, "label": label, "root": root, "forms": _forms(site)}
        yield "data/datapackage.json", fill("datapackage.json", **package)


def _forms(site: Site) -> list[dict[str, str]]:
    """The whole paper's other forms, by language. A resource's path may not lead out of the package's folder."""
    return [
        {
            "titel": labels(site.paper, language)(f"tag_{kind}"),
            "adresse": site.address + download_address(site.paper, language, kind),
            "medietype": MEDIA_TYPES[ending],
            "sprog": language,
        }
        for language in site.paper.languages
        for kind, (_, ending) in FORMATS.items()
    ]


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


def _paper(site: Site) -> dict[str, Any]:
    """The whole text: language → chapter → section → paragraph, list, quotation or table."""
    paper = site.paper
    chapters = {code: [_chapter(site, page) for page in paper.chapters(code)] for code in paper.languages}
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


def _chapter(site: Site, page: Page) -> dict[str, Any]:
    paper = site.paper
    base = site.address + address(paper, page.slug, page.language)
    sections = [
        _section(paper, blocks, base, site.address) | _changed(site, page, section)
        for section, blocks in page.sections.items()
    ]
    return {"side": page.slug, "titel": page.title.text, "adresse": base, "afsnit": sections}


def _changed(site: Site, page: Page, section: str) -> dict[str, Any]:
    """Of a section in the paper's own language that differs from the latest edition: from which, and since when."""
    changed = changed_sections(site.paper).get((page.slug, section))
    if not changed or page.language != site.paper.original:
        return {}
    date = site.changed_on(page.slug, section)
    return {"aendret_siden": changed.edition.name} | ({"aendret_dato": date} if date else {})


def _section(paper: Paper, blocks: tuple[Block, ...], base: str, root: str) -> dict[str, Any]:
    heading = blocks[0]
    return {
        "id": heading.section,
        "niveau": heading.level,
        "titel": heading.text,
        "adresse": base if heading.level == 1 else f"{base}#{heading.section}",
        "indhold": _content(paper, blocks[1:], root),
    }


def _content(paper: Paper, blocks: tuple[Block, ...], root: str) -> list[Content]:
    """Items that stand together are one list, what stands below an item its own content; rows are a table."""
    levels: list[list[Content]] = [[]]  # where a block of each depth belongs
    for block in blocks:
        del levels[max(1, block.depth + (block.kind != "item")) :]
        if block.kind == "item":
            point: Content = {"tekst": block.text} | ({"nummer": block.number} if block.number else {}) | _ids(block)
            _points(levels[-1], bool(block.number)).append(point)
            levels.append(point.setdefault("indhold", []))
        elif block.kind == "row":
            levels[-1][-1]["raekker"].append(list(block.cells))
        else:
            levels[-1] += _other(paper, block, root)
    return _without_empty(levels[0])


def _points(content: list[Content], numbered: bool) -> list[Content]:
    """The points of the list that the content ends with, or of a new one."""
    last = content[-1] if content else {}
    if last.get("type") != "liste" or ("nummer" in last["punkter"][0]) != numbered:
        content.append({"type": "liste", "punkter": []})
    points: list[Content] = content[-1]["punkter"]
    return points


def _other(paper: Paper, block: Block, root: str) -> list[Content]:
    """What is no list and no row; a marker stands for the data it shows."""
    if block.kind == "marker":
        shown = block.text == TABLE_MARKER and paper.table
        return [{"type": "tabel", "raekker": [_row(row) for row in paper.table.rows]}] if shown and paper.table else []
    if block.kind == "columns":
        return [{"type": "tabel", "kolonner": list(block.cells), "raekker": []}]
    if block.image:
        figure = {"adresse": root + block.image.source, "beskrivelse": block.image.text, "billedtekst": block.text}
        return [{"type": "figur"} | figure | _ids(block)]
    if block.kind == "note":
        return [{"type": "note", "nummer": block.number, "tekst": block.text}]
    return [{"type": KINDS.get(block.kind, "afsnit"), "tekst": block.text} | _ids(block)] if block.text else []


def _without_empty(content: list[Content]) -> list[Content]:
    """Without the content of items that have none of their own."""
    for point in (point for part in content for point in part.get("punkter", [])):
        if _without_empty(point["indhold"]) == []:
            del point["indhold"]
    return content


def _ids(block: Block) -> dict[str, str]:
    return {"id": block.anchors[0]} if block.anchors else {}
