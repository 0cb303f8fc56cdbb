"""A ZIP file: the same contents give the same bytes, whatever the time."""

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a ZIP file knows no earlier time
PLAIN = ("mimetype",)  # an e-book is known by it, so it must not be compressed


def zipped(contents: Iterable[tuple[str, bytes]]) -> bytes:
    """The file with these contents by name, in their order."""
    file = io.BytesIO()
    with ZipFile(file, "w") as made:
        for name, content in contents:
            made.writestr(ZipInfo(name, EARLIEST), content, ZIP_STORED if name in PLAIN else ZIP_DEFLATED)
    return file.getvalue()
