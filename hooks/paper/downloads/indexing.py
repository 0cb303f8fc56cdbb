"""Pagefind's own program, run until what it wrote is whole: every file is read as the reader's browser will read it.

(Its Python service answers before its files are on disk: on a busy machine a script was published cut in two.)
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Any

from pagefind_bin import get_executable

from ..model import Problem

BUNDLE = "pagefind"  # the folder below the site's root that docs/assets/search.js fetches from
ENTRY = "pagefind-entry.json"
TRIES = 3
MARK = b"pagefind_dcd"  # what a file of Pagefind's begins with, once unpacked
ASKED = {"options", "init", "debouncedSearch"}  # the functions that docs/assets/search.js asks of the script
EXPORTS = re.compile(rb"export\{([\w,]+)\};\s*\Z")  # they stand last in it, so that a script cut short has none

Addresses = Mapping[str, Sequence[str]]  # the addresses of the sections in each language


class Broken(Exception):
    """What Pagefind wrote cannot be used: a file of the index, and what is wrong with it."""


def write_index(copies: FilePath, addresses: Addresses, folder: FilePath) -> list[Problem]:
    """The index of the copies, moved to `folder` when it is whole; a problem where it is not in any of the tries."""
    problems: list[Problem] = []
    for _ in range(TRIES):
        with TemporaryDirectory() as name:
            bundle = FilePath(name) / BUNDLE
            try:
                _run(copies, bundle)
                _keep(bundle, _whole(bundle, addresses))
            except Broken as broken:
                message = f"søgeindekset blev ikke helt i {TRIES} forsøg: {broken.args[1]}."
                problems = [
                    Problem(
                        f"site/{BUNDLE}/{broken.args[0]}".rstrip("/"),
                        1,
                        message,
                        "Se efter, om disken er fuld, og byg igen.",
                    )
                ]
                continue
            shutil.rmtree(folder, ignore_errors=True)
            shutil.move(bundle, folder)
            return []
    return problems


def unpacked(path: FilePath) -> bytes:
    """The content of one of Pagefind's packed files. Raises Broken."""
    try:
        content = gzip.decompress(_read(path))
    except (OSError, EOFError, zlib.error):
        raise Broken(path.name, "filen kan ikke pakkes ud") from None
    if not content.startswith(MARK):
        raise Broken(path.name, f"filen begynder ikke med «{MARK.decode()}»")
    return content.removeprefix(MARK)


def _read(path: FilePath) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Broken(path.name, "filen mangler eller kan ikke læses") from None


def _parsed(path: FilePath, content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        raise Broken(path.name, "filen er ikke JSON") from None


def _run(copies: FilePath, bundle: FilePath) -> None:
    command = [str(get_executable()), "--site", str(copies), "--output-path", str(bundle)]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        raise Broken("", f"Pagefind kan ikke køres: «{error.strerror}»") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        raise Broken("", f"Pagefind endte med fejl {done.returncode}: «{said}»")


def _whole(bundle: FilePath, addresses: Addresses) -> set[FilePath]:
    """The files that are used, each of them whole. Raises Broken."""
    try:
        return set(_checked(bundle, addresses))
    except (LookupError, TypeError, AttributeError) as error:
        raise Broken("", f"en fil har ikke den ventede form: «{error!r}»") from None


def _checked(bundle: FilePath, addresses: Addresses) -> Iterator[FilePath]:
    entry, script = bundle / ENTRY, bundle / "pagefind.js"
    languages = _parsed(entry, _read(entry))["languages"]
    if {name: each["page_count"] for name, each in languages.items()} != {k: len(v) for k, v in addresses.items()}:
        raise Broken(entry.name, "sprogene eller antallet af afsnit er ikke webstedets")
    exported = EXPORTS.search(_read(script))
    if not exported or b"\0" in exported.string or not ASKED.issubset(exported[1].decode().split(",")):
        raise Broken(script.name, "scriptet er ikke skrevet til ende")
    yield from (entry, script)
    for name, language in languages.items():
        yield from _checked_language(bundle, name, language, addresses[name])


def _checked_language(bundle: FilePath, name: str, entry: Any, addresses: Sequence[str]) -> Iterator[FilePath]:
    meta = bundle / f"pagefind.{entry['hash']}.pf_meta"
    wasm = bundle / f"wasm.{entry['wasm'] or 'unknown'}.pagefind"
    fragments, indexes = (sorted(bundle.glob(f"{kind}/{name}_*")) for kind in ("fragment", "index"))
    if sorted(_named(unpacked(meta), name)) != sorted(path.stem for path in [*fragments, *indexes]):
        raise Broken(meta.name, "filerne, den nævner, er ikke dem, der er der")
    if not unpacked(wasm).startswith(b"\0asm"):
        raise Broken(wasm.name, "filen er ikke WebAssembly")
    for path in indexes:
        unpacked(path)
    places = [_parsed(path, unpacked(path))["meta"]["place"] for path in fragments]
    if sorted(places) != sorted(addresses):
        raise Broken(meta.name, "afsnittene er ikke webstedets")
    yield from (meta, wasm, *fragments, *indexes)


def _named(meta: bytes, language: str) -> Iterator[str]:
    """The files that a language's list names: CBOR's short strings, their length in the byte before (RFC 8949, 3.1)."""
    for found in re.finditer(rb"[\x60-\x77](?=%s_[0-9a-f])" % re.escape(language.encode()), meta):
        yield meta[found.end() : found.end() + found[0][0] - 0x60].decode()


def _keep(bundle: FilePath, used: set[FilePath]) -> None:
    """Only what is used, and the same bytes every time: Pagefind names the languages in any order."""
    for path in bundle.rglob("*"):
        if path.is_file() and path not in used:
            path.unlink()
    entry = bundle / ENTRY
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), ensure_ascii=False, sort_keys=True), "utf-8")
