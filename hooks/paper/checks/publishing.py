"""CITATION.cff says what the front page says; every edition has its text, every text its edition."""

from collections.abc import Iterator

from ..model import Paper, Problem, Publication
from ..source.publication import CITATION, EDITIONS, SITE


def check_publication(paper: Paper) -> Iterator[Problem]:
    """Title, subtitle and the site's name are the same wherever they stand."""
    source, front = paper.publication, paper.page("index", paper.original)
    if source is None:
        return
    if not source.full_title.startswith(f"{source.title}: "):
        message = f"title: «{source.full_title}» begynder ikke med titlen på linje {source.lines['short']} og et kolon."
        yield Problem(CITATION, source.lines["title"], message, f"Skriv «{source.title}: » foran undertitlen.")
    elif front and front.blocks:
        yield from _front_problems(source, [block.text for block in front.blocks[:2]], front.file)
    if paper.site_name != source.title:
        message = f"site_name: «{paper.site_name}» er ikke titlen i {CITATION}:{source.lines['short']}."
        yield Problem(SITE, 1, message, f"Skriv site_name: {source.title}")


def _front_problems(source: Publication, texts: list[str], file: str) -> Iterator[Problem]:
    """The front page begins with the title and the subtitle."""
    wanted = [("title", source.title, source.lines["short"]), ("undertitel", source.subtitle, source.lines["title"])]
    for (name, text, line), shown in zip(wanted, texts, strict=False):
        if text != shown:
            message = f"{name}: «{text}» er ikke det samme som på {file}: «{shown}»."
            yield Problem(CITATION, line, message, "Ret det ene, så de er ens.")


def check_editions(paper: Paper) -> Iterator[Problem]:
    """No two editions have one name, and each is frozen."""
    first: dict[str, int] = {}
    for edition in paper.editions:
        if edition.name in first:
            message = f"navn: «{edition.name}» står også på linje {first[edition.name]}."
            yield Problem(EDITIONS, edition.line, message, "Giv den ene et andet navn.")
        elif edition.record is None and paper.record:
            message = f"udgaven «{edition.name}» er ikke frosset: docs/{edition.address} mangler."
            yield Problem(EDITIONS, edition.line, message, "Kør «make udgave», eller slet udgaven her.")
        first.setdefault(edition.name, edition.line)
