"""Links to other sites are opened; one that does not answer is told where it stands."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from paper import __main__ as commands
from paper.editors.outside_links import dead_links
from paper.source.load import load_paper


class Handler(BaseHTTPRequestHandler):
    def __init__(self, asked: list[str], *arguments: object) -> None:
        self.asked = asked
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/hangs-up-once" and self.asked.count(self.path) == 1:
            return
        codes = {"/moved": 301, "/gone": 410, "/missing": 404, "/for-people": 403, "/broken": 500}
        self.send_response(codes.get(self.path, 200))
        self.send_header("Location", "/there")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, []))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def told(project: Path, *addresses: str) -> list[str]:
    paper = replace(load_paper(project)[0], external_links={each: line for line, each in enumerate(addresses, 3)})
    return [str(problem) for problem in dead_links(paper)]


def test_what_answers_is_no_problem(project: Path, host: str) -> None:
    alive = ("there", "moved", "for-people", "hangs-up-once")
    assert told(project, *(f"{host}/{name}" for name in alive), "mailto:web@example.org") == []


@pytest.mark.parametrize(("name", "answer"), [("missing", "404"), ("gone", "410"), ("broken", "500")])
def test_what_does_not_is_told_at_its_line(project: Path, host: str, name: str, answer: str) -> None:
    assert told(project, f"{host}/there", f"{host}/{name}") == [
        f"docs/data/eksterne-links.txt:4: Linket {host}/{name} svarer ikke: {answer}. "
        "Find den nye adresse, eller fjern linket fra siden og fra denne fil."
    ]


def test_a_host_that_is_not_there_is_told_too(project: Path) -> None:
    (problem,) = told(project, "http://127.0.0.1:1/")
    assert problem.startswith("docs/data/eksterne-links.txt:3: Linket http://127.0.0.1:1/ svarer ikke: [Errno")


def test_the_command_says_what_it_found(
    project: Path, host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "ROOT", project)
    file = project / "docs/data/eksterne-links.txt"
    file.write_text(f"{host}/there\n")
    assert commands.links() == 0
    assert capsys.readouterr().out == "Links til andre websteder: 1. Alle svarer.\n"
    file.write_text(f"{host}/missing\n")
    assert commands.links() == 1
    assert f"docs/data/eksterne-links.txt:1: Linket {host}/missing svarer ikke: 404." in capsys.readouterr().err
