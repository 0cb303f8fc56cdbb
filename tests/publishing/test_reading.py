"""Files of the finished site are read as their users will read them."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from conftest import site_of
from paper.downloads.images import social_images
from paper.downloads.zipped import zipped
from paper.publishing.reading import unreadable_files

PDF = b"%PDF-1.7\n1 0 obj<</Type/Page>>\nxref\n0 1\ntrailer<<>>\nstartxref\n31\n%%EOF\n"
ZIP = zipped([("mimetype", b"Lyt til")])

# A whole file by name, and damage to it with the message.
CASES = {
    "index.html": (b"<html></html>\n", b"<html></ht", "Siden ender ikke med </html>"),
    "data.json": (b'{"a": null}', b'{"a": nu', "Filen er ikke JSON"),
    "sitemap.xml": (b"<a/>", b"<a>", "Filen er ikke XML"),
    "ikon.svg": (b"<svg/>", b"<svg", "Filen er ikke XML"),
    "a.pdf": (PDF, PDF[:-7], "Filen er ikke en hel PDF med sider"),
    "b.pdf": (PDF, PDF.replace(b"\n31\n", b"\n9999\n"), "Filen er ikke en hel PDF med sider"),
    "c.pdf": (PDF, PDF.replace(b"/Page", b"/Pages"), "Filen er ikke en hel PDF med sider"),
    "a.docx": (ZIP, ZIP[:-9], "Filen er ikke en hel Word-fil"),
    "a.epub": (ZIP, ZIP.replace(b"Lyt til", b"Lyt nu"), "Filen er ikke en hel e-bog"),
    "x.pf_fragment": (gzip.compress(b'pagefind_dcd{"a": 1}'), gzip.compress(b"{}"), "Filen kan ikke læses"),
    "wasm.da.pagefind": (gzip.compress(b"pagefind_dcd1"), b"\x1f\x8b", "Filen kan ikke læses"),
    "site.css": ("p {} /* æ */".encode(), b"p {} /* \xe6 */", "Filen kan ikke læses"),
    "CNAME": (b"example.org", b"", "Filen er tom"),
}
COPIES = {".gz": gzip.compress, ".br": brotli.compress}


@pytest.mark.parametrize("name", CASES)
def test_damage_to_a_file_is_seen(tmp_path: Path, name: str) -> None:
    whole, damaged, fault = CASES[name]
    (tmp_path / "x").mkdir()
    (tmp_path / ".nojekyll").touch()
    (tmp_path / "x" / name).write_bytes(whole)
    assert unreadable_files(tmp_path) == []
    (tmp_path / "x" / name).write_bytes(damaged)
    assert list(map(str, unreadable_files(tmp_path))) == [f"site/x/{name}:1: {fault}. Byg igen."]


@pytest.mark.parametrize("ending", COPIES)
def test_a_smaller_copy_holds_the_very_bytes(tmp_path: Path, ending: str) -> None:
    text, copy = b"tekst" * 99, tmp_path / f"a.txt{ending}"
    message = [f"site/a.txt{ending}:1: Filen kan ikke pakkes ud til den ved siden af. Byg igen."]
    (tmp_path / "a.txt").write_bytes(text)
    copy.write_bytes(COPIES[ending](text))
    assert unreadable_files(tmp_path) == []
    copy.write_bytes(COPIES[ending](text)[:-3])
    assert list(map(str, unreadable_files(tmp_path))) == message
    copy.write_bytes(COPIES[ending](text + b"!"))
    assert list(map(str, unreadable_files(tmp_path))) == message


def test_a_picture_that_typst_drew_is_whole_to_its_last_byte(project: Path, tmp_path: Path) -> None:
    picture = social_images(site_of(project))["billeder/om.da.png"]
    site = tmp_path / "site"
    site.mkdir()
    (site / "om.png").write_bytes(picture)
    assert unreadable_files(site) == []
    (site / "om.png").write_bytes(picture[:-1])
    assert list(map(str, unreadable_files(site))) == ["site/om.png:1: Filen er ikke et helt billede. Byg igen."]


def test_the_real_site_is_whole(site: Path) -> None:
    assert unreadable_files(site) == []
    assert len(list(site.rglob("*.*"))) > 200
