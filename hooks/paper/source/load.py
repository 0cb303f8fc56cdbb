"""From files to the model: the one place that knows where things stand, and their Danish keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, TypeVar

from ..model import (
    MemberTable,
    Navigation,
    Page,
    Paper,
    Point,
    Problem,
    Row,
    StatedNumber,
    Struggle,
    Term,
    Words,
)
from ..page.translation import complete_languages
from .counts import parse_count
from .markdown import parse_page
from .publication import load_publishing
from .record import parse_record
from .schema import check_shape
from .textfile import Data, Unreadable, parse_yaml, read_text, read_yaml

SITE = "mkdocs.yml"
MEMBERS = "docs/data/ledermedlemmer.yml"
STRUGGLES = "docs/data/kampe.yml"
NUMBERS = "docs/data/tal-i-teksten.yml"
LABELS = "docs/data/brugerflade.yml"
GLOSSARY = "docs/data/ordforklaring.yml"
PRINTED = "docs/udgaver/2011.txt"
EXTERNAL = "docs/data/eksterne-links.txt"

Model = TypeVar("Model")

Site = tuple[tuple[str, ...], Navigation]
Numbers = tuple[Mapping[str, tuple[str, ...]], tuple[StatedNumber, ...] | None]
_NO_SITE: Site = (("da",), Navigation(SITE, {}))
_NO_NUMBERS: Numbers = ({}, None)


def load_paper(root: FilePath) -> tuple[Paper, list[Problem]]:
    """The paper in the project folder `root`, as far as it can be read, and every problem met on the way."""
    problems: list[Problem] = []

    def read(file: str, build: Callable[[Data], Model], otherwise: Model) -> Model:
        try:
            data = _read_data(root, file)
            problems.extend(complete_languages(data, languages))
            return build(data)
        except Unreadable as unreadable:
            problems.extend(unreadable.problems)
            return otherwise

    languages: tuple[str, ...] = ()
    languages, navigation = read(SITE, _site, _NO_SITE)
    number_words, numbers = read(NUMBERS, _numbers, _NO_NUMBERS)
    pages, unreadable, page_problems = _pages(root, languages, navigation)
    paper = Paper(
        languages,
        navigation,
        pages,
        read(MEMBERS, _members, None),
        read(STRUGGLES, _struggles, None),
        numbers,
        number_words,
        read(LABELS, _labels, {}),
        read(GLOSSARY, _terms, ()),
        _lines(root, PRINTED, parse_record, (), problems),
        _lines(root, EXTERNAL, _reviewed, None, problems),
        *load_publishing(root, problems),
        unreadable,
    )
    return paper, problems + page_problems


def _read_data(root: FilePath, file: str) -> Data:
    """The file's data when it has the form its schema describes. Raises Unreadable."""
    data = read_yaml(root, file)
    problems = [] if file == SITE else list(check_shape(root, data, file.replace(".yml", ".schema.json")))
    if problems:
        raise Unreadable(*problems)
    return data


def _site(data: Data) -> Site:
    """The languages of the site, the original first, and its pages in the order of the navigation."""
    if not isinstance(data.content, dict) or not isinstance(data.content.get("nav"), list):
        raise Unreadable(Problem(SITE, 1, "navigationen («nav:») mangler.", "Tilføj nav: og siderne under den."))
    pages: dict[str, int] = {}
    for file, line in _nav_files(data, data.content["nav"], ("nav",)):
        pages.setdefault(file, line)
    return _languages(data.content), Navigation(SITE, pages)


def _nav_files(data: Data, item: Any, position: tuple[str | int, ...]) -> Iterator[tuple[str, int]]:
    if isinstance(item, str):
        yield f"docs/{item}", data.line(*position)
    elif isinstance(item, list | dict):
        for key, inner in enumerate(item) if isinstance(item, list) else item.items():
            yield from _nav_files(data, inner, (*position, key))


def _languages(site: dict[str, Any]) -> tuple[str, ...]:
    for plugin in site.get("plugins") or []:
        if isinstance(plugin, dict) and isinstance(plugin.get("i18n"), dict):
            i18n = plugin["i18n"]
            return tuple(dict.fromkeys([i18n["default_language"], *i18n["languages"]]))
    return ("da",)


def _members(data: Data) -> MemberTable:
    rows, problems = [], []
    for index, row in enumerate(data.content["tabel"]):
        try:
            unions = tuple(row.get("forbund") or [row["navn"]])
            rows.append(Row(row["navn"], unions, parse_count(row["antal"]), data.line("tabel", index)))
        except ValueError:
            problems.append(_backwards(data, row["antal"], "tabel", index, "antal"))
    try:
        total = parse_count(data.content["i_alt"])
    except ValueError:
        raise Unreadable(*problems, _backwards(data, data.content["i_alt"], "i_alt")) from None
    if problems:
        raise Unreadable(*problems)
    return MemberTable(data.file, data.content["titel"], tuple(rows), total, data.line("i_alt"))


