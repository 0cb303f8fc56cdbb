"""What the dialog «Foreslå en ændring» needs: its own HTML and words, and the paper's passages with their places.

One file for each language, which docs/assets/amend.js fetches when the dialog is opened. One amends the paper's own
text; what a passage says in the page's language stands beside it.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..addresses import address, place
from ..model import Block, Page, Paper
from ..page.reference import edition, is_changed
from ..page.view import Site, environment, vocabulary
from ..source.counts import write_count
from ..source.markers import TABLE
from ..words import labels

KINDS = {
    "columns": "tabelraekke",
    "figure": "billedtekst",
    "heading": "overskrift",
    "item": "listepunkt",
    "note": "note",
    "paragraph": "afsnit",
    "quote": "citat",
    "row": "tabelraekke",
}
WORDS = "forslag_"  # what the labels begin with that the script fills in
QUOTES = ("anfoersel", "anfoersel_om")


def amendment_files(site: Site) -> dict[str, str]:
    """Each file's text by its address from the site's root."""
    return {f"forslag/{language}.json": _file(site, language) for language in site.paper.languages}


def _file(site: Site, language: str) -> str:
    paper, label = site.paper, labels(site.paper, language)
    words = {key.removeprefix(WORDS): paper.labels[key][language] for key in paper.labels if key.startswith(WORDS)}
    title = paper.publication.title if paper.publication else ""
    content = {
        "dialog": environment(site.templates).get_template("forslag.html").render(**vocabulary(paper, language)),
        "words": words | {key: paper.labels[key][language] for key in QUOTES},
        "title": label("forslag_titel", titel=title, udgave=edition(paper, language, is_changed(paper))),
        "editions": [edition.name for edition in paper.editions if edition.page],
        "mail": paper.contact_link.removeprefix("mailto:") if paper.contact_link.startswith("mailto:") else "",
        "repository": paper.repository,
        "sections": [section for page in paper.chapters(paper.original) for section in _sections(site, page, language)],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _sections(site: Site, page: Page, language: str) -> Iterator[dict[str, Any]]:
    """The sections of a page of the original; `page` and `id` are where readers of the language find them."""
    paper, label = site.paper, labels(site.paper, language)
    shown = paper.page(page.slug, language) or page
    base = site.address + address(paper, page.slug, paper.original)
    for section, blocks in page.sections.items():
        chapter = label("apa_kapitel", kapitel=page.title.text)
        part = label("forslag_afsnittet", titel=blocks[0].text)
        yield {
            "page": address(paper, shown.slug, shown.language),
            "id": section,
            "place": place(page, section),
            "heading": blocks[0].text,
            "level": blocks[0].level,
            "name": chapter if blocks[0].level == 1 else f"{chapter}, {part}",
            "address": base if blocks[0].level == 1 else f"{base}#{section}",
            "passages": list(_passages(paper, blocks, _beside(paper, page, shown, section), language)),
        }


def _beside(paper: Paper, page: Page, shown: Page, section: str) -> tuple[Block, ...]:
    """The section in the translation, where that has the same shape; nothing for a page of the original."""
    blocks = shown.sections.get(section, ()) if shown is not page else ()
    same = [block.kind for block in blocks] == [block.kind for block in page.sections[section]]
    return blocks if same and section not in paper.behind(shown) else ()


def _passages(
    paper: Paper, blocks: tuple[Block, ...], beside: tuple[Block, ...], language: str
) -> Iterator[dict[str, Any]]:
    """What can be amended, each with its place in words: the third paragraph, the second point of a list."""
    seen: Counter[str] = Counter()
    translated = [block.text if block.is_prose else "" for block in beside] or [""] * len(blocks)
    for block, translation in zip(blocks, translated, strict=True):
        for kind, text in _texts(paper, block):
            seen[kind] += 1
            found: dict[str, Any] = {"place": labels(paper, language)(f"sted_{kind}", nummer=seen[kind]), "text": text}
            if kind == KINDS["item"]:
                found["point"] = True
            yield found | ({"translation": translation} if translation else {})


def _texts(paper: Paper, block: Block) -> Iterator[tuple[str, str]]:
    if block.text == TABLE and paper.table:
        yield from ((KINDS["row"], f"{row.name}: {write_count(row.count)}") for row in paper.table.rows)
    elif block.is_prose and block.text:
        yield KINDS[block.kind], block.text
