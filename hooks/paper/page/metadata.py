"""What a page says of itself to library systems, search engines and those who share it.

Highwire Press tags (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), Dublin Core
(https://www.dublincore.org/specifications/dublin-core/dcq-html/), Open Graph (https://ogp.me), schema.org as JSON-LD.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from ..addresses import image_address
from ..model import Download, Page, Paper
from ..words import full_title
from .reference import Source, sources
from .view import View

WIDTH, HEIGHT = 1200, 630  # pixels of the pictures that overrides/pdf/billede.typ draws
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-ZÆØÅ”“])")
SHORT = 40  # characters; «Hvornår er man leder?» does not tell what a page is about


def metadata(view: View, downloads: Sequence[Download] = ()) -> dict[str, Any]:
    """The values partials/metadata.html needs; the downloads are the paper's other forms, the PDF first."""
    source, page = sources(view)[""], view.page
    of_paper = page.of_paper or page.slug == "index"
    return {
        "source": source,
        "edition": source.edition(page.language),
        "of_paper": of_paper,
        "sentence": description(view.paper, page),
        "pdf_url": view.site.address + downloads[0].address if downloads else "",
        "image": {"url": view.site.address + image_address(page), "width": WIDTH, "height": HEIGHT},
        "json_ld": _json_ld(view, source, downloads) if of_paper else "",
    }


def description(paper: Paper, page: Page) -> str:
    """The page's own sentence; else its struggle's core, its quotation, or its first sentence that says much."""
    if page.description:
        return page.description
    for struggle in paper.struggles:
        if struggle.page == page.slug:
            return struggle.core[page.language]
    for kind in ("quote", "paragraph"):
        sentences = [each for block in page.blocks if block.kind == kind for each in _sentences(block.text)]
        if sentences:
            return next((each for each in sentences if len(each) > SHORT), sentences[0])
    return " ".join(f"{struggle.title[page.language]}." for struggle in paper.struggles)


def _sentences(text: str) -> list[str]:
    """The text's sentences; one that ends inside a quotation goes on to the quotation's end."""
    sentences = [""]
    for part in SENTENCE_END.split(text):
        if len(re.findall("[”“]", sentences[-1])) % 2:
            sentences[-1] += f" {part}"
        else:
            sentences.append(part)
    return sentences[1:]


def _json_ld(view: View, source: Source, downloads: Sequence[Download]) -> str:
    """The page as schema.org's Report (the front page) or Chapter, safe to stand in a script element."""
    paper, page = view.paper, view.page
    item = report = _report(source)
    if page.of_paper:
        front = paper.page("index", page.language) or page
        whole = sources(view.site.view(front))[""].url
        whole_report = report | {"@id": whole, "url": whole}
        item = {"@type": "Chapter", "name": source.title(page.language), "isPartOf": whole_report}
        item |= {key: report[key] for key in ("author", "publisher", "datePublished")}
    item |= {"@context": "https://schema.org", "@id": source.url, "url": source.url, "inLanguage": page.language}
    item |= {"description": description(paper, page), "version": source.edition(page.language)}
    item |= _translations(view)
    if downloads and page.slug == "index":  # they are forms of the whole
        item["encoding"] = [_encoding(view, download) for download in downloads]
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _encoding(view: View, download: Download) -> dict[str, str]:
    form = {"@type": "MediaObject", "name": view.label(f"tag_{download.kind}"), "encodingFormat": download.media_type}
    return form | {"contentUrl": view.site.address + download.address}


def _report(source: Source) -> dict[str, Any]:
    publication = source.publication
    organisations = [{"@type": "Organization", "name": author} for author in publication.authors]
    return {
        "@type": "Report",
        "name": full_title(source.paper, source.language),
        "author": organisations if len(organisations) > 1 else organisations[0],
        "publisher": {"@type": "Organization", "name": publication.publisher},
        "inLanguage": source.language,
        "datePublished": publication.date,
    }


def _translations(view: View) -> dict[str, Any]:
    """The other language versions: of an original its translations, of a translation its original."""
    paper, page = view.paper, view.page
    others = [other for code in paper.languages if code != page.language and (other := paper.page(page.slug, code))]
    ids = [{"@id": sources(view.site.view(other))[""].url} for other in others]
    if page.language == paper.original:
        return {"workTranslation": ids} if ids else {}
    return {"translationOfWork": ids[0]} if ids else {}
