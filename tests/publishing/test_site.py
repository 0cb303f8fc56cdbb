"""A good build takes the old site's place whole; a failed one leaves it byte for byte as it was."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from conftest import FROZEN, copy_project
from paper.publishing import site as building
from paper.publishing.site import swap
from paper.source.textfile import Unreadable
from pypdf import PdfReader

OCTOBER_2011 = 1_317_470_400  # 2011-10-01 12:00 UTC
GIT = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org")


@pytest.fixture
def whole(danish: Path, tmp_path: Path) -> Path:
    """A whole project with a last good site."""
    copy_project(danish, tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("det gamle")
    return tmp_path


def run(project: Path, *command: str, **more: Any) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", *command)
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, **more)


def digest(folder: Path) -> str:
    """One value for every name and byte below the folder."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        whole.update(path.relative_to(folder).as_posix().encode() + (path.read_bytes() if path.is_file() else b"/"))
    return whole.hexdigest()


def test_bad_data_leaves_the_last_good_site(whole: Path) -> None:
    data = whole / "docs/data/ledermedlemmer.yml"
    data.write_text(data.read_text("utf-8").replace("antal: 5.000", "antal: 5.00"), "utf-8")
    done = run(whole, "hooks.paper", "site")
    assert done.returncode == 1
    assert (
        "docs/data/ledermedlemmer.yml:15: antal: «5.00» er ikke et antal. Skriv fx 5.000 eller 700-800." in done.stderr
    )
    assert "1 fejl" in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in (whole / "site").iterdir()] == ["index.html"]
    assert (whole / "site/index.html").read_text() == "det gamle"
    assert not (whole / ".site-new").exists()


