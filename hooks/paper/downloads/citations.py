"""References as files for other programs: BibTeX, RIS (the format's specification of 2011) and CSL-JSON
(https://docs.citationstyles.org). All from CITATION.cff, the pages and the editions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..page.reference import Source, edition, note, sources
from ..page.view import Site

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX's own names
LANGUAGES = {"da": "danish", "en": "english"}  # as biblatex calls them


def bibtex(source: Source) -> str:
    """The reference as BibTeX, readable by classic BibTeX and by biblatex."""
    publication = source.publication
    names = " and ".join(f"{{{_tex(author)}}}" for author in publication.authors)
    work = {"booktitle": publication.full_title, "publisher": publication.publisher}
    if not source.title:
        work = {"institution": publication.publisher}
    fields = {
        "title": f"{{{_tex(source.title or publication.full_title)}}}",
        **{name: _tex(value) for name, value in work.items()},
        "year": str(publication.year),
        "note": _tex(note(source, source.language)),
        "language": LANGUAGES.get(source.language, source.language),
        "url": source.url.replace("%", "\\%"),
    }
    lines = [f"  author = {{{names}}},", f"  month = {MONTHS[publication.month - 1]},"]
    lines += [f"  {name} = {{{value}}}," for name, value in fields.items()]
    kind = "incollection" if source.title else "techreport"
    return "\n".join([f"@{kind}{{{_key(source)},", *lines, "}", ""])


def ris(source: Source) -> str:
    """The reference as RIS."""
    publication = source.publication
    lines = [
        ("TY", "CHAP" if source.title else "RPRT"),
        *(("AU", author) for author in publication.authors),
        ("TI", source.title or publication.full_title),
        *([("T2", publication.full_title)] if source.title else []),
        ("PB", publication.publisher),
        ("PY", str(publication.year)),
        ("DA", publication.date.replace("-", "/") + "//"),
        ("ET", edition(source.paper, source.language)),
        *([("N1", note(source, source.language))] if source.chapter or source.is_translation else []),
        ("LA", source.language),
        ("UR", source.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def csl(source: Source) -> str:
    """The reference as CSL-JSON: a list of one item."""
    publication = source.publication
    item: dict[str, Any] = {
        "id": _key(source),
        "type": "chapter" if source.title else "report",
        "title": source.title or publication.full_title,
        "author": [{"literal": author} for author in publication.authors],
        "issued": {"date-parts": [[publication.year, publication.month]]},
        "publisher": publication.publisher,
        "edition": edition(source.paper, source.language),
        "language": source.language,
        "URL": source.url,
    }
    if source.title:
        item["container-title"] = publication.full_title
    if source.chapter or source.is_translation:
        item["note"] = note(source, source.language)
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def citation_files(site: Site) -> Iterator[tuple[str, str]]:
    """Every reference in every format: the file's address from the site's root, and its text."""
    for page in site.paper.pages:
        if page.of_paper or page.slug == "index":
            for source in sources(site.view(page)).values():
                yield source.file("bib"), bibtex(source)
                yield source.file("ris"), ris(source)
                yield source.file("json"), csl(source)


def _key(source: Source) -> str:
    name = re.sub(r"[^a-z]", "", source.publication.authors[0].partition(" ")[0].lower())
    own = "" if source.key == "index" else f"-{source.key}"
    return f"{name}{source.publication.year}{own}" + (f".{source.language}" if source.is_translation else "")


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)
