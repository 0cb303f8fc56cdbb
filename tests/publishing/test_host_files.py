"""The small files hosts ask for, dates from git, names that tell of their content, and compressed copies."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import brotli
import pytest
from paper.publishing.hosting import (
    bundled,
    changed,
    fingerprinted,
    finish,
    host_files,
    named_by_content,
    without_comments,
)

OCTOBER_2011 = 1_317_470_400  # 2011-10-01 12:00 UTC
ROOT_OF_HOST = "https://oplaeg.example.org/"


def test_a_name_tells_of_its_content() -> None:
    assert fingerprinted("assets/site.js", b"p {}") == "assets/site.48d24394.js"
    assert fingerprinted("assets/site.js", b"p { }") != fingerprinted("assets/site.js", b"p {}")


def test_a_script_finds_those_it_imports_by_their_new_names() -> None:
    scripts = {
        "assets/a.js": b'import { b } from "./b.js";\nimport("./c.js"); import x from "./andet.js"',
        "assets/b.js": b"export * from './c.js'",
        "assets/c.js": b"1",
    }
    named = named_by_content(scripts)
    (a, a_text), (b, b_text), (c, c_text) = named["assets/a.js"], named["assets/b.js"], named["assets/c.js"]
    assert c == fingerprinted("assets/c.js", b"1") and c_text == b"1"
    assert b_text == f"export * from './{c[7:]}'".encode()
    assert a_text == f'import {{ b }} from "./{b[7:]}";\nimport("./{c[7:]}"); import x from "./andet.js"'.encode()
    assert [a, b] == [fingerprinted("assets/a.js", a_text), fingerprinted("assets/b.js", b_text)]
    assert named_by_content(scripts | {"assets/c.js": b"2"})["assets/a.js"][0] != a, "a new part is a new whole"


def test_robots_are_shown_the_sitemap_at_its_own_address() -> None:
    files = host_files("https://example.org/some/path/", [], 0, "", "")
    assert files["robots.txt"] == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/some/path/sitemap.xml\n"
    assert files["_headers"].startswith("/some/path/*\n")
    assert sorted(files) == [".nojekyll", "_headers", "robots.txt"]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://oplaeg.example.org/", "oplaeg.example.org\n"),
        ("https://oplaeg.example.org:8443/", "oplaeg.example.org\n"),
        ("https://example.org/some/path/", None),
        ("https://lo.github.io/", None),
        ("https://lo.github.io/oplaeg/", None),
        ("http://localhost:8000/", None),
        ("http://oplaeg.localhost/", None),
        ("http://127.0.0.1/", None),
        ("http://[::1]:8000/", None),
        ("http://vaert/", None),
    ],
)
def test_a_domain_is_claimed_only_where_it_is_ones_own(address: str, domain: str | None) -> None:
    assert host_files(address, [], 0, "", "").get("CNAME") == domain


def test_whom_to_tell_of_a_hole_is_said_where_there_is_someone_to_tell() -> None:
    files = host_files(ROOT_OF_HOST, [], OCTOBER_2011, "mailto:sikkerhed@example.org", "")
    assert files[".well-known/security.txt"] == (
        "Contact: mailto:sikkerhed@example.org\n"
        "Expires: 2012-09-30T12:00:00Z\n"
        "Canonical: https://oplaeg.example.org/.well-known/security.txt\n"
    )


@pytest.mark.parametrize(
    ("address", "contact"),
    [
        (ROOT_OF_HOST, ""),
        (ROOT_OF_HOST, "sikkerhed@example.org"),
        (ROOT_OF_HOST, "mailto:a@example.org\nContact: mailto:b@example.org"),
        ("https://example.org/some/path/", "mailto:sikkerhed@example.org"),
    ],
)
def test_no_word_of_security_without_an_address_or_below_the_hosts_root(address: str, contact: str) -> None:
    assert ".well-known/security.txt" not in host_files(address, [], 0, contact, "")


def git(folder: Path, *words: str, date: str = "2011-10-01T12:00:00Z") -> None:
    name = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always"]
    env = {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "PATH": "/usr/bin:/bin:/usr/local/bin"}
    subprocess.run(["git", *name, *words], cwd=folder, check=True, env=env, capture_output=True)


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Two pages of October 2011, one of them changed in 2012, below the repository's root."""
    project = tmp_path / "lager/projekt"
    (project / "docs").mkdir(parents=True)
    git(project.parent, "init", "-q")
    for name in ("om.md", "læs.md"):
        (project / "docs" / name).write_text("a")
    git(project.parent, "add", "-A")
    git(project.parent, "commit", "-q", "-m", "a")
    (project / "docs/om.md").write_text("b")
    git(project.parent, "commit", "-q", "-a", "-m", "b", date="2012-02-03T12:00:00Z")
    return project


