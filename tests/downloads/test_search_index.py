from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FROZEN, ROOT
from paper.downloads import indexing
from paper.downloads.compounds import Compounds, last_parts
from paper.downloads.indexing import ASKED
from paper.downloads.search import Section, copy_of, index, sections_of

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


def test_letters_written_in_two_parts_are_read_as_one(tmp_path: Path) -> None:
    path = page(tmp_path)
    path.write_text(path.read_text("utf-8").replace("Om rum", "Om ba\u030ad"), "utf-8")
    assert ("sted", "Om bådmet.") in sections_of(path, tmp_path)[1].texts


def test_the_indexer_reads_compounds_apart_and_danish_letters_as_those_without_escaped() -> None:
    section = Section("da", "x/#y", "Side & side", [("y", "Ledelsesrum"), ("", "Løn <b>"), ("z", "På")])
    assert copy_of(section, Compounds([], last_parts(FROZEN))) == (
        '<html lang="da"><body><h1 id="y" data-pagefind-meta="place[data-place], page[data-page]" '
        'data-place="x/#y" data-page="Side &amp; side">Ledelses^|rum</h1>'
        '<p>Lo\u0345n &lt;b&gt;</p><p id="z">På</p>'
    )


def test_other_languages_keep_their_words_whole() -> None:
    assert "ledelsesrum" in copy_of(Section("en", "x/#y", "Page", [("y", "The ledelsesrum")]), None)


def test_the_same_site_gives_the_same_index_and_the_pages_are_not_changed(tmp_path: Path) -> None:
    contents = []
    for name in ("a", "b"):
        path = page(tmp_path / name, "side")
        assert index(tmp_path / name, FROZEN) == []
        files = sorted(file for file in (tmp_path / name / "pagefind").rglob("*") if file.is_file())
        contents.append([(file.relative_to(tmp_path / name).as_posix(), file.read_bytes()) for file in files])
        assert path.read_text("utf-8") == PAGE.format(head="")
    assert contents[0] == contents[1]
    assert [re.sub(r"[0-9a-f]{7,}", "…", name) for name, _ in contents[0]] == [
        "pagefind/fragment/da_….pf_fragment",
        "pagefind/fragment/da_….pf_fragment",
        "pagefind/index/da_….pf_index",
        "pagefind/pagefind-entry.json",
        "pagefind/pagefind.da_….pf_meta",
        "pagefind/pagefind.js",
        "pagefind/wasm.da.pagefind",
    ]


def test_the_script_gives_what_the_sites_own_asks_of_it() -> None:
    asked = re.findall(r"\bpagefind\.(\w+)\(", (ROOT / "docs/assets/search.js").read_text("utf-8"))
    assert set(asked) == ASKED


