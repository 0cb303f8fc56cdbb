"""References as files for other programs: BibTeX (classic and biblatex), RIS (the format's specification of 2011) and
CSL-JSON (https://docs.citationstyles.org). All from CITATION.cff, the pages and the editions.
"""

import re
from collections.abc import Iterator

from babel import Locale

from ..page.reference import FORMATS, Source, notes, sources
from ..page.view import Site
from ..words import labels
from .filling import fill


def citation_files(site: Site) -> Iterator[tuple[str, str]]:
    """Every reference in every format: the file's address from the site's root, and its text."""
    for page in site.paper.pages:
        if page.of_paper or page.slug == "index":
            for source in sources(site.view(page)).values():
                for format in FORMATS:
                    yield source.file(format), reference(source, format)


def reference(source: Source, format: str) -> str:
    """The reference in one of the FORMATS."""
    publication, english, label = source.publication, Locale("en"), labels(source.paper, source.language)
    text = fill(
        f"citation.{format}",
        source=source,
        publication=publication,
        key=_key(source),
        title=source.title(source.language),
        original_title=source.title(source.paper.original) if source.is_translation else "",
        genre=label("genre"),
        edition=source.edition(source.language),
        notes=notes(source),
        month=english.months["format"]["abbreviated"][publication.month].lower(),  # BibTeX's own names
        language=english.languages.get(source.language, source.language).lower(),  # as biblatex calls them
    )
    return text.replace("\n", "\r\n") if format == "ris" else text


def _key(source: Source) -> str:
    name = re.sub(r"[^a-z]", "", source.publication.publisher.partition(" ")[0].lower())  # «LO (…)», as it is known
    own = "" if source.key == "index" else f"-{source.key}"
    return f"{name}{source.publication.year}{own}" + (f".{source.language}" if source.is_translation else "")
