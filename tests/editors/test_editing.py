"""What an editor meets on the way: the link to the file, the guide, the forms, and workflows that do no harm."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))
FOOT = re.compile(r'<p class="kontakt">(.*)</p>')
LINK = re.compile(r'<p class="ret"><a href="([^"]*)">([^<]*)</a></p>')


def test_every_page_links_to_its_own_file_where_there_is_a_repository(edited: Path) -> None:
    assert LINK.findall((edited / "de-faelles-kampe/nyt-syn/index.html").read_text("utf-8")) == [
        ("https://example.org/oplaeg/edit/main/docs/de-faelles-kampe/nyt-syn.md", "Ret denne side")
    ]
    assert LINK.findall((edited / "om.en/index.html").read_text("utf-8")) == [
        ("https://example.org/oplaeg/edit/main/docs/om.en.md", "Edit this page")
    ]

    repository = "https://example.org/oplaeg"
    link = f'<a href="{repository}" data-adresse="{repository}">Propose a correction</a>'
    assert feet(edited, "om.en/index.html") == [link]


def feet(site: Path, page: str) -> list[str]:
    """Whom the page's foot tells the reader to write to."""
    return FOOT.findall((site / page).read_text("utf-8"))


def test_the_foot_of_every_page_says_whom_to_write_to(reachable: Path) -> None:
    link = '<a href="mailto:web@example.org">web@example.org</a>'
    for page in reachable.rglob("*.html"):
        word = "Contact" if '<html lang="en"' in page.read_text("utf-8") else "Kontakt"
        assert feet(reachable, str(page)) == [f"{word}: {link}"], page
    assert "Contact: mailto:web@example.org\n" in (reachable / ".well-known/security.txt").read_text("utf-8")


def test_there_is_no_such_link_where_there_is_none(frozen: Path) -> None:
    pages = [path.read_text("utf-8") for path in frozen.rglob("*.html")]
    assert pages and not any("Ret denne side" in page or FOOT.search(page) for page in pages)


@pytest.mark.parametrize("tool", [["actionlint", "-no-color"], ["zizmor", "--offline", "--no-progress", "--pedantic"]])
def test_the_workflows_are_valid_and_safe(tool: list[str]) -> None:
    command = [str(Path(sys.executable).with_name(tool[0])), *tool[1:], *map(str, WORKFLOWS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_asks_for_no_secret(path: Path) -> None:
    assert "secrets." not in path.read_text("utf-8")


def test_every_command_of_a_workflow_is_one_of_the_projects() -> None:
    jobs = [job for path in WORKFLOWS for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values()]
    lines = "\n".join(step.get("run", "") for job in jobs for step in job["steps"])
    commands = {
        found.split(" >>")[0].strip() for found in re.findall(r"^(?:\.ci/hent )?(make .*)", lines, re.MULTILINE)
    }
    assert {"make test", "make check BASE=HEAD^1", "make udstyr"} <= commands
    for command in commands:
        done = subprocess.run([*command.split(), "-n"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stderr}"


@pytest.mark.parametrize(("failures", "status"), [(2, 0), (3, 1)])
def test_what_cannot_be_fetched_is_tried_again_and_is_not_the_editors_fault(
    tmp_path: Path, failures: int, status: int
) -> None:
    (tmp_path / "fetch").write_text(f'echo x >> tried; [ "$(wc -l < tried)" -gt {failures} ]\n')
    env = {"PATH": os.environ["PATH"], "PAUSE": "0", "GITHUB_STEP_SUMMARY": "summary"}
    command = [str(ROOT / ".ci/hent"), "sh", "fetch"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == status and (tmp_path / "tried").read_text() == "x\n" * 3
    message = (
        "Noget, der hentes fra nettet, kunne ikke hentes (sh fetch). Det er ikke din rettelse. "
        "Vælg «Re-run failed jobs» om en time, og skriv en sag, hvis det bliver ved.\n"
    )
    assert done.stdout == (f"::error title=Ikke din fejl::{message}" if status else "")
    assert not status or (tmp_path / "summary").read_text("utf-8") == message


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_has_what_github_asks_for(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert form["name"] and form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    assert all(field["type"] in ("input", "textarea") and field["attributes"]["label"] for field in fields)


def test_the_form_for_proposals_has_the_fields_that_the_page_fills_in() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/aendring.yml").read_text("utf-8"))
    script = (ROOT / "docs/assets/proposals.js").read_text("utf-8")
    named = re.search(r"const fields = \{ template: \"aendring.yml\", title, ([^}]*) \};", script)
    assert named
    filled = [part.partition(":")[0] for part in named[1].split(", ")]
    assert filled == [field["id"] for field in form["body"] if field["type"] != "markdown"]


GUIDES = {"CONTRIBUTING.md": 6, "DRIFT.md": 6, "SECURITY.md": 0}  # with how many files each names at least


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_names_only_files_that_are_there(name: str) -> None:
    guide = (ROOT / name).read_text("utf-8")
    files = set(re.findall(r"`((?:docs/|\.github/)[^`]*|LICENSE)`", guide))
    files |= set(re.findall(r"\]\((?!https?:|#)([^)#]+)\)", re.sub(r"^    .*|`[^`]*`", "", guide, flags=re.MULTILINE)))
    assert len(files) >= GUIDES[name]
    assert [file for file in sorted(files) if not (ROOT / file).exists()] == []


def test_the_guide_for_whoever_is_responsible_says_what_is_so() -> None:
    guide = (ROOT / "DRIFT.md").read_text("utf-8")
    workflows = [yaml.safe_load(path.read_text("utf-8")) for path in WORKFLOWS]
    jobs = {job["name"] for workflow in workflows for job in workflow["jobs"].values()}
    assert {"Tekst og tal", "Webstedet"} <= jobs  # what the ruleset requires: by these names GitHub knows them
    assert {"Udgiv", "Eftersyn"} <= {workflow["name"] for workflow in workflows}
    assert all(f"**{name}**" in guide for name in ("Tekst og tal", "Webstedet", "Eftersyn", "Udgiv"))
    used = set(re.findall(r"vars\.(\w+)", (GITHUB / "workflows/udgiv.yml").read_text("utf-8")))
    assert used == set(re.findall(r"^ *\| `(\w+)` \|", guide, re.MULTILINE))
    targets = set(re.findall(r"make ([a-z]+)", guide))
    assert targets == {"opdater", "site", "test", "udgave"}
    for target in targets:
        subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)
