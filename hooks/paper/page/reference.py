"""How to refer to the paper, a page of it or a section: in words, in APA style, and where it is ready for programs.

APA 7: https://apastyle.apa.org (a report with a corporate author; a part of it «In» the whole).
"""

from dataclasses import dataclass

from ..model import Paper, Publication
from ..source.record import current_record
from ..words import labels, site_title
from .view import View

FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}  # the endings of a reference's files, and what each is


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


def sources(view: View) -> dict[str, Source]:
    """What can be referred to on the page, by the id of its heading; the page itself has the empty id.

    The site's own pages are not the paper's: they refer to the whole of it.
    """
    paper, page = view.paper, view.page
    assert paper.publication  # without it no page is built
    whole = page if page.of_paper else paper.page("index", page.language) or page
    url = view.site.address + view.site.view(whole).address
    name = whole.slug.replace("/", "-")
    title = page.title.text if page.of_paper else ""
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
    """The reference with its connecting words in the language given; titles are in their own."""
    label, publication = labels(source.paper, language), source.publication
    author = Part(f"{_sentence(' & '.join(publication.authors))} ({publication.year}). ", language)
    inside = (Part(_sentence(source.title), source.language), Part(f" {label('apa_i')} ", language))
    work = Part(publication.full_title, publication.language, is_work=True)
    own_title = site_title(source.paper, language)
    translated = f" [{own_title}]" if own_title != publication.title else ""
    before, chapter, after = _around(note(source, language), source.chapter)
    end = (Part(f"{translated} ({before}", language), Part(chapter, source.language), Part(f"{after}). ", language))
    parts = (author, *(inside if source.title else ()), work, *end)
    return Apa(tuple(part for part in parts if part.words), source.url)


def _around(text: str, words: str) -> tuple[str, str, str]:
    """What stands before the words, the words, and what stands after them."""
    return text.partition(words) if words else (text, "", "")


def note(source: Source, language: str) -> str:
    """What references have no field for: the edition, the chapter around a section, whose translation it is."""
    label = labels(source.paper, language)
    parts = [edition(source.paper, language)]
    parts += [label("apa_kapitel", kapitel=source.chapter)] if source.chapter else []
    parts += [label("apa_oversat")] if source.is_translation else []
    return ", ".join(filter(None, parts))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
