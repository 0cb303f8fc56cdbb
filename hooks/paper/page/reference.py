"""How to refer to the paper, a page of it or a section: in words, in APA style, and where it is ready for programs.

APA 7: https://apastyle.apa.org (a report with a corporate author; a part of it «In» the whole; what is cited in another
language than the reader's has its translated title in brackets). That a section has a reference of its own, its chapter
and what edition it is from, goes further than APA asks; a publisher that is also the author is left out, as it asks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..addresses import place
from ..model import Paper, Publication, Words
from ..source.record import current_record
from ..words import full_title, labels
from .changes import changed_sections
from .view import View

ENDS = (".", "?", "!")
FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}  # the endings of a reference's files, and what each is


@dataclass(frozen=True)
class Source:
    """What is referred to, in the language of its page: the paper, a chapter of it, or a section.

    `part` is a chapter's or a section's title, `chapter` the title of the paper's chapter that a section stands in.
    """

    paper: Paper
    publication: Publication
    language: str
    key: str
    part: Words
    chapter: Words
    url: str
    changed: bool = False  # since the latest edition
    edition_url: str = ""  # where it stands in that, if it has been changed

    @property
    def is_translation(self) -> bool:
        return self.language != self.paper.original

    def title(self, language: str) -> str:
        """The title of the part, else of the paper, as references write it in the language."""
        if self.part:
            return self.part[language]
        title = full_title(self.paper, language)
        return title if language == self.paper.original else _sentence_case(title)

    def edition(self, language: str) -> str:
        """The edition's name in words, and whether what is referred to has been changed since."""
        return edition(self.paper, language, self.changed)

    def file(self, format: str) -> str:
        """Where the reference is in this format, from the site's root."""
        return f"citat/{self.key}.{self.language}.{format}"


def sources(view: View) -> dict[str, Source]:
    """What can be referred to on the page, by the id of its heading; the page itself has the empty id.

    The site's own pages are not the paper's: they refer to the whole of it.
    """
    paper, page = view.paper, view.page
    publication = paper.publication
    assert publication  # without it no page is built
    if not page.of_paper:
        front = paper.page("index", page.language) or page
        url = view.site.address + view.site.view(front).address
        changed = is_changed(paper)
        return {
            "": Source(paper, publication, page.language, front.slug, {}, {}, url, changed, _in_edition(view, changed))
        }
    url, name = view.site.address + view.address, page.slug.replace("/", "-")
    chapter = paper.page(page.slug.partition("/")[0], page.language) or page
    around = _titles(paper, chapter.slug, chapter.title.section)
    part = _titles(paper, page.slug, page.title.section)
    places = changed_sections(paper)
    changed = any(slug == page.slug or slug.startswith(f"{page.slug}/") for slug, _ in places)
    then = _in_edition(view, changed, place(page))
    around_page = {} if chapter is page else around
    found = {"": Source(paper, publication, page.language, name, part, around_page, url, changed, then)}
    for section in (heading.section for heading in page.headings if heading.level > 1):
        key, part, at = f"{name}--{section}", _titles(paper, page.slug, section), f"{url}#{section}"
        changed = (page.slug, section) in places
        then = _in_edition(view, changed, place(page, section))
        found[section] = Source(paper, publication, page.language, key, part, around, at, changed, then)
    return found


def _in_edition(view: View, changed: bool, at: str = "") -> str:
    """Where a place that has been changed stands in the latest edition; empty where it is the same or was not there."""
    frozen = [edition for edition in view.paper.editions if edition.page]
    if not changed or not frozen or (at and f'id="{at}"' not in frozen[-1].page):
        return ""
    return f"{view.site.address}{frozen[-1].page_address}" + (f"#{at}" if at else "")


def _titles(paper: Paper, slug: str, section: str) -> Words:
    """What a section's heading says in each language; where it is not translated, as in the original."""
    pages = {language: paper.page(slug, language) for language in paper.languages}
    found = {
        language: next((heading.text for heading in page.headings if heading.section == section), "")
        for language, page in pages.items()
        if page
    }
    return {language: found.get(language) or next(filter(None, found.values()), "") for language in paper.languages}