FAKE = """#!{python}
import gzip, pathlib, re, subprocess, sys
folder = pathlib.Path(sys.argv[-1])
tries = pathlib.Path({tries!r})
tries.write_text(tries.read_text() + "x")
subprocess.run([{program!r}, *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL)
found = lambda pattern: sorted(folder.rglob(pattern))[0]
if len(tries.read_text()) <= {faults}:
    {damage}
"""
DAMAGES = {
    "et skåret script": (
        "p = found('pagefind.js'); p.write_bytes(p.read_bytes()[:32768])",
        "pagefind.js er ikke skrevet til ende.",
    ),
    "et script med hul": (
        "p = found('pagefind.js'); b = p.read_bytes(); p.write_bytes(b[:9000] + bytes(4096) + b[13096:])",
        "pagefind.js er ikke skrevet til ende.",
    ),
    "en tom liste": (
        "found('pagefind-entry.json').write_text('')",
        "pagefind-entry.json kan ikke læses: «JSONDecodeError('Expecting value: line 1 column 1 (char 0)')».",
    ),
    "et sprog mindre": (
        "found('pagefind-entry.json').write_text('{\"languages\": {}}')",
        "sprogene eller antallet af afsnit er ikke webstedets.",
    ),
    "en liste af en anden form": (
        "found('pagefind-entry.json').write_text('[]')",
        "en fil har ikke den ventede form: «TypeError('list indices must be integers or slices, not str')».",
    ),
    "et afsnit, der mangler": (
        "found('*.pf_fragment').unlink()",
        "afsnittene er ikke webstedets.",
    ),
    "et andet afsnit": (
        "p = found('*.pf_fragment'); p.write_bytes(gzip.compress(gzip.decompress(p.read_bytes()).replace(b'#', b'?')))",
        "afsnittene er ikke webstedets.",
    ),
    "et indeks, der mangler": (
        "found('*.pf_index').unlink()",
        "pagefind.da_….pf_meta nævner ikke de filer, der er der.",
    ),
    "et tomt indeks": (
        "found('*.pf_index').write_text('')",
        "da_….pf_index kan ikke læses: «ValueError(b'')».",
    ),
    "et skåret program": (
        "p = found('wasm.da.pagefind'); p.write_bytes(p.read_bytes()[:-9])",
        "wasm.da.pagefind kan ikke læses: "
        "«EOFError('Compressed file ended before the end-of-stream marker was reached')».",
    ),
    "et andet program": (
        "p = found('wasm.da.pagefind'); p.write_bytes(gzip.compress(b'pagefind_dcd'))",
        "wasm.da.pagefind er ikke WebAssembly.",
    ),
    "en fil, der mangler": (
        "found('wasm.da.pagefind').unlink()",
        "wasm.da.pagefind kan ikke læses: «FileNotFoundError(2, 'No such file or directory')».",
    ),
    "en fejl": (
        "sys.exit('out of memory')",
        "Pagefind endte med fejl 1: «out of memory».",
    ),
}


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], Path]:
    """Has Pagefind do damage the first so many times; returns the file that holds an x for each try."""

    def replace(damage: str, faults: int) -> Path:
        tries, fake = tmp_path / "tries", tmp_path / "fake"
        tries.write_text("")
        program = str(indexing.get_executable())
        words = {"python": sys.executable, "program": program, "tries": str(tries)}
        fake.write_text(FAKE.format(damage=damage, faults=faults, **words))
        fake.chmod(0o755)
        monkeypatch.setattr(indexing, "get_executable", lambda: fake)
        return tries

    page(tmp_path / "site", "side")
    return replace


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found_and_the_next_try_is_published(
    name: str, damaged: Callable[[str, int], Path], tmp_path: Path
) -> None:
    index(tmp_path / "site", FROZEN)
    whole = contents(tmp_path / "site/pagefind")
    tries = damaged(DAMAGES[name][0], 2)
    assert index(tmp_path / "site", FROZEN) == []
    assert tries.read_text() == "xxx"
    assert contents(tmp_path / "site/pagefind") == whole


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_that_stays_is_refused_and_nothing_is_published(
    name: str, damaged: Callable[[str, int], Path], tmp_path: Path
) -> None:
    damage, message = DAMAGES[name]
    assert damaged(damage, 3) and not (tmp_path / "site/pagefind").exists()
    (problem,) = index(tmp_path / "site", FROZEN)
    assert re.sub(r"_[0-9a-f]{7,}", "_…", str(problem)) == (
        f"site/pagefind:1: Søgeindekset blev ikke helt i 3 forsøg: {message} Se efter, om disken er fuld, og byg igen."
    )
    assert not (tmp_path / "site/pagefind").exists()


def test_without_pagefind_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "get_executable", lambda: Path("/ingen/pagefind"))
    page(tmp_path, "side")
    (problem,) = index(tmp_path, FROZEN)
    assert str(problem) == (
        "site/pagefind:1: Søgeindekset blev ikke helt i 3 forsøg: Pagefind kan ikke køres: "
        "«No such file or directory». Se efter, om disken er fuld, og byg igen."
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
