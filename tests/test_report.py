"""Problems are told one way: by file, counted, at the line in a pull request, in colour only where colour is seen."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from paper.model import Problem
from paper.report import annotation, summary, tell

ERROR = Problem("docs/data/kampe.yml", 3, "titel: der mangler en værdi.", "Skriv en titel.")
OTHER = Problem("docs/om.md", 9, "siden har mere end én titel: «To».", "Brug ## til afsnit.")
WARNING = Problem("docs/om.md", 7, "«ledlse» er måske stavet forkert.", "Mente du «ledelse»?", warning=True)


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


def test_problems_are_told_by_file_and_counted() -> None:
    assert summary([OTHER, WARNING, ERROR]) == (
        "docs/data/kampe.yml:3: titel: Der mangler en værdi. Skriv en titel.\n"
        "\n"
        "docs/om.md:7: Advarsel: «ledlse» er måske stavet forkert. Mente du «ledelse»?\n"
        "docs/om.md:9: Siden har mere end én titel: «To». Brug ## til afsnit.\n"
        "\n"
        "2 fejl og 1 advarsel. Intet er udgivet; det seneste websted står, som det var."
    )


def test_warnings_alone_hinder_nothing() -> None:
    assert summary([WARNING, WARNING]).endswith("\n\n2 advarsler. Det hindrer ikke udgivelse.")


def test_on_github_every_problem_is_an_annotation_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert summary([ERROR, WARNING]).split("\n")[-2:] == [
        "::error file=docs/data/kampe.yml,line=3,title=Fejl::titel: Der mangler en værdi. Skriv en titel.",
        "::warning file=docs/om.md,line=7,title=Advarsel::«ledlse» er måske stavet forkert. Mente du «ledelse»?",
    ]


def test_nothing_an_editor_writes_ends_an_annotation_early() -> None:
    problem = Problem("docs/a,b:c%.md", 1, "100 %\r\n::error::«x»", "Tilføj:\n  - y")
    assert annotation(problem) == (
        "::error file=docs/a%2Cb%3Ac%25.md,line=1,title=Fejl::100 %25%0D%0A::error::«x» Tilføj:%0A  - y"
    )


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "no_color", "coloured"),
    [(Terminal(), "", True), (Terminal(), "1", False), (io.StringIO(), "", False)],
    ids=["terminal", "terminal that asks for none", "file"],
)
def test_colour_is_for_terminals(
    stream: io.StringIO, no_color: str, coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("NO_COLOR", no_color)
    tell([ERROR, WARNING])
    lines = stream.getvalue().split("\n")
    assert lines[0].startswith(
        "\x1b[31mdocs/data/kampe.yml:3:\x1b[0m titel" if coloured else "docs/data/kampe.yml:3: ti"
    )
    assert lines[2].startswith("\x1b[33mdocs/om.md:7:\x1b[0m Adv" if coloured else "docs/om.md:7: Advarsel: ")


def test_on_github_all_problems_stand_in_the_summary_of_the_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("Før.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    many = [Problem("docs/om.md", line, "der står «<!-- x -->».", "Skriv:\n- a") for line in range(1, 13)]
    tell(many)
    text = page.read_text("utf-8")
    assert text.startswith(
        "Før.\n<p>12 fejl. Intet er udgivet; det seneste websted står, som det var.</p>\n<ul>\n"
        "<li>docs/om.md:1: Der står «&lt;!-- x --&gt;». Skriv:<br>- a</li>\n"
    )
    assert text.count("<li>") == 12
