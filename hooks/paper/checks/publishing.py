"""CITATION.cff says what the front page and the colophon say; every edition has its text, every text its edition.

And whom readers may write to is someone who can be written to.
"""

import datetime
import re
from collections.abc import Iterator, Mapping

from babel.dates import format_date

from ..addresses import promised
from ..model import Edition, Paper, Problem, Publication
from ..source.publication import CITATION, EDITIONS, PROMISES, RECORDS, SITE
from .printed import ABOUT, COLOPHON

CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s<>\"]*)?")

PLACE = re.compile(r'<h\d[^>]* id="([^"]+)"')  # a heading's; notes have ids that nobody links to
RESTORE = "Hent filen tilbage, som den står på grenen main."

Facts = Mapping[str, tuple[str, int]]  # by name: the words, and their line in CITATION.cff


def check_publication(paper: Paper) -> Iterator[Problem]:
    """Title, subtitle, publisher and date are the same wherever they stand, and so is the site's name."""
    source = paper.publication
    if source is None:
        return
    if not source.full_title.startswith(f"{source.title}: "):
        message = f"title: «{source.full_title}» begynder ikke med titlen på linje {source.lines['short']} og et kolon."
        yield Problem(CITATION, source.lines["title"], message, f"Skriv «{source.title}: » foran undertitlen.")
    else:
        yield from _facts(paper, source)
    if paper.site_name != source.title:
        message = f"site_name: «{paper.site_name}» er ikke titlen i {CITATION}:{source.lines['short']}."
        yield Problem(SITE, 1, message, f"Skriv site_name: {source.title}")


def _facts(paper: Paper, source: Publication) -> Iterator[Problem]:
    """Each fact is told once, with the places of the first language where something else stands."""
    told: set[str] = set()
    for language in paper.languages:
        facts = _said(source, language, language == paper.original)
        wrong = (*_wrong_on_front(paper, language, facts), *_wrong_in_colophon(paper, language, facts))
        for name in dict.fromkeys(name for name, _ in wrong if name not in told):
            told.add(name)
            places = " eller ".join(place for other, place in wrong if other == name)
            words, line = facts[name]
            yield Problem(CITATION, line, f"{name}: «{words}» står ikke på {places}.", "Ret det ene, så de er ens.")


def _said(source: Publication, language: str, original: bool) -> Facts:
    """The facts as pages in the language say them, each with its line in CITATION.cff."""
    date = format_date(datetime.date(source.year, source.month, 1), "MMMM y", locale=language)
    publisher = source.publisher if original else source.publisher.removesuffix(")")  # its brackets also explain it
    return {
        "title": (source.title, source.lines["short"]),
        "undertitel": (source.subtitle, source.lines["title"]),
        "udgiver": (publisher, source.lines["publisher"]),
        "dato": (date, source.lines["year"]),
    }


def _wrong_on_front(paper: Paper, language: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """The front page begins with title, subtitle (a translation has its own) and «publisher, date»."""
    page = paper.page("index", language)
    if page is None or page.title.section in paper.behind(page):
        return
    title, subtitle, imprint = (*page.blocks[:3], *3 * [page.title])[:3]
    if language == paper.original:
        for name, block in (("title", title), ("undertitel", subtitle)):
            if block.text != facts[name][0]:
                yield name, f"{page.file}:{block.line}"
    for name, stands in (("udgiver", imprint.text.startswith), ("dato", imprint.text.endswith)):
        if not stands(facts[name][0]):
            yield name, f"{page.file}:{imprint.line}"


def _wrong_in_colophon(paper: Paper, language: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """The colophon has the printed paper's title in every language, and who published it when."""
    page = paper.page(ABOUT, language)
    if page is None or COLOPHON[0] in paper.behind(page):
        return
    blocks = page.sections.get(COLOPHON[0], ())
    text = " ".join(block.text for block in blocks)
    for name, (words, _) in facts.items() if blocks else ():
        if words not in text:
            yield name, f"{page.file}:{blocks[:2][-1].line}"


def check_editions(paper: Paper) -> Iterator[Problem]:
    """No two editions have one name, each comes after the one before, and each is as it was frozen."""
    first: dict[str, int] = {}
    earlier = ""
    for edition in paper.editions:
        if edition.name in first:
            message = f"navn: «{edition.name}» står også på linje {first[edition.name]}."
            yield Problem(EDITIONS, edition.line, message, "Giv den ene et andet navn.")
        elif edition.record is None and paper.record:
            message = f"udgaven «{edition.name}» er ikke frosset: docs/{edition.address} mangler."
            yield Problem(EDITIONS, edition.line, message, "Kør «make udgave», eller slet udgaven her.")
        elif edition.record is not None:
            yield from _record_problems(edition)
            yield from _unknown_places(paper, edition)
        if edition.date[: len(earlier)] < earlier[: len(edition.date)]:
            message = f"dato: {edition.date} er før udgaven ovenfor ({earlier})."
            yield Problem(EDITIONS, edition.line, message, "Skriv udgaverne med den ældste først.")
        earlier = edition.date
        first.setdefault(edition.name, edition.line)


def _record_problems(edition: Edition) -> Iterator[Problem]:
    """Both files of the record are there, and neither has been touched since."""
    if any(ending not in edition.marks for ending in edition.found):
        marks = ", ".join(f"{ending}: {found}" for ending, found in edition.found.items())
        message = f"udgaven «{edition.name}» har ikke aftryk af sine filer."
        yield Problem(EDITIONS, edition.line, message, f"Tilføj aftryk: {{{marks}}}")
    for ending in RECORDS:
        file, found = f"docs/udgaver/{edition.name}.{ending}", edition.found.get(ending)
        if found is None:
            yield Problem(EDITIONS, edition.line, f"udgaven «{edition.name}» mangler {file}.", RESTORE)
        elif found != edition.marks.get(ending, found):
            yield Problem(file, 1, "filen er ikke, som den var, da udgaven blev frosset.", RESTORE)


def _unknown_places(paper: Paper, edition: Edition) -> Iterator[Problem]:
    """Every place of the record has once been promised, so that links to it lead on to the text as it is now."""
    for line, text in enumerate(edition.page.split("\n"), 1):
        for place in PLACE.findall(text):
            address = promised(place) if "--" in place else promised(place).partition("#")[0]
            if paper.promises and address not in paper.promises:
                message = f"id’et «{place}» er ikke en adresse i {PROMISES}."
                yield Problem(f"docs/udgaver/{edition.name}.html", line, message, RESTORE)


def check_contact(paper: Paper) -> Iterator[Problem]:
    """The environment's CONTACT, where it is set, can be written to."""
    if paper.contact and not CONTACT.fullmatch(paper.contact):
        message = f"«{paper.contact}» er hverken en mailadresse eller en https-adresse."
        yield Problem("CONTACT", 1, message, "Skriv fx navn@example.org eller https://example.org/kontakt.")


def advise_contact(paper: Paper) -> Iterator[Problem]:
    """Readers who find a fault have somewhere to tell of it."""
    if not paper.contact and not paper.repository:
        message = "hverken CONTACT eller REPO_URL er sat: Læserne får ikke at vide, hvor de kan melde en fejl."
        yield Problem("CONTACT", 1, message, "Sæt CONTACT til en mailadresse eller en https-adresse.", warning=True)
