"""The finished site: built beside the old one and put in its place whole, or not at all."""

import ctypes
import os
import re
import shutil
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path as FilePath
from traceback import format_exc

from ..report import summary
from ..model import Problem
from ..source.publication import CITATION, SITE
from ..source.revision import git
from ..source.textfile import Unreadable
from .failure import NEW, explained
from .hosting import finish
from .reading import unreadable_files
from .seal import check_seals, seal

PATIENCE = 600  # seconds for a build, which takes about two
SECONDS = re.compile(r"\d{1,11}")
QUIET = {"NO_MKDOCS_2_WARNING": "1"}  # Material's notice about MkDocs 2 is known, and answered in the README


def build_site(root: FilePath, date: str = "") -> int:
    """Builds into `site/`; returns the exit status. Until the new site has been read whole the old one is untouched.

    `date` is what the source's is taken to be where the project's folder does not tell (see `source_date`).
    """
    new, configuration = root / NEW, root / "site.nginx.new"
    try:
        remove(new)
        why = build_into(root, new, date)
        if not why:
            finish(new, configuration)
            problems = [*check_seals(new, seal(root)), *unreadable_files(new)]
            why = summary(problems) if problems else ""
        if not why:
            swap(new, root / "site")
            configuration.replace(root / "site.nginx.conf")
    except Exception:
        why = explained(format_exc(), root)
    finally:
        remove(new)
        configuration.unlink(missing_ok=True)
    if why:
        print(why, file=sys.stderr)
    return 1 if why else 0


def build_into(root: FilePath, new: FilePath, date: str = "") -> str:
    """Has MkDocs build into the folder `new`; returns why it could not, empty where it could."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(new)]
    dates = {"SOURCE_DATE_EPOCH": date or source_date(root), "PUBLISHED": publication_date(root)}
    env = os.environ | QUIET | dates | {"PYTHONIOENCODING": "utf-8"}
    build = subprocess.run(
        command, cwd=root, env=env, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )
    return explained(build.stderr, root, build.returncode) if build.returncode else ""


def source_date(root: FilePath) -> str:
    """Seconds since 1970 of the source: the environment's SOURCE_DATE_EPOCH, else the commit's date.

    Without git it is the newest modification time of what is published: a forge's zip gives every file the commit's.
    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    given = _seconds("SOURCE_DATE_EPOCH")
    commit = git(root, "log", "-1", "--format=%ct").decode().strip() if git(root, "ls-files", SITE) else ""
    return given or (commit if SECONDS.fullmatch(commit) else _newest(root))


def publication_date(root: FilePath) -> str:
    """Seconds since 1970 of the publication: the environment's PUBLISHED, else the source's date."""
    return _seconds("PUBLISHED") or source_date(root)


def _seconds(name: str) -> str:
    """A number of seconds from the environment; empty where it has none."""
    given = os.environ.get(name, "")
    if given and not SECONDS.fullmatch(given):
        message = f"«{given}» er ikke et antal sekunder siden 1970."
        raise Unreadable(Problem(name, 1, message, "Skriv fx 1317470400."))
    return given


def _newest(root: FilePath) -> str:
    files = (path for path in [root / CITATION, *(root / "docs").rglob("*")] if path.is_file())
    return str(max((int(path.stat().st_mtime) for path in files), default=0))


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
            with suppress(OSError):
                path.chmod(path.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)


def _exchange(one: FilePath, other: FilePath) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE (linux/fcntl.h, linux/fs.h)
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
