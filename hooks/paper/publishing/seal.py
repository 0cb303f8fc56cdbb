"""A mark that only the hooks can set on a page: without it the page was built unchecked."""

from __future__ import annotations

import hashlib
from pathlib import Path as FilePath


def seal(root: FilePath) -> str:
    """A digest of everything in docs/ that the checks have read: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted((root / "docs").rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
