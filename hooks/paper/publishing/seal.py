"""A mark that only the hooks can set on a page: without it the page was built unchecked."""

import hashlib
from collections.abc import Iterator
from pathlib import Path as FilePath

from ..model import Problem


def seal(root: FilePath) -> str:
    """A digest of everything in docs/ that the checks have read: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted((root / "docs").rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def check_seals(site: FilePath, seal: str) -> Iterator[Problem]:
    """Every page carries the mark that only the hooks can set."""
    for path in sorted(site.rglob("*.html")):
        if f'<meta name="seal" content="{seal}">' not in path.read_text("utf-8"):
            file = path.relative_to(site).as_posix()
            yield Problem(file, 1, "siden er bygget uden tjek.", "Byg med hooks: - hooks/main.py i mkdocs.yml.")
