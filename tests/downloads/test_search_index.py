from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import FROZEN
from paper.downloads import search
from paper.downloads.compounds import Compounds, last_parts
from paper.downloads.search import Section, _is_whole, copy_of, index, sections_of

PAGE = """<html lang="da"><head>{head}</head><body><header>Menu</header><article>
<nav>Sti</nav><h1 id="en">Én side</h1><p class="laesetid">2 min.</p><p>Første <a href="x">led</a>else &lt;b&gt;.</p>
<h2 id="to">Anden del</h2><p id="sted">Om rum&shy;met.</p><ul><li>Et <p>punkt</p></li></ul>
<table><tr><th>FOA</th><td>5.000</td></tr></table></article></body></html>"""


def page(site: Path, folder: str = "", head: str = "") -> Path:
    path = site / folder / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(head=head), "utf-8")
    return path


def test_a_page_is_read_section_by_section_without_its_frame(tmp_path: Path) -> None:
    assert sections_of(page(tmp_path, "mappe/side"), tmp_path) == [
        Section("da", "mappe/side/#en", "Én side", [("en", "Én side"), ("", "Første ledelse <b>.")]),
        Section(
            "da",
            "mappe/side/#to",
            "Én side",
            [("to", "Anden del"), ("sted", "Om rummet."), ("", "Et punkt"), ("", "FOA 5.000")],
        ),
    ]


def test_the_front_page_is_the_sites_root(tmp_path: Path) -> None:
    assert sections_of(page(tmp_path), tmp_path)[0].address == "#en"


def test_a_page_that_search_engines_leave_out_is_left_out(tmp_path: Path) -> None:
    assert sections_of(page(tmp_path, head='<meta name="robots" content="noindex">'), tmp_path) == []


def test_the_indexer_reads_compounds_apart_and_danish_letters_as_digraphs_escaped() -> None:
    section = Section("da", "x/#y", "Side & side", [("y", "Ledelsesrum"), ("", "Løn <b>"), ("z", "På")])
    assert copy_of(section, Compounds([], last_parts(FROZEN))) == (
        '<html lang="da"><body><h1 id="y" data-pagefind-meta="place[data-place], page[data-page]" '
        'data-place="x/#y" data-page="Side &amp; side">Ledelses\u2060-rum</h1>'
        '<p>Lo\u0361en &lt;b&gt;</p><p id="z">Pa\u0361a</p>'
    )


def test_other_languages_keep_their_words_whole() -> None:
    assert "ledelsesrum" in copy_of(Section("en", "x/#y", "Page", [("y", "The ledelsesrum")]), None)


def test_the_same_site_gives_the_same_index_and_the_pages_are_not_changed(tmp_path: Path) -> None:
    contents = []
    for name in ("a", "b"):
        path = page(tmp_path / name, "side")
        with ThreadPoolExecutor() as apart:  # the browser tests have a running event loop in this thread
            apart.submit(index, tmp_path / name, FROZEN).result()
        files = sorted(file for file in (tmp_path / name / "pagefind").rglob("*") if file.is_file())
        contents.append([(file.relative_to(tmp_path / name).as_posix(), file.read_bytes()) for file in files])
        assert path.read_text("utf-8") == PAGE.format(head="")
    assert contents[0] == contents[1]
    assert {"pagefind/pagefind.js", "pagefind/wasm.da.pagefind"} <= {name for name, _ in contents[0]}


def test_a_file_that_was_not_written_to_its_end_is_seen(tmp_path: Path) -> None:
    packed = gzip.compress(b"an index" * 100)
    (tmp_path / "wasm.da.pagefind").write_bytes(packed)
    assert _is_whole(tmp_path)
    (tmp_path / "wasm.da.pagefind").write_bytes(packed[:-10])
    assert not _is_whole(tmp_path)


def test_an_index_that_is_never_whole_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path, "side")
    monkeypatch.setattr(search, "_is_whole", lambda folder: False)
    with ThreadPoolExecutor() as apart:
        (problem,) = apart.submit(index, tmp_path, FROZEN).result()
    assert str(problem) == "pagefind:1: søgeindekset blev ikke skrevet helt i 3 forsøg. Byg igen."
