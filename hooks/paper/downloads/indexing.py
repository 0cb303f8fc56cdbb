"""Pagefind's own program, run until what it wrote is whole: every file is read as the reader's browser will read it.

(Its Python service answers before its files are on disk: on a busy machine a script was published cut in two.)
"""

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
ENTRY, SCRIPT = "pagefind-entry.json", "pagefind.js"
TRIES = 3
MARK = b"pagefind_dcd"  # what a file of Pagefind's begins with, once unpacked
ASKED = {"options", "init", "debouncedSearch", "search"}  # the functions that docs/assets/search.js asks of the script
EXPORTS = re.compile(rb"[^\0]*export\{([\w,]+)\};\s*")  # they stand last in it, so that a script cut short has none

Addresses = Mapping[str, Sequence[str]]  # the addresses of the sections in each language


class Broken(Exception):
    """What Pagefind wrote cannot be used; says which file, and why."""


def write_index(copies: FilePath, addresses: Addresses, folder: FilePath) -> list[Problem]:
    """The index of the copies, moved to `folder` when it is whole; a problem where it is not in any of the tries."""
    for _ in range(TRIES):
        with TemporaryDirectory() as name:
            bundle = FilePath(name) / BUNDLE
            try:
                _run(copies, bundle)
                _keep(bundle, set(_used(bundle, addresses)))
            except (Broken, LookupError, TypeError, AttributeError) as error:
                why = str(error) if isinstance(error, Broken) else f"en fil har ikke den ventede form: «{error!r}»"
                continue
            shutil.rmtree(folder, ignore_errors=True)
            shutil.move(bundle, folder)
            return []
    message = f"søgeindekset blev ikke helt i {TRIES} forsøg: {why}."
    return [Problem(f"site/{BUNDLE}", 1, message, "Se efter, om disken er fuld, og byg igen.")]


def read(path: FilePath) -> Any:
    """What a file of Pagefind's holds, unpacked and parsed as its ending asks for. Raises Broken."""
    try:
        content = path.read_bytes()
        if path.suffix not in (".js", ".json"):
            content = gzip.decompress(content)
            if not content.startswith(MARK):
                raise ValueError(content[: len(MARK)])
            content = content.removeprefix(MARK)
        return json.loads(content) if path.suffix in (".json", ".pf_fragment") else content
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise Broken(f"{path.name} kan ikke læses: «{error!r}»") from None


def _run(copies: FilePath, bundle: FilePath) -> None:
    command = [str(get_executable()), "--site", str(copies), "--output-path", str(bundle)]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        raise Broken(f"Pagefind kan ikke køres: «{error.strerror}»") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        raise Broken(f"Pagefind endte med fejl {done.returncode}: «{said}»")


def _used(bundle: FilePath, addresses: Addresses) -> Iterator[FilePath]:
    """The files that are used, each of them whole. Raises Broken, or what a file of unknown form leads to."""
    languages, exported = read(bundle / ENTRY)["languages"], EXPORTS.fullmatch(read(bundle / SCRIPT))
    if not exported or not ASKED.issubset(exported[1].decode().split(",")):
        raise Broken(f"{SCRIPT} er ikke skrevet til ende")
    if {name: each["page_count"] for name, each in languages.items()} != {k: len(v) for k, v in addresses.items()}:
        raise Broken("sprogene eller antallet af afsnit er ikke webstedets")
    yield from (bundle / ENTRY, bundle / SCRIPT)
    for name, language in languages.items():
        meta = bundle / f"pagefind.{language['hash']}.pf_meta"
        wasm = bundle / f"wasm.{language['wasm'] or 'unknown'}.pagefind"
        fragments, indexes = (
            {path: read(path) for path in bundle.glob(f"{kind}/{name}_*")} for kind in ("fragment", "index")
        )
        if sorted(each["meta"]["place"] for each in fragments.values()) != sorted(addresses[name]):
            raise Broken("afsnittene er ikke webstedets")
        if len(re.findall(rb"%s_[0-9a-f]" % name.encode(), read(meta))) != len(fragments) + len(indexes):
            raise Broken(f"{meta.name} nævner ikke de filer, der er der")
        if not read(wasm).startswith(b"\0asm"):
            raise Broken(f"{wasm.name} er ikke WebAssembly")
        yield from (meta, wasm, *fragments, *indexes)


def _keep(bundle: FilePath, used: set[FilePath]) -> None:
    """Only what is used, and the same bytes every time: Pagefind names the languages in any order."""
    for path in bundle.rglob("*"):
        if path.is_file() and path not in used:
            path.unlink()
    entry = bundle / ENTRY
    entry.write_text(json.dumps(read(entry), ensure_ascii=False, sort_keys=True), "utf-8")
