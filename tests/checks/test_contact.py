"""Whom readers may write to: someone who can be, or nobody, and then the one who runs the checks is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from paper.checks import check_project
from paper.checks.publishing import advise_contact

ADVICE = (
    "CONTACT:1: Hverken CONTACT eller REPO_URL er sat: Læserne får ikke at vide, hvor de kan melde en fejl. "
    "Sæt CONTACT til en mailadresse eller en https-adresse."
)


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("web+oplaeg@example.org", "mailto:web+oplaeg@example.org"),
        ("skriv@løn.example.org", "mailto:skriv@løn.example.org"),
        ("https://example.org/kontakt?om=web", "https://example.org/kontakt?om=web"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("", ""),
    ],
)
def test_a_contact_that_can_be_written_to(
    contact: str, link: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTACT", contact)
    paper, problems = check_project(project)
    assert problems == []
    assert paper.contact_link == link


@pytest.mark.parametrize(
    "contact",
    [
        "LO",
        "mailto:web@example.org",
        "web@example",
        "web@example.org, lo@example.org",
        "http://example.org/",
        "https://example.org/en side",
        "https://",
        "https://example.org@andre",
        "javascript:alert(1)//@example.org",
        'web@example.org"><script>',
        " web@example.org",
    ],
)
def test_a_contact_that_is_neither_is_refused(contact: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTACT", contact)
    _, problems = check_project(project)
    assert [(str(problem), problem.warning) for problem in problems] == [
        (
            f"CONTACT:1: «{contact}» er hverken en mailadresse eller en https-adresse. "
            "Skriv fx navn@example.org eller https://example.org/kontakt.",
            False,
        )
    ]


@pytest.mark.parametrize(
    ("contact", "repository", "advice"),
    [
        ("", "", [(ADVICE, True)]),
        ("web@example.org", "", []),
        ("", "https://example.org/oplaeg", []),
    ],
)
def test_where_nobody_can_be_told_of_a_fault_that_is_advised(
    contact: str,
    repository: str,
    advice: list[tuple[str, bool]],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CONTACT", contact)
    monkeypatch.setenv("REPO_URL", repository)
    paper, _ = check_project(project)
    assert [(str(problem), problem.warning) for problem in advise_contact(paper)] == advice


def test_the_repository_may_stand_in_the_settings_themselves(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPO_URL", raising=False)
    settings = project / "mkdocs.yml"
    given = settings.read_text("utf-8").replace('!ENV [REPO_URL, ""]', "https://example.org/oplaeg")
    settings.write_text(given, "utf-8")
    assert check_project(project)[0].repository == "https://example.org/oplaeg"