def _backwards(data: Data, count: str, *position: str | int) -> Problem:
    remedy = "Skriv det mindste tal først, fx 700-800."
    return Problem(data.file, data.line(*position), f"{position[-1]}: «{count}» går baglæns.", remedy)


def _struggles(data: Data) -> tuple[Struggle, ...]:
    return tuple(_struggle(data, index, kamp) for index, kamp in enumerate(data.content))


def _struggle(data: Data, index: int, kamp: dict[str, Any]) -> Struggle:
    points = tuple(
        Point(punkt["anker"], punkt["tekst"], data.line(index, "punkter", n)) for n, punkt in enumerate(kamp["punkter"])
    )
    lines = {key: data.line(index, key) for key in kamp}
    return Struggle(int(kamp["nummer"]), kamp["side"], kamp["titel"], kamp["kerne"], points, data.line(index), lines)


def _numbers(data: Data) -> Numbers:
    stated = (_stated(data, index, tal) for index, tal in enumerate(data.content["tal"]))
    return {language: tuple(words) for language, words in data.content["talord"].items()}, tuple(stated)


def _stated(data: Data, index: int, tal: dict[str, Any]) -> StatedNumber:
    value = parse_count(tal["tal"]).low if "tal" in tal else None
    return StatedNumber(tal["side"], tal["ord"], tal["regel"], value, data.line("tal", index))


def _terms(data: Data) -> tuple[Term, ...]:
    return tuple(_term(entry) for entry in data.content)


def _term(entry: dict[str, Any]) -> Term:
    forms = {language: tuple(forms) for language, forms in entry["former"].items()}
    return Term(entry["id"], entry["ord"], forms, entry["forklaring"])


def _labels(data: Data) -> Mapping[str, Words]:
    return dict(data.content)


def _lines(
    root: FilePath, file: str, build: Callable[[str], Model], otherwise: Model, problems: list[Problem]
) -> Model:
    try:
        return build(read_text(root, file))
    except Unreadable as unreadable:
        problems.extend(unreadable.problems)
        return otherwise


def _reviewed(text: str) -> Mapping[str, int] | None:
    lines = ((line.strip(), number) for number, line in enumerate(text.split("\n"), 1))
    return {line: number for line, number in lines if line and not line.startswith("#")}


def _pages(
    root: FilePath, languages: tuple[str, ...], navigation: Navigation
) -> tuple[tuple[Page, ...], frozenset[str], list[Problem]]:
    """Every page of docs/ that can be read, in the navigation's order, the files that cannot, and all problems."""
    found = sorted(path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.md"))
    ordered = [file for file in navigation.pages if file in found]
    pages: list[Page] = []
    problems: list[Problem] = []
    unreadable: set[str] = set()
    for file in dict.fromkeys([*ordered, *found]):
        try:
            page, page_problems = _page(root, file, languages)
            pages.append(page)
            problems.extend(page_problems)
        except Unreadable as error:
            unreadable.add(file)
            problems.extend(error.problems)
    return tuple(pages), frozenset(unreadable), problems


def _page(root: FilePath, file: str, languages: tuple[str, ...]) -> tuple[Page, list[Problem]]:
    slug = file.removeprefix("docs/").removesuffix(".md")
    language = next((code for code in languages[1:] if slug.endswith(f".{code}")), languages[0])
    text, first_line, front = _front_matter(root, file, read_text(root, file))
    page, problems = parse_page(slug.removesuffix(f".{language}"), language, file, text, first_line)
    return replace(page, of_paper=front.get("oplaeg") != "nej", translated=front.get("oversat", {})), problems


def _front_matter(root: FilePath, file: str, text: str) -> tuple[str, int, dict[str, Any]]:
    """The page below its front matter, the line it starts at, and the front matter."""
    if not text.startswith("---\n"):
        return text, 1, {}
    end = text.find("\n---\n", 3)
    if end < 0:
        raise Unreadable(Problem(file, 1, "linjen «---» under sidehovedet mangler.", "Tilføj en linje med ---."))
    data = parse_yaml(file, text[4 : end + 1], 2)
    problems = list(check_shape(root, data, "docs/data/side.schema.json"))
    if problems:
        raise Unreadable(*problems)
    return text[end + 5 :], text.count("\n", 0, end + 5) + 1, data.content