def test_pages_are_dated_by_their_last_commit(history: Path) -> None:
    assert changed(history) == {"docs/om.md": "2012-02-03", "docs/læs.md": "2011-10-01"}


def test_there_are_no_dates_where_git_knows_only_the_end_of_the_history(history: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{history.parent}", "kopi")
    assert changed(tmp_path / "kopi/projekt") == {}


def test_there_are_no_dates_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert changed(tmp_path) == {}
    monkeypatch.setenv("PATH", "")
    assert changed(tmp_path) == {}


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "om").mkdir(parents=True)
    for name in ("404.html", "404.en.html", "404.xx.html", "lille.txt"):
        (site / name).write_text("x")
    (site / "_headers").write_text("/some/path/*\n")
    (site / "om/index.html").write_text("ledelse " * 200, "utf-8")
    (site / "billede.png").write_bytes(b"0" * 2000)
    return site


def test_long_texts_get_smaller_copies_and_nothing_else_does(small_site: Path) -> None:
    finish(small_site, small_site.parent / "site.nginx.conf")
    copies = [path.relative_to(small_site).as_posix() for path in sorted(small_site.rglob("*.[gb][zr]"))]
    assert copies == ["om/index.html.br", "om/index.html.gz"]
    page = (small_site / "om/index.html").read_bytes()
    zipped = (small_site / "om/index.html.gz").read_bytes()
    assert gzip.decompress(zipped) == page == brotli.decompress((small_site / "om/index.html.br").read_bytes())
    assert zipped[3:8] == bytes(5), "neither a name nor a time"


def test_nginx_is_told_the_path_and_every_language_that_the_site_has(small_site: Path) -> None:
    finish(small_site, small_site.parent / "site.nginx.conf")
    told = (small_site.parent / "site.nginx.conf").read_text("utf-8")
    assert re.findall(r"^location (\S+) \{", told, re.MULTILINE) == ["/some/path/"]
    assert re.findall(r"error_page 403 404 =404 (\S+);", told) == [
        "/some/path/404.html",
        "/some/path/404.en.html",
        "/some/path/404.xx.html",
    ]


def test_every_long_text_of_the_real_site_has_its_copies_and_scripts_find_each_other(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in (".html", ".js", ".xml") and path.stat().st_size > 1000:
            for ending in (".gz", ".br"):
                assert path.with_name(path.name + ending).stat().st_size < path.stat().st_size
    for script in (site / "assets").glob("*.js"):
        for name in re.findall(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)""", script.read_text("utf-8")):
            assert (script.parent / name).exists(), f"{script.name} asks for {name}"


def test_the_real_site_names_its_own_files_by_their_content(site: Path) -> None:
    names = [path.name for path in (site / "assets").iterdir() if path.suffix == ".js"]
    assert len(names) >= 2
    assert all(re.search(r"\.[0-9a-f]{8}\.js$", name) for name in names)
    for page in site.rglob("*.html"):
        for name in re.findall(r'(?:href|src)="[^"]*assets/([^"/]+\.js)"', page.read_text("utf-8")):
            assert name in names


def test_the_real_site_says_what_is_not_there_in_every_language_with_links_that_work_anywhere(site: Path) -> None:
    pages = sorted(path.name for path in site.glob("404*.html"))
    assert len(pages) >= 2
    for name in pages:
        page = (site / name).read_text("utf-8")
        links = re.findall(r'(?:href|src)="([^"]*)"', page)
        assert links
        assert all(link.startswith(("/", "#")) for link in links), name


def test_scripts_in_one_file_do_not_see_each_other() -> None:
    assert bundled([b"const a = 1;\n", b"const a = 2;\n"]) == b"{\nconst a = 1;\n}\n{\nconst a = 2;\n}\n"


def test_readers_get_no_comments() -> None:
    style = b"/* Order: text. */\n\na,\nb c {\n  b: c; } /* why\n */\nd\ne { e: f; }\n"
    assert without_comments("assets/x.css", style) == b"\n\na,b c {b: c; }\nd\ne { e: f; }"
    script = b"// What it is.\nf(1); // now\n  /** Why,\n   * and how. */\n  g('https://example.org/');\n"
    assert without_comments("assets/x.js", script) == b"f(1);\ng('https://example.org/');\n"
