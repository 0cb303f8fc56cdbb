"""`make serve` never hangs: whatever is broken, every address answers, with the pages or with what to mend."""

from __future__ import annotations

import html
import os
import re
import signal
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from conftest import copy_project

MEMBERS = "docs/data/ledermedlemmer.yml"
SCHEMA = "docs/data/ledermedlemmer.schema.json"
PAGE, WORDS = "i-samme-baad/", "Hvornår er man leder?"
PATIENCE = 120  # seconds for a build; it takes about four


class Preview:
    """A preview that runs in a copy of the project."""

    def __init__(self, project: Path, port: int, process: subprocess.Popen[bytes]) -> None:
        self.project, self.port, self.process = project, port, process

    @property
    def log(self) -> str:
        return (self.project / "log.txt").read_text("utf-8")

    def shows(self, words: str, address: str = PAGE) -> str:
        """The page at the address, once these words stand on it."""
        until, answer = time.monotonic() + PATIENCE, (0, "")
        while words not in answer[1]:
            assert time.monotonic() < until, f"{words!r} is not on {address}: {answer}\n{self.log}"
            assert self.process.poll() is None, self.log
            time.sleep(0.1)
            answer = self.get(address)
        assert answer[0] == 200
        return answer[1]

    def get(self, address: str) -> tuple[int, str]:
        """The status and the page, or nothing where nobody answers yet."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{address}") as answer:  # the project's own preview
                return answer.status, answer.read().decode()
        except HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.read().decode()
        except (URLError, ConnectionError):
            return 0, ""

    def says(self, words: str) -> None:
        """Waits until these words stand in the terminal."""
        until = time.monotonic() + PATIENCE
        while words not in self.log:
            assert time.monotonic() < until, self.log
            time.sleep(0.01)

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.project / file).read_text("utf-8")
        assert text.count(old) == 1
        save(self.project, file, text.replace(old, new))


def save(project: Path, file: str, text: str) -> None:
    """As text editors do: the new file takes the old one's place whole."""
    (project / ".new").write_text(text, "utf-8")
    (project / ".new").replace(project / file)


@contextmanager
def preview(project: Path, port: int) -> Iterator[Preview]:
    env = os.environ | {"PORT": str(port)}
    command = [sys.executable, "-m", "hooks.preview"]
    with (
        (project / "log.txt").open("w") as log,
        subprocess.Popen(command, cwd=project, stderr=log, env=env) as process,
    ):
        try:
            yield Preview(project, port, process)
        finally:
            process.terminate()


@pytest.fixture
def project(danish: Path, tmp_path: Path) -> Path:
    copy_project(danish, tmp_path)
    return tmp_path


@pytest.fixture
def port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def test_whatever_is_broken_is_shown_until_it_is_mended(project: Path, port: int) -> None:
    configuration, schema = ((project / file).read_text("utf-8") for file in ("mkdocs.yml", SCHEMA))
    with preview(project, port) as running:
        page = running.shows(WORDS)
        assert f'<link rel="canonical" href="http://localhost:{port}/{PAGE}">' in page
        assert policy_allows(page, script_in(page))
        status, not_found = running.get("findes-ikke/")
        assert status == 404 and "livereload" in not_found and 'name="seal"' in not_found

        save(project, "mkdocs.yml", configuration.replace("  - redirects", "\t- redirects"))
        assert "livereload" in running.shows("mkdocs.yml")

        save(project, "mkdocs.yml", configuration)
        (project / "docs").rename(project / "tekst")
        running.shows("docs_dir")

        (project / "tekst").rename(project / "docs")
        running.edit(MEMBERS, "antal: 5.000", "antal: 5,000 <b>")
        problem = "<b>docs/data/ledermedlemmer.yml, linje 15</b><p>antal: «5,000 &lt;b&gt;» er ikke et antal."
        for address in (PAGE, "", "findes-ikke/"):
            running.shows(problem, address)
        assert running.log.count(f"{MEMBERS}:15: antal: «5,000 <b>» er ikke et antal.") == 1

        running.edit(MEMBERS, "antal: 5,000 <b>", "antal: 5.000")
        save(project, SCHEMA, schema[: len(schema) // 2])
        running.shows(Path(SCHEMA).name)

        save(project, SCHEMA, schema)
        running.shows(WORDS)
        assert running.log.count("Bygget på") == 2
        assert "Traceback" not in running.log and "INFO" not in running.log


def script_in(page: str) -> str:
    return page[page.rindex("<script>") + len("<script>") : page.rindex("</script>")]


def policy_allows(page: str, script: str) -> bool:
    """Whether the page's own policy, the one that is published, lets this script run in it."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert found, "the page has no policy"
    directives = dict(rule.split(" ", 1) for rule in html.unescape(found[1]).split("; "))
    assert directives["default-src"] == "'none'" and "unsafe-inline" not in found[1]
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in directives["script-src"].split()


def test_it_starts_with_a_broken_file_and_after_it_was_killed_and_ends_quietly(project: Path, port: int) -> None:
    with preview(project, port) as running:
        running.says("Bygger webstedet")
        running.process.kill()
    assert list(project.glob(f".site-{port}-*"))

    whole = (project / "mkdocs.yml").read_text("utf-8")
    save(project, "mkdocs.yml", whole.replace("site_url: !ENV [", "site_url: !ENV [["))
    with preview(project, port) as running:
        assert "mkdocs.yml" in running.shows("Der er noget at rette")
        running.says(f"http://localhost:{port}/")
        save(project, "mkdocs.yml", whole)
        running.shows(WORDS)

        running.edit(MEMBERS, "antal: 5.000", "antal: mange")
        running.shows("antal: «mange» er ikke et antal.")

        second = start(project, PORT=str(port))
        assert second.returncode == 1
        assert second.stderr == (
            f"Port {port} er optaget, måske af en forhåndsvisning, der allerede kører. "
            "Vælg en anden: PORT=8010 make serve\n"
        )
        for asked in (signal.SIGINT, signal.SIGINT, signal.SIGTERM):
            running.process.send_signal(asked)
        assert running.process.wait(PATIENCE) == 0
        assert running.log.endswith("Intet er udgivet; det seneste websted står, som det var.\n")
    assert not list(project.glob(f".site-{port}-*"))


def start(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A preview that ends by itself."""
    command = [sys.executable, "-m", "hooks.preview"]
    env = os.environ | environment
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False, timeout=PATIENCE)


@pytest.mark.parametrize("name", ["abc", "0", "65536", "-1", "²"])
def test_what_is_no_port_is_told_at_once(project: Path, name: str) -> None:
    done = start(project, PORT=name)
    assert done.returncode == 1
    assert done.stderr == f"PORT={name} er ikke en port. Vælg et tal fra 1 til 65535: PORT=8010 make serve\n"
