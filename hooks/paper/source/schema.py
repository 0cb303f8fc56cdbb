"""Data held against its JSON Schema, with messages for people who have never seen either.

The schemas (docs/data/*.schema.json) are the one description of each format. Their `title` and `examples` are Danish
and become part of the message: «5.00» er ikke et antal. Skriv fx 5.000 eller 700-800.
They are of JSON Schema's draft 7, which editors' tools know best and which is held to its own rules four times as fast.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from jsonschema import Draft7Validator, FormatChecker, SchemaError, ValidationError
from referencing.exceptions import Unresolvable

from ..model import Problem
from .textfile import Data, Unreadable, read_text

RESTORE = "Hent den seneste udgave af filen tilbage."

FORMATS = FormatChecker(["date"])  # 2011-02-30 has the form of a date, but is none

SHAPES = {
    "object": "nøgler med værdier («nøgle: værdi»)",
    "array": "en liste («- » foran hver linje)",
    "string": "tekst",
}


def check_shape(root: FilePath, data: Data, schema: str) -> None:
    """Raises Unreadable with all in `data` that the schema file does not allow, or why the schema cannot tell."""
    try:
        errors = list(_validator(schema, read_text(root, schema)).iter_errors(data.content))
    except (Unresolvable, RecursionError):
        raise Unreadable(Problem(schema, 1, "skemaet henviser til noget, der ikke findes ($ref).", RESTORE)) from None
    if errors:
        raise Unreadable(*(problem for error in errors for problem in _problems(data, error)))


@lru_cache
def _validator(schema: str, text: str) -> Draft7Validator:
    """The rules of a schema file. Raises Unreadable where they are none."""
    try:
        rules = json.loads(text)
        Draft7Validator.check_schema(rules)
    except json.JSONDecodeError as error:
        raise Unreadable(Problem(schema, error.lineno, "skemaet kan ikke læses som JSON.", RESTORE)) from None
    except SchemaError as error:
        place = "/".join(map(str, error.absolute_path))
        raise Unreadable(Problem(schema, 1, f"skemaet er ikke gyldigt ved «{place}».", RESTORE)) from None
    except RecursionError:
        raise Unreadable(Problem(schema, 1, "skemaet er indlejret for dybt.", RESTORE)) from None
    return Draft7Validator(rules, format_checker=FORMATS)


def _problems(data: Data, error: ValidationError) -> Iterator[Problem]:
    position = tuple(error.absolute_path)
    line = data.line(*position)
    name = next((f"{part}: " for part in reversed(position) if isinstance(part, str)), "")
    rule: Any = error.validator
    wanted: Any = error.validator_value
    schema: Any = error.schema if isinstance(error.schema, dict) else {}
    value: Any = error.instance
    if rule == "additionalProperties":
        for key in _unknown_keys(value, schema):
            known = ", ".join(schema.get("properties", {}))
            remedy = f"Kendte nøgler: {known}." if known else _remedy(schema)
            yield Problem(data.file, data.line(*position, key), f"ukendt nøgle «{key}».", remedy)
    elif rule == "required":
        key = next((key for key in wanted if key not in value and f"'{key}'" in error.message), wanted[0])
        yield Problem(data.file, line, f"nøglen «{key}» mangler.", f"Tilføj {key}:{_example(schema, key)}")
    elif value is None or (isinstance(value, str) and not value.strip()):
        yield Problem(data.file, line, f"{name}der mangler en værdi.", _remedy(schema))
    elif rule == "type":
        shape = SHAPES["array" if "array" in wanted else "object" if "object" in wanted else "string"]
        yield Problem(data.file, line, f"{name}her skal stå {shape}.", _remedy(schema))
    elif rule in ("minItems", "minProperties"):
        yield Problem(data.file, line, f"{name}listen er for kort.", f"Der skal være mindst {wanted}.")
    elif rule == "contains":
        yield Problem(data.file, line, f"{name}listen mangler {_title(wanted)}.", "Læg linjen tilbage.")
    elif rule == "enum":
        yield Problem(data.file, line, f"{name}«{value}» kendes ikke.", f"Skriv {_either(list(map(str, wanted)))}.")
    else:
        yield Problem(data.file, line, f"{name}«{value}» er ikke {_title(schema)}.", _remedy(schema))


def _unknown_keys(value: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    return [key for key in value if key not in known and not any(re.search(pattern, key) for pattern in patterns)]


def _remedy(schema: dict[str, Any]) -> str:
    examples = [str(example) for example in schema.get("examples", [])]
    return f"Skriv fx {_either(examples)}." if examples else "Se forklaringen øverst i filen."


def _example(schema: dict[str, Any], key: str) -> str:
    examples = schema.get("properties", {}).get(key, {}).get("examples")
    example = str(examples[0]) if examples else "…"
    return example if example.startswith("\n") else f" {example}"


def _title(schema: Any) -> str:
    return str(schema.get("title", "gyldig")) if isinstance(schema, dict) else "gyldig"


def _either(words: list[str]) -> str:
    return " eller ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
