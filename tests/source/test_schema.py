"""Every data file has a schema, names it, and is checked by it; the schemas are there for other tools too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from jsonschema import Draft7Validator
from paper.source import load
from paper.source import publication as publishing
from paper.source.load import SITE_SHAPE
from paper.source.publication import SITE
from paper.source.schema import check_shape
from paper.source.textfile import Unreadable, parse_yaml, read_yaml

DATA = sorted((ROOT / "docs/data").glob("*.yml"))
SCHEMAS = sorted((ROOT / "docs/data").glob("*.schema.json"))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_a_data_file_names_its_schema_and_agrees_with_it(path: Path) -> None:
    schema = path.with_suffix(".schema.json")
    assert path.read_text("utf-8").split("\n")[0] == f"# yaml-language-server: $schema={schema.name}"
    data = read_yaml(ROOT, path.relative_to(ROOT).as_posix())
    assert data.content
    check_shape(ROOT, data, schema.relative_to(ROOT).as_posix())  # raises Unreadable where it does not


def test_every_data_file_is_read() -> None:
    constants = [*vars(load).values(), *vars(publishing).values()]
    read = {value for value in constants if isinstance(value, str) and value.startswith("docs/data/")}
    assert {path.relative_to(ROOT).as_posix() for path in DATA} <= read


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_schema_is_one_and_says_what_it_describes(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    assert schema["title"]
    assert schema["description"]


def test_the_schemas_are_published_where_the_data_files_point(site: Path) -> None:
    assert {path.name for path in SCHEMAS} <= {path.name for path in (site / "data").iterdir()}
    for path in SCHEMAS:
        assert (site / "data" / path.name).read_bytes() == path.read_bytes()


def test_the_loader_says_what_the_schema_says(project: Path) -> None:
    schema = project / "docs/data/ledermedlemmer.schema.json"
    rules = json.loads(schema.read_text("utf-8"))
    rules["properties"]["tabel"]["minItems"] = 20
    schema.write_text(json.dumps(rules), "utf-8")
    data = parse_yaml("x.yml", (project / load.MEMBERS).read_text("utf-8"))
    with pytest.raises(Unreadable) as refused:
        check_shape(project, data, "docs/data/ledermedlemmer.schema.json")
    told = [str(problem) for problem in refused.value.problems]
    assert told == ["x.yml:13: tabel: Listen er for kort. Der skal være mindst 20."]


def placeholders(pattern: str) -> set[str]:
    return set(re.findall(r"\(\?=\.\*\\{(\w+)", pattern))


def test_the_schema_asks_for_the_placeholders_that_templates_and_scripts_fill() -> None:
    """`label("laesetid", minutter=…)` in a template; in a script `"{antal}"` or `{ antal: … }` for words it has."""
    schema = json.loads((ROOT / "docs/data/brugerflade.schema.json").read_text("utf-8"))
    rules = schema["allOf"][0]["properties"].items()
    asked = {key: placeholders(rule["additionalProperties"]["pattern"]) for key, rule in rules}
    files = [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "hooks").rglob("*.py"), *(ROOT / "hooks").rglob("*.jinja")]
    filled: dict[str, set[str]] = {}
    for keys, parts in re.findall(
        r"""\(((?:['"][a-z_]+['"](?: if \w+ else )?)+), (\w+=.*)""", "\n".join(f.read_text("utf-8") for f in files)
    ):
        for key in set(re.findall("[a-z_]{2,}", keys)) & {*schema["required"], *asked}:
            filled[key] = set(re.findall(r"(?:^|, )(\w+)=", parts))
    scripts = "".join(script.read_text("utf-8") for script in (ROOT / "docs/assets").glob("*.js"))
    by_script = asked.keys() - filled.keys()
    wanted = {name for key in by_script for name in asked[key]}
    assert {name for name in wanted if not re.search(rf'"\{{{name}\}}"|[{{,] {name}:', scripts)} == set()
    assert set(re.findall(r'"\{(\w+)\}"', scripts)) <= wanted
    assert len(filled) >= 10
    assert {key: asked[key] for key in filled} == filled


DESCRIBED = [("docs/data/udgaver.schema.json", "docs/data/udgaver.yml"), (SITE_SHAPE, SITE)]


def places(content: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where in the JSON something stands."""
    for key, inner in content.items() if isinstance(content, dict) else enumerate(content):
        yield (*place, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*place, key))


@pytest.mark.parametrize(("schema", "file"), DESCRIBED)
def test_a_broken_schema_is_told_of_and_never_a_traceback(
    schema: str, file: str, tmp_path: Path, project: Path
) -> None:
    rules, data, told = json.loads((ROOT / schema).read_text("utf-8")), read_yaml(project, file), 0
    for (*around, key), rubbish in zip([*places(rules)][::2], cycle([None, False, [], 7, "["]), strict=False):
        broken = deepcopy(rules)
        place = broken
        for step in around:
            place = place[step]
        place[key] = rubbish
        (tmp_path / "broken.schema.json").write_text(json.dumps(broken), "utf-8")
        try:
            check_shape(tmp_path, data, "broken.schema.json")
        except Unreadable as unreadable:
            told += len(unreadable.problems)
    assert told > 0


def test_what_a_changed_schema_lets_through_is_told_of(project: Path) -> None:
    (project / "docs/data/ledermedlemmer.schema.json").write_text("{}", "utf-8")
    (project / load.MEMBERS).write_text("tabel: 7\n", "utf-8")
    paper, problems = load.load_paper(project)
    assert paper.table is None
    assert [str(problem) for problem in problems] == [
        "docs/data/ledermedlemmer.yml:1: Filen kan ikke bruges, som den står. "
        "Hent den seneste udgave tilbage af filen og af dens skema."
    ]