def test_the_engine_alone_refuses_bad_data_too(whole: Path) -> None:
    (whole / "docs/data/kampe.yml").unlink()
    done = run(whole, "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert "docs/data/kampe.yml:1: Filen mangler eller kan ikke læses. Læg den tilbage." in done.stderr
    assert "Traceback" not in done.stderr
    assert (whole / "site/index.html").read_text() == "det gamle"


def test_a_fault_that_only_the_finished_pages_show_leaves_the_last_good_site(whole: Path) -> None:
    page = whole / "docs/om.md"
    page.write_text(page.read_text("utf-8") + "\nEt ![billede](assets/intet.png).\n", "utf-8")
    done = run(whole, "hooks.paper", "site")
    assert done.returncode == 1
    assert "assets/intet.png" in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.endswith("Intet er udgivet; det seneste websted står, som det var.\n")
    assert (whole / "site/index.html").read_text() == "det gamle"


# What is broken (a file, words of it, what stands there instead), and the exact message, N being the words' line.
BROKEN = {
    "a plugin that is not there": (
        ("mkdocs.yml", "  - redirects:", "  - omdirigeringer:"),
        "mkdocs.yml:38: MkDocs siger «Config value 'plugins': The \"omdirigeringer\" plugin is not installed». "
        "Ret det, eller fortryd den seneste ændring.",
    ),
    "a template's grammar": (
        ("overrides/main.html", "{% block site_meta %}", "{% ukendt %}"),
        "overrides/main.html:N: Bygningen brød sammen her: «TemplateSyntaxError: Encountered unknown tag 'ukendt'.». "
        "Ret det, eller fortryd den seneste ændring.",
    ),
    "a template that is not there": (
        ("overrides/404.html", '{% extends "main.html" %}', '{% extends "nix.html" %}'),
        "overrides/404.html:N: Bygningen brød sammen her: «TemplateNotFound: nix.html». "
        "Ret det, eller fortryd den seneste ændring.",
    ),
    "a marker's template": (
        ("overrides/maerker/tabel.html", "{{ table.title[language] }}", "{{ nix.titel }}"),
        "overrides/maerker/tabel.html:N: Bygningen brød sammen her: «UndefinedError: 'nix' is undefined». "
        "Ret det, eller fortryd den seneste ændring.",
    ),
    "a picture's template": (
        ("overrides/pdf/billede.typ", "#set page(", "#nix\n#set page("),
        "overrides/pdf/billede.typ:4: Typst kan ikke sætte den: «unknown variable: nix». "
        "Fortryd den seneste ændring, eller ret skabelonen.",
    ),
    "a hook": (
        ("hooks/main.py", "    paper, problems = check_project(ROOT)", "    paper, problems = chek_project(ROOT)"),
        "hooks/main.py:N: Bygningen brød sammen her: "
        "«NameError: name 'chek_project' is not defined. Did you mean: 'check_project'?». "
        "Fortryd den seneste ændring, eller meld fejlen; «.venv/bin/python -m mkdocs build» viser den i sin helhed.",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_stops_the_engine_is_told_in_danish_at_its_line(whole: Path, name: str) -> None:
    (file, words, others), message = BROKEN[name]
    text = (whole / file).read_text("utf-8")
    assert text.count(words) == 1
    (whole / file).write_text(text.replace(words, others), "utf-8")
    done = run(whole, "hooks.paper", "site")
    assert done.returncode == 1
    line = text[: text.index(words)].count("\n") + 1
    message = message.replace(":N:", f":{line}:")
    assert done.stderr == f"{message}\n\n1 fejl. Intet er udgivet; det seneste websted står, som det var.\n"
    assert (whole / "site/index.html").read_text() == "det gamle"


def test_without_mkdocs_it_says_how_to_get_it(whole: Path) -> None:
    (whole / "mkdocs.py").write_text("import sys; sys.exit(sys.executable + ': No module named mkdocs')")
    assert run(whole, "hooks.paper", "site").stderr == (
        "requirements.txt:1: MkDocs er ikke installeret. Kør «make site», som selv gør det.\n\n"
        "1 fejl. Intet er udgivet; det seneste websted står, som det var.\n"
    )


def test_in_a_python_that_has_none_of_it_each_command_says_how_to_get_it(whole: Path) -> None:
    """As the system's own, which lacks what the lock names."""
    for name in ("site", "check"):
        command = [sys.executable, "-S", "-m", "hooks.paper", name]
        done = subprocess.run(command, cwd=whole, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert re.fullmatch(
            r"«\w+» mangler i dette Python \(.+\)\. Kør «make site», som selv henter det\.\n", done.stderr
        )


def test_a_file_that_its_reader_could_not_use_is_not_published(whole: Path) -> None:
    """MkDocs succeeds, and yet a page is cut short."""
    hooks = whole / "hooks/main.py"
    cut = "\n\ndef on_post_page(output: str, page: Any, config: Any) -> str:\n    return output[:-9]\n"
    hooks.write_text(hooks.read_text("utf-8") + cut, "utf-8")
    done = run(whole, "hooks.paper", "site")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "site/de-faelles-kampe/dygtigere-ledere/index.html:1: Siden ender ikke med </html>. Byg igen.\n"
    )
    assert done.stderr.endswith("14 fejl. Intet er udgivet; det seneste websted står, som det var.\n")
    assert [path.name for path in (whole / "site").iterdir()] == ["index.html"]
    assert not (whole / ".site-new").exists() and not (whole / "site.nginx.conf").exists()


def test_a_date_that_is_none_is_refused(whole: Path) -> None:
    assert run(whole, "hooks.paper", "site", env=os.environ | {"SOURCE_DATE_EPOCH": "i går"}).stderr == (
        "SOURCE_DATE_EPOCH:1: «i går» er ikke et antal sekunder siden 1970. Skriv fx 1317470400.\n\n"
        "1 fejl. Intet er udgivet; det seneste websted står, som det var.\n"
    )


def test_who_interrupts_a_build_is_not_told_so_at_length(whole: Path) -> None:
    """As Ctrl-C does, the signal goes to the build and all it started; it is heard though these tests run behind."""
    before = digest(whole / "site")
    command = [sys.executable, "-m", "hooks.paper", "site"]
    ours = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell has what it puts behind (&) ignore it
    build = subprocess.Popen(command, cwd=whole, start_new_session=True, stderr=subprocess.PIPE)
    signal.signal(signal.SIGINT, ours)
    while not (whole / ".site-new").exists():
        time.sleep(0.01)
    os.killpg(build.pid, signal.SIGINT)
    assert build.communicate() == (None, b"")
    assert build.returncode == 130
    assert digest(whole / "site") == before and not (whole / ".site-new").exists()


def test_a_good_build_replaces_the_site_whole_though_it_is_read_only(whole: Path) -> None:
    (whole / "site/under").mkdir()
    for path in (whole / "site/index.html", whole / "site/under", whole / "site"):
        path.chmod(0o444 if path.is_file() else 0o555)
    assert run(whole, "hooks.paper", "site").returncode == 0
    assert "En verden til forskel" in (whole / "site/index.html").read_text("utf-8")
    assert not (whole / "site/under").exists()
    assert not [path.name for path in whole.iterdir() if path.name.startswith(".site")]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_the_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool) -> None:
    if not in_one_step:
        monkeypatch.setattr(building, "_exchange", lambda one, other: False)
    new, old = tmp_path / ".site-new", tmp_path / "site"
    for folder, text in ((new, "nyt"), (old, "gammelt")):
        folder.mkdir()
        (folder / "index.html").write_text(text)
    swap(new, old)
    assert (old / "index.html").read_text() == "nyt"
    assert not (tmp_path / ".site-old").exists()


def test_a_build_killed_at_any_moment_leaves_a_whole_site(whole: Path) -> None:
    """SIGKILL to the build and all it started, at points from before the first file to after the last."""
    assert run(whole, "hooks.paper", "site").returncode == 0
    page = whole / "docs/om.md"
    page.write_text(page.read_text("utf-8") + "\nEt nyt afsnit.\n", "utf-8")
    before, files = digest(whole / "site"), count(whole / "site")
    points = [0, files // 2, files - 1, files]
    killed, left = zip(*((kill_build(whole, point), digest(whole / "site")) for point in points), strict=True)
    assert sum(killed) >= 2, "most builds were to be killed before they ended"
    assert run(whole, "hooks.paper", "site").returncode == 0
    after = digest(whole / "site")
    assert after != before and set(left) <= {before, after}


def kill_build(project: Path, files: int) -> bool:
    """Starts a build and kills it once it has written so many files; whether it was still running."""
    build = subprocess.Popen([sys.executable, "-m", "hooks.paper", "site"], cwd=project, start_new_session=True)
    while build.poll() is None and count(project / ".site-new") < files:
        time.sleep(0.05)  # to count takes a processor, and the build wants it
    running = build.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    return running


def count(folder: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(folder))


def test_a_full_disk_leaves_the_last_good_site(whole: Path) -> None:
    """As on a full disk, no file can grow: the system refuses to write more than 4,000 bytes to any."""
    before = digest(whole / "site")
    limit, environment = (4000, resource.RLIM_INFINITY), os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    limited = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit), "env": environment}
    done = run(whole, "hooks.paper", "site", **limited)
    assert done.returncode == 1
    assert re.sub(r"^site(/\S+)?:1", "site/…:1", done.stderr) == (  # not every error names its file
        "site/…:1: Systemet lader ikke filen blive så stor. Hæv grænsen («ulimit -f»), og byg igen.\n\n"
        "1 fejl. Intet er udgivet; det seneste websted står, som det var.\n"
    )
    assert digest(whole / "site") == before
    assert not (whole / ".site-new").exists()


def test_where_nothing_can_be_written_the_site_stays_and_a_message_says_why(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(root: Path, new: Path, date: str) -> str:
        shutil.copytree(frozen, new)
        return ""

    def refuse(new: Path, old: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(building, "build_into", build)
    monkeypatch.setattr(building, "swap", refuse)
    copy_project(FROZEN, tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("det gamle")
    before = digest(tmp_path)
    assert building.build_site(tmp_path) == 1
    assert capsys.readouterr().err == (
        "site:1: Her kan kun læses. Byg i en mappe, der kan skrives i.\n\n"
        "1 fejl. Intet er udgivet; det seneste websted står, som det var.\n"
    )
    assert digest(tmp_path) == before


def test_the_date_of_the_source_is_the_commits(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    commit(project)
    assert building.source_date(project) == str(OCTOBER_2011)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert building.source_date(project) == "1"


def test_without_git_it_is_the_newest_file_of_the_paper(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also inside another's repository, which knows nothing of it."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for path in project.rglob("*"):
        os.utime(path, (OCTOBER_2011, OCTOBER_2011))
    os.utime(project / "docs/om.md", (OCTOBER_2011 + 60, OCTOBER_2011 + 60))
    (project / "notat.txt").write_text("uden for oplægget")
    assert building.source_date(project) == str(OCTOBER_2011 + 60)
    subprocess.run(["git", "init", "-q"], cwd=project.parent, check=True)
    subprocess.run([*GIT, "commit", "-q", "--allow-empty", "-m", "t"], cwd=project.parent, check=True)
    assert building.source_date(project) == str(OCTOBER_2011 + 60)


def test_what_is_built_of_a_forges_zip_has_the_commits_date(danish: Path, tmp_path: Path) -> None:
    copy_project(danish, tmp_path / "repo")
    commit(tmp_path / "repo")
    archive = ["git", "archive", "--format=zip", "--output=../it.zip", "HEAD"]
    subprocess.run(archive, cwd=tmp_path / "repo", check=True)
    unpack(tmp_path / "it.zip", tmp_path / "it")
    env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    done = run(tmp_path / "it", "hooks.paper", "site", env=env | {"SECURITY_CONTACT": "mailto:a@example.org"})
    assert done.returncode == 0, done.stderr
    site = tmp_path / "it/site"
    pdf = PdfReader(site / "hent/offentlig-ledelse-i-faellesskab.pdf").metadata
    assert pdf and pdf.creation_date == datetime.fromtimestamp(OCTOBER_2011, UTC)
    assert "Expires: 2012-09-30T12:00:00Z\n" in (site / ".well-known/security.txt").read_text()
    assert "<loc>" in (site / "sitemap.xml").read_text() and "<lastmod>" not in (site / "sitemap.xml").read_text()


def test_a_publication_has_a_date_of_its_own(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(OCTOBER_2011))
    assert building.publication_date(project) == str(OCTOBER_2011)
    monkeypatch.setenv("PUBLISHED", str(OCTOBER_2011 + 60))
    assert (building.publication_date(project), building.source_date(project)) == (
        str(OCTOBER_2011 + 60),
        str(OCTOBER_2011),
    )
    monkeypatch.setenv("PUBLISHED", "i går")
    with pytest.raises(Unreadable) as refused:
        building.publication_date(project)
    assert str(refused.value) == "PUBLISHED:1: «i går» er ikke et antal sekunder siden 1970. Skriv fx 1317470400."


def commit(project: Path) -> None:
    """All of it, in October 2011."""
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "add", "-A"], cwd=project, check=True)
    date = {"GIT_COMMITTER_DATE": "2011-10-01T12:00:00Z"}
    subprocess.run([*GIT, "commit", "-q", "-m", "t"], cwd=project, check=True, env=os.environ | date)


def unpack(archive: Path, folder: Path) -> None:
    """As unzip does: each file gets the time it has in the archive (in Info-ZIP's field «UT»)."""
    with ZipFile(archive) as packed:
        for file in packed.infolist():
            path = Path(packed.extract(file, folder))
            _, _, _, seconds = struct.unpack_from("<2sHBl", file.extra)
            os.utime(path, (seconds, seconds))
