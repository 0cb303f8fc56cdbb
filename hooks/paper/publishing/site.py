"""The finished site: built beside the old one and put in its place whole, or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path as FilePath

from .hosting import finish
from ..editors.report import UNPUBLISHED

NEW = ".site-new"  # where a build works; whatever stands here from a build that was killed is thrown away
QUIET = {"NO_MKDOCS_2_WARNING": "1"}  # Material's notice about MkDocs 2 is known, and answered in the README


def build_site(root: FilePath) -> int:
    """Builds into `site/`; returns the exit status. Until the build has succeeded the old site stands untouched."""
    new = root / NEW
    try:
        remove(new)
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)]
        env = os.environ | QUIET | {"SOURCE_DATE_EPOCH": source_date(root)}
        build = subprocess.run(command, cwd=root, env=env, capture_output=True, encoding="utf-8", check=False)
        if build.returncode == 0:
            finish(new, root / "site.nginx.conf")
            swap(new, root / "site")
        else:
            print(_failure(build.stderr), file=sys.stderr)
        return build.returncode
    except OSError as error:
        print(f"Webstedet kunne ikke skrives; det seneste står, som det var. Systemet siger: {error}", file=sys.stderr)
        return 1
    finally:
        remove(new)


def source_date(root: FilePath) -> str:
    """Seconds since 1970 of the source: the environment's SOURCE_DATE_EPOCH, else the commit's date, else 0.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        commit = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        commit = ""
    return os.environ.get("SOURCE_DATE_EPOCH") or commit or "0"


def swap(new: FilePath, old: FilePath) -> None:
    """`new` takes the place of `old`; where the system can, in one step (Linux's renameat2 with RENAME_EXCHANGE)."""
    if not old.exists():
        new.rename(old)
    elif not _exchange(new, old):
        aside = old.with_name(".site-old")
        remove(aside)
        old.rename(aside)
        new.rename(old)
        remove(aside)


def remove(folder: FilePath) -> None:
    """Throws a folder away, read-only or not; one that is not there is no matter."""
    for path in [folder, *folder.rglob("*")] if folder.exists() else []:
        if path.is_dir() and not path.is_symlink():
            path.chmod(path.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)


def _failure(said: str) -> str:
    """What was said of the failure: our own list of problems, else the engine's words; of a crash only the last line."""
    lines = [line for line in said.strip().split("\n") if not line.startswith("INFO")]
    if any(line.endswith(UNPUBLISHED) for line in lines):
        return "\n".join(line.removeprefix("ERROR   -").strip() for line in lines).strip()
    crash = next((index for index, line in enumerate(lines) if line.startswith("Traceback")), None)
    lines = lines if crash is None else [*lines[:crash], lines[-1]]
    return "\n".join(["Webstedet kunne ikke bygges; det seneste står, som det var. MkDocs siger:", *lines])


def _exchange(one: FilePath, other: FilePath) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE (linux/fcntl.h, linux/fs.h)
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