def is_changed(paper: Paper) -> bool:
    """Whether the text is another than in the latest edition."""
    record = paper.editions[-1].record if paper.editions else None
    return bool(record) and [passage.text for passage in record or ()] != [each.text for each in current_record(paper)]


def edition(paper: Paper, language: str, changed: bool) -> str:
    """The latest edition's name in words, and whether the text has been changed since."""
    if not paper.editions:
        return ""
    name = paper.editions[-1].name
    return labels(paper, language)("apa_udgave_rettet" if changed else "apa_udgave", udgave=name)


@dataclass(frozen=True)
class Part:
    """Words of a reference, all in one language; the title of the work is set in italics."""

    words: str
    language: str
    is_work: bool = False


@dataclass(frozen=True)
class Apa:
    """A reference in APA style."""

    parts: tuple[Part, ...]
    url: str

    def __str__(self) -> str:
        return "".join(part.words for part in self.parts) + self.url


def apa(source: Source, language: str) -> Apa:
    """The reference with its connecting words in the language given; titles are the paper's own, translated after."""
    publication, original = source.publication, source.paper.original
    whole = Part(publication.full_title, original, is_work=True)
    author = [
        *_ended([Part(" & ".join(publication.authors), language)], language),
        Part(f" ({publication.year}). ", language),
    ]
    if source.part:
        title, *translated = _translated(source, source.part, language)
        inside = Part(f" {labels(source.paper, language)('apa_i')} ", language)
        begun = [*author, *_ended([title, *translated], language), inside, whole]
    else:
        titles = {each: source.title(each) for each in source.paper.languages}
        begun = [*author, whole, *_translated(source, titles, language)[1:]]
    notes = [part for note in _notes(source, language) for part in (Part(", ", language), *note)][1:]
    said = [Part(" (", language), *notes, Part(")", language)] if notes else []
    return Apa((*_ended([*begun, *said], language), Part(" ", language)), source.url)


def _translated(source: Source, titles: Words, language: str) -> list[Part]:
    """The title as the paper has it; for readers of another language, or on a page in one, translated in brackets."""
    original = source.paper.original
    shown = language if language != original else source.language
    translated = f" [{titles[shown]}]" if titles[shown] != titles[original] else ""
    return [Part(titles[original], original), *([Part(translated, shown)] if translated else [])]


def _ended(parts: list[Part], language: str) -> list[Part]:
    """The parts, and a full stop unless they end a sentence themselves."""
    return parts if parts[-1].words.endswith(ENDS) else [*parts, Part(".", language)]


def _notes(source: Source, language: str) -> Iterator[list[Part]]:
    """What else is to be said: the edition if it is not just the year's, the chapter, whose translation it is."""
    paper, label = source.paper, labels(source.paper, language)
    said = source.edition(language)
    if said and said != label("apa_udgave", udgave=source.publication.year):
        yield [Part(said, language)]
    if source.chapter:
        title = source.chapter[paper.original]
        before, _, after = label("apa_kapitel", kapitel=title).partition(title)
        yield [Part(before, language), *_translated(source, source.chapter, language), Part(after, language)]
    if source.is_translation:
        yield [Part(label("apa_oversat"), language)]


def notes(source: Source) -> list[str]:
    """What a reference's file says in its note, a line for each thing that other programs have no field for.

    Two begin with a name that Zotero knows in its field «Extra», where an imported note comes.
    """
    language, paper = source.language, source.paper
    named = {
        "edition": "" if source.part else source.edition(language),  # a part's file has a field for it
        "original-title": source.title(paper.original) if source.is_translation else "",
    }
    others = ["".join(part.words for part in note) for note in _notes(source, language)]
    others = [text for text in others if text != source.edition(language)]
    return [f"{name}: {text}" for name, text in named.items() if text] + others


def _sentence_case(title: str) -> str:
    """With a capital after each colon, as APA writes titles."""
    return re.sub(r"(?<=: )\w", lambda first: first[0].upper(), title)
