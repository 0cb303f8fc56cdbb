"""The new site read as its users will read it, before it takes the old one's place: what others write is not trusted.

MkDocs, Typst and the compressors wrote these files, on a disk that may have been full.
"""

import gzip
import json
import re
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from zipfile import BadZipFile, ZipFile

import brotli
from lxml import etree

from ..downloads.indexing import Broken, read
from ..model import Problem
from .hosting import OF_TEXT

PAGES = re.compile(rb"/Type\s*/(?:Page|ObjStm)\b")  # a page, or a packed stream that pages may stand in
CATALOGUE = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")  # where readers look first, from the end
PNG, IEND = b"\x89PNG\r\n\x1a\n", b"\0\0\0\0IEND\xaeB`\x82"  # https://www.w3.org/TR/png-3/#5PNG-file-signature
UNREAD = (OSError, ValueError, EOFError, zlib.error, brotli.error, BadZipFile, etree.XMLSyntaxError, Broken)


def unreadable_files(site: FilePath) -> list[Problem]:
    """A problem for each file of the finished site that those who are to use it could not."""
    return [
        Problem(f"site/{path.relative_to(site).as_posix()}", 1, f"{fault}.", "Byg igen.")
        for path in sorted(site.rglob("*"))
        if path.is_file() and (fault := _fault(path))
    ]


def _fault(path: FilePath) -> str:
    """What is wrong with the file, if anything is."""
    content = path.read_bytes()
    if not content:
        return "" if path.name == ".nojekyll" else "filen er tom"
    reader, fault = READERS.get(path.suffix, UNKNOWN)
    try:
        is_whole = reader(path, content)
        if path.suffix in OF_TEXT:
            content.decode("utf-8")
    except UNREAD:
        is_whole = False
    return "" if is_whole else fault


def _is_pdf(path: FilePath, content: bytes) -> bool:
    catalogue = CATALOGUE.search(content, len(content) - 100)
    whole = content.startswith(b"%PDF-") and catalogue and int(catalogue[1]) < catalogue.start()
    return bool(whole and PAGES.search(content))


def _is_beside(path: FilePath, content: bytes) -> bool:
    """Whether it is what the file beside it holds, where there is one: a smaller copy's name has one ending more."""
    beside = path.with_suffix("")
    return not beside.is_file() or beside.read_bytes() == content


UNLIKE = "filen kan ikke pakkes ud til den ved siden af"
UNKNOWN = (lambda path, content: True, "filen kan ikke læses")
PACKED = (lambda path, content: bool(read(path)), "filen kan ikke læses")

# By a name's ending, whether a file is whole (raising one of UNREAD where it cannot be read at all), and what to say.
READERS: Mapping[str, tuple[Callable[[FilePath, bytes], bool], str]] = {
    ".html": (lambda path, content: content.rstrip().endswith(b"</html>"), "siden ender ikke med </html>"),
    ".json": (lambda path, content: json.loads(content) is not None, "filen er ikke JSON"),
    ".xml": (lambda path, content: etree.fromstring(content) is not None, "filen er ikke XML"),
    ".svg": (lambda path, content: etree.fromstring(content) is not None, "filen er ikke XML"),
    ".pdf": (_is_pdf, "filen er ikke en hel PDF med sider"),
    ".docx": (lambda path, content: ZipFile(path).testzip() is None, "filen er ikke en hel Word-fil"),
    ".epub": (lambda path, content: ZipFile(path).testzip() is None, "filen er ikke en hel e-bog"),
    ".png": (lambda path, content: content.startswith(PNG) and content.endswith(IEND), "filen er ikke et helt billede"),
    ".gz": (lambda path, content: _is_beside(path, gzip.decompress(content)), UNLIKE),
    ".br": (lambda path, content: _is_beside(path, brotli.decompress(content)), UNLIKE),
    **dict.fromkeys((".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"), PACKED),
}
