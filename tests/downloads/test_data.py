"""The data says what the table says, whole and in order, and the package is valid to Frictionless."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest
from conftest import ADDRESS as ROOT
from conftest import site_of
from paper.downloads.data import data_files, members_csv
from paper.model import MEDIA_TYPES
from paper.source.load import load_paper

Edit = Callable[[str, str, str], Path]


def files(project: Path) -> dict[str, str]:
    return dict(data_files(site_of(project)))


def test_the_table_as_csv(project: Path) -> None:
    paper, _ = load_paper(project)
    assert paper.table
    text = members_csv(paper.table)
    assert text.startswith("navn,forbund,antal_min,antal_max\nFOA,FOA,5000,5000\nHK/Kommunal,HK,2400,2400\n")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 9
    assert rows[6] == {
        "navn": "Metal + Elforbundet",
        "forbund": "Metal + Elforbundet",
        "antal_min": "300",
        "antal_max": "400",
    }
    assert sum(int(row["antal_min"]) for row in rows) == 12835
    assert sum(int(row["antal_max"]) for row in rows) == 13185


def test_csv_and_json_follow_the_data(edit: Edit) -> None:
    made = files(edit("docs/data/ledermedlemmer.yml", "antal: 5.000", "antal: 5.000-5.200"))
    assert "FOA,FOA,5000,5200\n" in made["data/ledermedlemmer.csv"]
    assert json.loads(made["data/ledermedlemmer.json"])[0] == {
        "navn": "FOA",
        "forbund": "FOA",
        "antal_min": 5000,
        "antal_max": 5200,
    }


def test_the_package_is_valid(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in files(project).items():
        (tmp_path / Path(name).name).write_text(text, "utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    report = frictionless.validate("datapackage.json")
    assert report.flatten(["type", "note"]) == []
    assert report.stats["tasks"] == 4
    package = json.loads(files(project)["data/datapackage.json"])
    assert "licenses" not in package
    assert "Tekstens licens kendes ikke." in package["description"]


def test_the_package_names_the_papers_other_forms(frozen: Path) -> None:
    package = json.loads((frozen / "data/datapackage.json").read_text("utf-8"))
    root, forms = package["homepage"], package["formater"]
    assert [form["titel"] for form in forms][3:6] == ["Word-fil", "E-bog", "The whole paper as a PDF"]
    assert {form["medietype"] for form in forms} == {*MEDIA_TYPES.values()}
    assert all((frozen / form["adresse"].removeprefix(root)).is_file() for form in forms) and len(forms) == 10


def test_a_wrong_row_is_found_by_the_package(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in files(project).items():
        (tmp_path / Path(name).name).write_text(text.replace("FOA,FOA,5000", "FOA,FOA,mange"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert frictionless.validate("datapackage.json").valid is False


def test_the_whole_paper_as_structure(project: Path) -> None:
    paper = json.loads(files(project)["data/oplaeg.json"])
    assert (paper["titel"], paper["dato"], paper["udgave"]) == ("Offentlig ledelse i fællesskab", "2011-10", "2011")
    assert [len(paper["sprog"][language]["kapitler"]) for language in ("da", "en")] == [8, 8]
    chapter = paper["sprog"]["da"]["kapitler"][2]
    section = chapter["afsnit"][1]
    assert (chapter["titel"], section["id"], section["niveau"]) == ("I samme båd?", "ledermedlemmer", 2)
    assert section["adresse"] == f"{ROOT}i-samme-baad/#ledermedlemmer"
    assert [part["type"] for part in section["indhold"]][:4] == ["afsnit", "afsnit", "liste", "afsnit"]
    assert section["indhold"][4]["raekker"][0]["navn"] == "FOA"


def test_every_word_of_the_paper_is_in_the_structure(project: Path) -> None:
    paper, _ = load_paper(project)
    text = files(project)["data/oplaeg.json"]
    for page in (*paper.chapters("da"), *paper.chapters("en")):
        for block in page.prose:
            assert json.dumps(block.text, ensure_ascii=False) in text


def test_the_struggles_have_their_points_and_addresses(project: Path) -> None:
    first = json.loads(files(project)["data/kampe.json"])[0]
    assert first["titel"]["da"] == "Vi skal fremme et nyt syn på ledelse og lederrollen"
    assert first["punkter"][1]["adresse"]["en"] == f"{ROOT}de-faelles-kampe/nyt-syn.en/#tale-ledelse-ned"
