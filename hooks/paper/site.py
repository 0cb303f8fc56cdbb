"""The finished site: built beside the old one and put in its place whole, or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path as FilePath

NEW = ".site-new"  # where a build works; whatever stands here from a build that was killed is thrown away
QUIET = {"NO_MKDOCS_2_WARNING": "1"}  # Material's notice about MkDocs 2 is known, and answered in the README


def build_site(root: FilePath) -> int:
    """Builds into `site/`; returns the exit status. Until the build has succeeded the old site stands untouched."""
    new = root / NEW
    shutil.rmtree(new, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)]
    env = os.environ | QUIET
    build = subprocess.run(command, cwd=root, env=env, capture_output=True, encoding="utf-8", check=False)
    if build.returncode == 0:
        swap(new, root / "site")
    else:
        print("Webstedet kunne ikke bygges; det seneste står, som det var. MkDocs siger:", file=sys.stderr)
        print(*(line for line in build.stderr.split("\n") if not line.startswith("INFO")), sep="\n", file=sys.stderr)
    shutil.rmtree(new, ignore_errors=True)
    return build.returncode


def swap(new: FilePath, old: FilePath) -> None:
    """`new` takes the place of `old`; where the system can, in one step (Linux's renameat2 with RENAME_EXCHANGE)."""
    if not old.exists():
        new.rename(old)
    elif not _exchange(new, old):
        aside = old.with_name(".site-old")
        shutil.rmtree(aside, ignore_errors=True)
        old.rename(aside)
        new.rename(old)
        shutil.rmtree(aside)


def _exchange(one: FilePath, other: FilePath) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE (linux/fcntl.h, linux/fs.h)
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
