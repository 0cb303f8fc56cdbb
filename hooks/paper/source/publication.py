"""What is published beside the text: what CITATION.cff says, the editions, the addresses that are promised to stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any, TypeVar

from ..model import Edition, Problem, Promises, Publication
from .record import parse_record
from .schema import check_shape
from .textfile import Data, Unreadable, read_text, read_yaml

SITE = "mkdocs.yml"
CITATION = "CITATION.cff"
EDITIONS = "docs/data/udgaver.yml"
PROMISES = "docs/data/ankre.txt"

Made = TypeVar("Made")
Publishing = tuple[Publication | None, tuple[Edition, ...], Promises | None, str]


def load_publishing(root: FilePath, problems: list[Problem]) -> Publishing:
    """The four parts as far as they can be read; what is wrong with them is added to `problems`."""

    def read(make: Callable[[], Made], otherwise: Made) -> Made:
        try:
            return make()
        except Unreadable as unreadable:
            problems.extend(unreadable.problems)
            return otherwise

    name, moved = _site(root)
    return (
        read(lambda: _publication(_shaped(root, CITATION, "docs/data/citation.schema.json")), None),
        read(lambda: _editions(root, _shaped(root, EDITIONS, EDITIONS.replace(".yml", ".schema.json"))), ()),
        read(lambda: Promises(_promises(read_text(root, PROMISES)), moved), None),
        name,
    )


def _shaped(root: FilePath, file: str, schema: str) -> Data:
    data = read_yaml(root, file)
    problems = list(check_shape(root, data, schema))
    if problems:
        raise Unreadable(*problems)
    return data


def _site(root: FilePath) -> tuple[str, dict[str, str]]:
    """The site's name, and the pages that mkdocs-redirects sends on; load.py tells what is wrong with the file."""
    try:
        content = read_yaml(root, SITE).content
    except Unreadable:
        return "", {}
    moved: dict[str, str] = {}
    for plugin in content.get("plugins") or [] if isinstance(content, dict) else []:
        options = plugin.get("redirects") if isinstance(plugin, dict) else None
        moved |= options.get("redirect_maps") or {} if isinstance(options, dict) else {}
    return (content.get("site_name", "") if isinstance(content, dict) else ""), moved


def _publication(data: Data) -> Publication:
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


def _editions(root: FilePath, data: Data) -> tuple[Edition, ...]:
    names = {entry["navn"] for entry in data.content}
    unnamed = [path for path in sorted((root / "docs/udgaver").glob("*.txt")) if path.stem not in names]
    if unnamed:
        message, remedy = f"udgaven står ikke i {EDITIONS}.", "Tilføj den dér, eller slet filen."
        raise Unreadable(*(Problem(path.relative_to(root).as_posix(), 1, message, remedy) for path in unnamed))
    return tuple(_edition(root, entry, data.line(index)) for index, entry in enumerate(data.content))


def _edition(root: FilePath, entry: dict[str, Any], line: int) -> Edition:
    path = root / "docs/udgaver" / f"{entry['navn']}.txt"
    record = parse_record(read_text(root, path.relative_to(root).as_posix())) if path.is_file() else None
    printed = tuple(sorted(pdf.suffixes[-2].removeprefix(".") for pdf in path.parent.glob(f"{entry['navn']}.*.pdf")))
    return Edition(entry["navn"], entry["dato"], entry["aendringer"], record, line, printed)


def _promises(text: str) -> dict[str, int]:
    """Each address and its line. Raises Unreadable when one stands twice, is out of order or has another form."""
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    before = ""
    for number, line in enumerate(text.split("\n"), 1):
        address = line.strip()
        if not address or address.startswith("# "):
            continue
        if not address.startswith("/"):
            problems.append(Problem(PROMISES, number, f"«{address}» er ikke en adresse.", "Skriv fx /om/#kolofon."))
            continue
        if address in lines:
            message = f"adressen {address} står også på linje {lines[address]}."
            problems.append(Problem(PROMISES, number, message, "Slet den ene."))
        elif address < before:
            message = f"adressen {address} står ikke i rækkefølge."
            problems.append(Problem(PROMISES, number, message, f"Flyt linjen op foran {_first_after(address, lines)}."))
        lines.setdefault(address, number)
        before = max(before, address)
    if problems:
        raise Unreadable(*problems)
    return lines


def _first_after(address: str, lines: dict[str, int]) -> str:
    return min(other for other in lines if other > address)
