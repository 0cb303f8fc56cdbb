"""What is published around the text: the site by mkdocs.yml, CITATION.cff, the editions, the promised addresses."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Any

from babel import localedata

from ..model import KEPT, Edition, Link, Problem, Promise, Publication
from .record import parse_record
from .textfile import Data, Unreadable, read_text

SITE = "mkdocs.yml"
CITATION = "CITATION.cff"
EDITIONS = "docs/data/udgaver.yml"
PROMISES = "docs/data/ankre.txt"
RECORDS = ("txt", "html")  # what is frozen of an edition's text, by the files' endings
ARROW = re.compile(r"\s*->\s*")


@dataclass(frozen=True)
class Settings:
    """As far as it can be read: without pages, nothing can be said of them."""

    name: str = ""
    languages: tuple[str, ...] = ("da",)
    navigation: Mapping[str, int] = field(default_factory=dict)
    moved: Mapping[str, Link] = field(default_factory=dict)
    extensions: str = "{}"  # Python-Markdown's, each with its settings, as JSON
    contact: str = ""
    repository: str = ""


def settings(data: Data) -> Settings:
    """The languages with the original first, the pages with their lines, and where pages have moved."""
    pages: dict[str, int] = {}
    for index, file in enumerate(data.content["nav"]):
        pages.setdefault(f"docs/{file}", data.line("nav", index))
    plugins: dict[str, Any] = {}
    for plugin in data.content["plugins"]:
        plugins |= plugin
    i18n = plugins["i18n"]
    languages = tuple(dict.fromkeys([i18n["default_language"], *i18n["languages"]]))
    _refuse_unknown(data, languages)
    extensions: dict[str, Mapping[str, str]] = {}
    for extension in data.content["markdown_extensions"]:
        extensions |= {extension: {}} if isinstance(extension, str) else extension
    contact, repository = os.environ.get("CONTACT", ""), _given(data.content.get("repo_url", ""))
    name, moved = data.content["site_name"], dict(_moved(data))
    return Settings(name, languages, pages, moved, json.dumps(extensions), contact, repository)


def _given(value: str | list[str]) -> str:
    """What `!ENV [REPO_URL, ""]` comes to: the first of its names that is set, else its last item."""
    *names, otherwise = [value] if isinstance(value, str) else value
    return next((os.environ[name] for name in names if name in os.environ), otherwise)


def _refuse_unknown(data: Data, languages: tuple[str, ...]) -> None:
    """Numbers and dates are written as each language does: it has to be one that Babel knows."""
    unknown = [code for code in languages if not localedata.exists(code)]
    if unknown:
        index = next(index for index, plugin in enumerate(data.content["plugins"]) if "i18n" in plugin)
        lines = ((code, data.line("plugins", index, "i18n", "languages", code)) for code in unknown)
        remedy = "Skriv sprogets kode efter ISO 639, fx de, eller slet den."
        raise Unreadable(
            *(Problem(SITE, line, f"languages: sproget «{code}» kendes ikke.", remedy) for code, line in lines)
        )


def _moved(data: Data) -> Iterator[tuple[str, Link]]:
    for index, plugin in enumerate(data.content["plugins"]):
        for old, new in plugin.get("redirects", {}).get("redirect_maps", {}).items():
            yield old, Link(new, data.line("plugins", index, "redirects", "redirect_maps", old))


def publication(data: Data) -> Publication:
    preferred = data.content["preferred-citation"]
    lines = {key: data.line("preferred-citation", key) for key in preferred} | {"short": data.line("title")}
    return Publication(
        title=data.content["title"],
        full_title=preferred["title"],
        authors=tuple(author["name"] for author in preferred["authors"]),
        publisher=preferred["publisher"]["name"],
        year=int(preferred["year"]),
        month=int(preferred["month"]),
        language=preferred["languages"][0],
        lines=lines,
    )


def editions(root: FilePath, data: Data) -> tuple[Edition, ...]:
    names = {entry["navn"] for entry in data.content}
    there = [path for path in sorted((root / "docs/udgaver").glob("*")) if path.suffix[1:] in RECORDS]
    unnamed = [path for path in there if path.stem not in names]
    if unnamed:
        message, remedy = f"udgaven står ikke i {EDITIONS}.", "Tilføj den dér, eller slet filen."
        raise Unreadable(*(Problem(path.relative_to(root).as_posix(), 1, message, remedy) for path in unnamed))
    return tuple(_edition(root, entry, data.line(index)) for index, entry in enumerate(data.content))


def _edition(root: FilePath, entry: dict[str, Any], line: int) -> Edition:
    folder, name = root / "docs/udgaver", entry["navn"]
    there = [ending for ending in RECORDS if (folder / f"{name}.{ending}").is_file()]
    texts = {ending: read_text(root, f"docs/udgaver/{name}.{ending}") for ending in there}
    return Edition(
        name,
        entry["dato"],
        entry["aendringer"],
        record=parse_record(texts["txt"]) if "txt" in texts else None,
        line=line,
        forms=tuple(_forms(folder, name)),
        page=texts.get("html", ""),
        marks=entry.get("aftryk", {}),
        found={ending: mark(text) for ending, text in texts.items()},
    )


def _forms(folder: FilePath, name: str) -> Iterator[tuple[str, str]]:
    """The languages and forms of the files that lie beside the edition's text."""
    there = {tuple(path.name.rsplit(".", 2)[1:]) for path in folder.glob(f"{name}.*.*")}
    for language in sorted({language for language, _ in there}):
        yield from ((language, kind) for kind, ending in KEPT.items() if (language, ending) in there)


def mark(text: str) -> str:
    """The fingerprint of a record: 16 hexadecimal digits of its SHA-256."""
    return sha256(text.encode()).hexdigest()[:16]


def promises(text: str) -> dict[str, Promise]:
    """Each address, or `/old/#place -> /new/#place`. Raises Unreadable for one twice, out of order or of other form."""
    problems: list[Problem] = []
    found: dict[str, Promise] = {}
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    for number, line in ((number, line) for number, line in lines if line and not line.startswith("# ")):
        address, *now = ARROW.split(line, maxsplit=1)
        wrong = list(_promise_problems(number, address, now, found))
        problems += wrong
        if not wrong:
            found[address] = Promise(number, *now)
    if problems:
        raise Unreadable(*problems)
    return found


def _promise_problems(number: int, address: str, now: list[str], found: Mapping[str, Promise]) -> Iterator[Problem]:
    later = [other for other in found if other > address]
    wrong = [each for each in (address, *now) if not each.startswith("/")]
    if wrong:
        yield Problem(PROMISES, number, f"«{wrong[0]}» er ikke en adresse.", "Skriv fx /om/#kolofon.")
    elif address in found:
        message = f"adressen {address} står også på linje {found[address].line}."
        yield Problem(PROMISES, number, message, "Slet den ene.")
    elif later:
        message = f"adressen {address} står ikke i rækkefølge."
        yield Problem(PROMISES, number, message, f"Flyt linjen op foran {min(later)}.")
