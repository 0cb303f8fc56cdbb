"""What lies in docs/: MkDocs publishes whatever it finds there, under the name it has."""

from collections.abc import Iterator
from pathlib import Path as FilePath
from pathlib import PurePosixPath

from ..addresses import slug
from ..model import KEPT, Problem

# By a picture's ending, its media type. Source: https://www.iana.org/assignments/media-types/
PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
ANYWHERE = (".md", *PICTURES)
ALSO_IN = {
    "assets": (".css", ".js"),
    "data": (".yml", ".txt", ".json"),
    "udgaver": (".txt", ".html", *(f".{ending}" for ending in KEPT.values())),
}
HIDDEN_BY_MAC = ".DS_Store"


def check_files(root: FilePath) -> Iterator[Problem]:
    """Every file in docs/ is of a kind that the site knows, and its name can be an address."""
    for path in sorted((root / "docs").rglob("*")):
        file = path.relative_to(root).as_posix()
        if path.is_dir() or _is_hidden(file):
            continue
        if not _is_known(file):
            remedy = "Slet den, eller flyt den ud af docs/."
            yield Problem(file, 1, "filen er hverken side, billede eller data, og webstedet bruger den ikke.", remedy)
        elif file != well_named(file):
            remedy = f"Omdøb den til {well_named(file)}."
            yield Problem(file, 1, "filens navn må kun have a-z, 0-9 og bindestreg.", remedy)


def well_named(file: str) -> str:
    """The file's path as it may be: the path itself, where it is sound."""
    path = PurePosixPath(file)
    name = ".".join(slug(part) for part in path.name.split("."))
    return PurePosixPath(*(slug(part) for part in path.parent.parts), name).as_posix()


def _is_known(file: str) -> bool:
    path = PurePosixPath(file)
    return path.suffix.lower() in (*ANYWHERE, *ALSO_IN.get(path.parts[1], ()))


def _is_hidden(file: str) -> bool:
    """What programs keep beside a file while it is open: MkDocs publishes nothing whose name begins with a dot."""
    return any(part.startswith(".") for part in PurePosixPath(file).parts) and not file.endswith(HIDDEN_BY_MAC)
