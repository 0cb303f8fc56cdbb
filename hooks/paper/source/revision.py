"""The project as it was at a revision of git's: what a change is held against."""

import io
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory

from ..model import KEPT, Promise
from .publication import CITATION, PROMISES, RECORDS, SITE, promises
from .textfile import Unreadable, read_text

PARTS = ("docs", SITE, CITATION)
FROZEN = tuple(f"docs/udgaver/*.{ending}" for ending in (*RECORDS, *KEPT.values()))


@dataclass(frozen=True)
class Published:
    """What was promised to stay as it is: the addresses, and the content of each file that is published at one."""

    promises: Mapping[str, Promise]
    files: Mapping[str, bytes]


def published_at(root: FilePath, revision: str) -> Published | None:
    """What had been promised at the revision; None where that cannot be read."""
    with project_at(root, revision) as folder:
        return published_in(folder) if folder else None


def published_in(folder: FilePath) -> Published | None:
    """What the project in this folder has promised; None where that cannot be read."""
    try:
        promised = promises(read_text(folder, PROMISES))
        named = [folder / f"docs{address}" for address in promised]
        files = {*(path for path in named if path.is_file()), *(path for each in FROZEN for path in folder.glob(each))}
        content = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}
    except (OSError, Unreadable, ValueError):
        return None
    return Published(promised, content)


@contextmanager
def project_at(root: FilePath, revision: str) -> Iterator[FilePath | None]:
    """A folder with what the project at `root` published at the revision, as long as it is needed; None without git.

    Where the project has left the revision's branch it is what that was then: what came to it since was not taken away.
    """
    with TemporaryDirectory() as name:
        start = git(root, "merge-base", "HEAD", revision).decode().strip() or revision
        there = git(root, "ls-tree", "--name-only", start, *PARTS).decode().split()
        archive = git(root, "archive", "--format=tar", start, *there) if "docs" in there else b""
        yield FilePath(name) if _unpack(archive, name) else None


def last_change(root: FilePath, *lines: str) -> str:
    """The date (2026-11-24) of the last commit to any of these lines of files; empty where git does not know it all.

    They are named as git names them: `7,19:docs/om.md`, or `1,:docs/om.md` for a whole file.
    """
    if not is_whole(root):
        return ""
    # what was deleted between the lines counts too; asked for together, a merge that changed none of them would count
    dates = (git(root, "log", "-1", "--no-patch", "--format=%cs", f"-L{each}") for each in lines)
    return max(dates).decode().strip()


def is_whole(root: FilePath) -> bool:
    """Whether git knows the project's whole history."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == b"false"


def _unpack(archive: bytes, folder: str) -> bool:
    try:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(folder, filter="data")
    except (tarfile.TarError, OSError):
        return False
    return True


def git(root: FilePath, *command: str) -> bytes:
    """What git answers in the project's folder; nothing where it knows nothing, or is not there."""
    command = ("git", "-c", "log.showSignature=false", "-c", "core.quotePath=false", *command)
    try:
        return subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    except (OSError, ValueError, subprocess.CalledProcessError):
        return b""
