"""How to refer to the paper, a page of it or a section: APA 7 as text; BibTeX, RIS and CSL-JSON for other programs.

APA: https://apastyle.apa.org (a report with a corporate author; a part of it «In» the whole). RIS: the format's
specification of 2011. CSL-JSON: https://docs.citationstyles.org. All from CITATION.cff, the pages and the editions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..addresses import address
from ..model import Page, Paper, Publication
from ..page.frame import labels, site_title
from ..source.record import current_record

FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # BibTeX's own names
LANGUAGES = {"da": "danish", "en": "english"}  # as biblatex calls them


@dataclass(frozen=True)
class Source:
    """What is referred to: the paper (`title` is empty), a page of it, or a section (`chapter` is its page's title)."""

    paper: Paper
    publication: Publication
    language: str
    key: str
    title: str
    chapter: str
    url: str

    @property
    def is_translation(self) -> bool:
        return self.language != self.paper.original

    def file(self, format: str) -> str:
        """Where the reference is in this format, from the site's root."""
        return f"citat/{self.key}.{self.language}.{format}"


def sources(paper: Paper, page: Page, root: str) -> dict[str, Source]:
    """What can be referred to on the page, by the id of its heading; the page itself has the empty id.

    The site's own pages are not the paper's: they refer to the whole of it.
    """
    if paper.publication is None:
        return {}
    whole = page if page.of_paper else paper.page("index", page.language) or page
    url = root + address(paper, whole.slug, page.language)
    name = whole.slug.replace("/", "-")
    title = page.title.text if page.of_paper and page.title else ""
    found = {"": Source(paper, paper.publication, page.language, name, title, "", url)}
    for heading in page.headings if page.of_paper else ():
        if heading.level > 1:
            key, place = f"{name}--{heading.section}", f"{url}#{heading.section}"
            found[heading.section] = Source(paper, paper.publication, page.language, key, heading.text, title, place)
    return found


def edition(paper: Paper, language: str) -> str:
    """The edition's name in words, and whether the text has been changed since."""
    if not paper.editions:
        return ""
    latest = paper.editions[-1]
    same = latest.record is None or [p.text for p in latest.record] == [p.text for p in current_record(paper)]
    return labels(paper, language)("apa_udgave" if same else "apa_udgave_rettet", udgave=latest.name)


@dataclass(frozen=True)
class Apa:
    """A reference in APA style; `work` is set in italics."""

    before: str
    work: str
    after: str
    url: str

    def __str__(self) -> str:
        return f"{self.before}{self.work}{self.after}{self.url}"


def apa(source: Source, language: str) -> Apa:
    """The reference with its connecting words in the language given."""
    label, publication = labels(source.paper, language), source.publication
    before = f"{_sentence(' & '.join(publication.authors))} ({publication.year}). "
    if source.title:
        before += f"{_sentence(source.title)} {label('apa_i')} "
    details = [edition(source.paper, language)]
    if source.chapter:
        details.append(label("apa_kapitel", kapitel=source.chapter))
    if source.is_translation:
        details.append(label("apa_oversat"))
    title = site_title(source.paper, language)
    translated = f" [{title}]" if title != publication.title else ""
    return Apa(before, publication.full_title, f"{translated} ({', '.join(filter(None, details))}). ", source.url)


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
        "note": _tex(note(source)),
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
        *([("N1", note(source))] if source.chapter or source.is_translation else []),
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
        item["note"] = note(source)
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def note(source: Source) -> str:
    """What the formats have no field for: the edition, the chapter around a section, whose translation it is."""
    label = labels(source.paper, source.language)
    parts = [edition(source.paper, source.language)]
    parts += [label("apa_kapitel", kapitel=source.chapter)] if source.chapter else []
    parts += [label("apa_oversat")] if source.is_translation else []
    return ", ".join(filter(None, parts))


def citation_files(paper: Paper, root: str) -> Iterator[tuple[str, str]]:
    """Every reference in every format: the file's address from the site's root, and its text."""
    for page in paper.pages:
        if page.of_paper or page.slug == "index":
            for source in sources(paper, page, root).values():
                yield source.file("bib"), bibtex(source)
                yield source.file("ris"), ris(source)
                yield source.file("json"), csl(source)


def _key(source: Source) -> str:
    name = re.sub(r"[^a-z]", "", source.publication.authors[0].partition(" ")[0].lower())
    own = "" if source.key == "index" else f"-{source.key}"
    return f"{name}{source.publication.year}{own}" + (f".{source.language}" if source.is_translation else "")


def _sentence(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)
