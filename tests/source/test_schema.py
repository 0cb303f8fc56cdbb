"""Every data file has a schema, names it, and is checked by it; the schemas are there for other tools too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator
from paper.source import load
from paper.source import publication as publishing
from paper.source.schema import check_shape
from paper.source.textfile import parse_yaml, read_yaml

DATA = sorted((ROOT / "docs/data").glob("*.yml"))
SCHEMAS = sorted((ROOT / "docs/data").glob("*.schema.json"))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_a_data_file_names_its_schema_and_agrees_with_it(path: Path) -> None:
    schema = path.with_suffix(".schema.json")
    assert path.read_text("utf-8").split("\n")[0] == f"# yaml-language-server: $schema={schema.name}"
    data = read_yaml(ROOT, path.relative_to(ROOT).as_posix())
    assert list(check_shape(ROOT, data, schema.relative_to(ROOT).as_posix())) == []


def test_every_data_file_is_read() -> None:
    constants = [*vars(load).values(), *vars(publishing).values()]
    read = {value for value in constants if isinstance(value, str) and value.startswith("docs/data/")}
    assert {path.relative_to(ROOT).as_posix() for path in DATA} <= read


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_schema_is_one_and_says_what_it_describes(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
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
    problems = check_shape(project, data, "docs/data/ledermedlemmer.schema.json")
    assert [str(problem) for problem in problems] == ["x.yml:13: tabel: listen er for kort. Der skal være mindst 20."]
