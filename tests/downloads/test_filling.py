"""What stands in a file for another program is words there, whatever signs they hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from conftest import site_of
from paper.downloads.citations import citation_files
from paper.downloads.data import data_files

Edit = Callable[[str, str, str], Path]


def test_signs_that_are_code_to_json_or_html_stay_what_they_are(edit: Edit) -> None:
    edit("docs/data/brugerflade.yml", "Tekstens licens kendes ikke.", r"Til \\ \"frit\" <brug> & mere")
    site = site_of(edit("docs/i-samme-baad.md", "## LO’s ledermedlemmer", '## A "b" & c'))
    package = json.loads(dict(data_files(site))["data/datapackage.json"])
    assert package["description"].endswith('Til \\ "frit" <brug> & mere')
    files = dict(citation_files(site))
    assert json.loads(files["citat/i-samme-baad--ledermedlemmer.da.json"])[0]["title"] == 'A "b" & c'
    assert 'TI  - A "b" & c\r\n' in files["citat/i-samme-baad--ledermedlemmer.da.ris"]
