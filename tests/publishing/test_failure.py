"""What MkDocs, Python and the system say of a build that failed, told in Danish at its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from paper.publishing.failure import explained, failures

CRASH = "ERROR   -  Error building page 'om.md'\nTraceback (most recent call last):\n"
ENGINE = '  File "{root}/.venv/lib/python3.11/site-packages/mkdocs/utils.py", line 9, in x\n    x()\n    ^^^\n'
HOOK = '  File "{root}/hooks/paper/page/html.py", line 7, in y\n    y()\n'
REPORT = "Fortryd den seneste ændring, eller meld fejlen; «.venv/bin/python -m mkdocs build» viser den i sin helhed."
FULL = "OSError: [Errno 28] No space left on device"

CASES = [
    (
        CRASH + HOOK + ENGINE + "KeyError: 'x'\n",
        f"hooks/paper/page/html.py:7: Bygningen brød sammen her: «KeyError: 'x'». {REPORT}",
    ),
    (CRASH + ENGINE + "a.b.Odd\n", f"mkdocs.yml:1: Bygningen brød sammen her: «Odd». {REPORT}"),
    (
        CRASH + ENGINE + f"{FULL}: '{{root}}/.site-new/om/index.html'",
        "site/om/index.html:1: Disken er fuld. Gør plads, og byg igen.",
    ),
    (CRASH + ENGINE + FULL, "site:1: Disken er fuld. Gør plads, og byg igen."),
    (
        CRASH + ENGINE + "PermissionError: [Errno 13] Permission denied: '{root}/.site-new'",
        "site:1: Der er ikke adgang. Giv dig selv adgang til filen og dens mappe, og byg igen.",
    ),
    (
        CRASH + HOOK + "PermissionError: [Errno 13] Permission denied: '/tmp/x'",
        "/tmp/x:1: Der er ikke adgang. Giv dig selv adgang til filen og dens mappe, og byg igen.",
    ),
    (
        CRASH + ENGINE + "FileNotFoundError: [Errno 2] No such file or directory: '{root}/overrides/main.html'",
        "overrides/main.html:1: Filen mangler. Læg den tilbage, og byg igen.",
    ),
    (
        CRASH + ENGINE + "PermissionError: [Errno 1] Operation not permitted: '{root}'",
        ".:1: Der er ikke adgang. Giv dig selv adgang til filen og dens mappe, og byg igen.",
    ),
    (
        CRASH + HOOK + "OSError: [Errno 5] Input/output error: '{root}/docs/om.md'",
        "docs/om.md:1: Systemet siger «Input/output error». Byg igen, eller meld fejlen.",
    ),
    (
        "INFO    -  Building\nWARNING -  Doc file 'om.md' contains\n  a link.\n"
        "WARNING -  Two\n\nAborted with 2 warnings in strict mode!",
        "docs/om.md:1: MkDocs siger «Doc file 'om.md' contains a link.». Ret det, eller fortryd den seneste ændring.\n"
        "mkdocs.yml:1: MkDocs siger «Two». Ret det, eller fortryd den seneste ændring.",
    ),
    (
        "ERROR   -  Config value 'theme': Unrecognised theme name: 'nix'.\n",
        "mkdocs.yml:38: MkDocs siger «Config value 'theme': Unrecognised theme name: 'nix'.». "
        "Ret det, eller fortryd den seneste ændring.",
    ),
    ("Segmentation fault\n", f"mkdocs.yml:1: MkDocs endte med «Segmentation fault». {REPORT}"),
    (
        "Aborted!\n",
        "mkdocs.yml:1: Byggeriet blev afbrudt, måske af en fil, som Python gemte halvt, da disken var fuld. "
        "Gør plads, kør «make clean», og byg igen.",
    ),
    (
        "/usr/bin/python3: No module named mkdocs\n",
        "requirements.txt:1: MkDocs er ikke installeret. Kør «make site», som selv gør det.",
    ),
]


@pytest.mark.parametrize(("said", "message"), CASES)
def test_what_was_said_becomes_a_problem(project: Path, said: str, message: str) -> None:
    assert "\n".join(map(str, failures(said.replace("{root}", str(project)), project))) == message


def test_a_broken_mkdocs_yml_is_told_as_every_other_file(project: Path) -> None:
    (project / "mkdocs.yml").write_text("nav:\n\t- index.md\n")
    assert list(map(str, failures("Error: MkDocs encountered an error parsing", project))) == [
        "mkdocs.yml:2: Linjen har et tabulatortegn. Brug mellemrum i stedet."
    ]


def test_the_hooks_own_list_stands_as_it_is_and_what_mkdocs_says_of_the_same_is_left_out(project: Path) -> None:
    ours = "docs/om.md:1: Galt. Ret:\n  navn: x\n\n1 fejl. Intet er udgivet; det seneste websted står, som det var."
    said = f"INFO    -  Building\nWARNING -  Doc file 'om.md' …\nERROR   -  \n{ours}\n"
    assert explained(said, project) == ours


def test_a_build_that_was_killed_says_so(project: Path) -> None:
    assert explained("", project, -9) == (
        "mkdocs.yml:1: Systemet afbrød byggeriet (signal 9). Byg igen, når maskinen har hukommelse til det.\n\n"
        "1 fejl. Intet er udgivet; det seneste websted står, som det var."
    )
