"""What hosts and search engines need beside the pages: small files, dates, names that can be kept, smaller copies."""

import gzip
import hashlib
import io
import posixpath
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path as FilePath
from urllib.parse import urlsplit

import brotli

from ..source.revision import git, is_whole
from .headers import headers_file, nginx

OF_TEXT = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".bib", ".ris", ".cff", ".yml", ".md")
CONTACT = re.compile(r"(?:mailto:|https://|tel:)\S+")
IMPORT = re.compile(rb"""((?:from|import)\s*\(?\s*["']\./)([\w.-]+\.js)""")  # … from "./fragment.js"
# What only those who write it need: comments, and in a script, what indents its lines; none is in a string of ours.
COMMENTS = {
    ".css": re.compile(rb"\s*/\*.*?\*/|(?<=[{};,])\s*\n\s*", re.DOTALL),
    ".js": re.compile(rb"^ *(?://.*|/\*\*(?:(?!\*/)[^\0])*\*/)\n|^ +| +// .*$", re.MULTILINE),
}
DATE = re.compile(r"/(\d{4}-\d\d-\d\d)")
SMALLEST = 1000  # bytes: below this, a compressed copy is not worth its request


def fingerprinted(name: str, content: bytes) -> str:
    """`assets/site.js` with its content's fingerprint, so that browsers can keep it: `assets/site.0f1e2d3c.js`."""
    stem, ending = posixpath.splitext(name)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}{ending}"


def without_comments(file: str, content: bytes) -> bytes:
    """A style sheet or a script without its comments, and without what only sets it out. They weigh a tenth."""
    return COMMENTS[posixpath.splitext(file)[1]].sub(b"", content)


def bundled(scripts: Iterable[bytes]) -> bytes:
    """Modules as one, so that they cost one request: each in a block, where no other sees its names."""
    return b"".join(b"{\n" + script + b"}\n" for script in scripts)


def named_by_content(contents: Mapping[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Each file's fingerprinted name, and its content with the scripts it imports by theirs: those are named first."""
    named: dict[str, tuple[str, bytes]] = {}

    def name(file: str) -> str:
        if file not in named:
            content = IMPORT.sub(lambda found: found[1] + imported(file, found[2].decode()), contents[file])
            named[file] = fingerprinted(file, content), content
        return named[file][0]

    def imported(file: str, beside: str) -> bytes:
        target = posixpath.join(posixpath.dirname(file), beside)
        return (posixpath.basename(name(target)) if target in contents else beside).encode()

    for file in contents:
        name(file)
    return named


def host_files(address: str, kept: Iterable[str], published: int, contact: str, style: str) -> dict[str, str]:
    """The files by name, for a site at this address; `kept` are the names of its fingerprinted files.

    `contact` is whom to tell of a hole, as a URI; `style` is the style sheet in every page.
    """
    base = urlsplit(address).path or "/"
    files = {
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n",
        "_headers": headers_file(base, kept, style),
        ".nojekyll": "",
        "CNAME": _cname(address),
        ".well-known/security.txt": _security(address, contact, published),
    }
    return {name: text for name, text in files.items() if text or name == ".nojekyll"}


def _cname(address: str) -> str:
    """The domain that GitHub Pages is to answer to; nothing for a host that is not one's own, or a path on it."""
    host = urlsplit(address).hostname or ""
    is_ip = host.rpartition(".")[2].isdigit()
    own = "." in host and not is_ip and not host.endswith((".github.io", ".localhost"))
    return f"{host}\n" if own and urlsplit(address).path in ("", "/") else ""


def _security(address: str, contact: str, published: int) -> str:
    """Whom to tell of a hole: nothing without a contact, or below a host's root, where nobody looks.

    Expires a year after it was published, in seconds since 1970: the standard wants a date. Source: https://www.rfc-editor.org/rfc/rfc9116
    """
    if not CONTACT.fullmatch(contact) or urlsplit(address).path not in ("", "/"):
        return ""
    expires = datetime.fromtimestamp(published, UTC) + timedelta(days=365)
    canonical = f"{address}.well-known/security.txt"
    return f"Contact: {contact}\nExpires: {expires:%Y-%m-%dT%H:%M:%SZ}\nCanonical: {canonical}\n"


def changed(root: FilePath) -> dict[str, str]:
    """The date (2011-10-31) of the last commit to each file; none where git does not know the whole history."""
    log = git(root, "log", "--format=/%cs", "--name-only", "--relative").decode("utf-8", "replace")
    if not is_whole(root):
        return {}
    dates: dict[str, str] = {}
    date = ""
    for line in log.splitlines():
        if found := DATE.fullmatch(line):
            date = found[1]
        elif line and date:
            dates.setdefault(line, date)
    return dates


def finish(site: FilePath, configuration: FilePath) -> None:
    """The last touch to a site that is built: smaller copies of its texts, and nginx's configuration beside it."""
    texts = [path for path in site.rglob("*") if path.suffix in OF_TEXT and path.stat().st_size >= SMALLEST]
    with ThreadPoolExecutor() as threads:  # both compressors let Python go on meanwhile
        list(threads.map(_compress, texts))  # and so what one of them raises is raised
    configuration.write_text(nginx(site), "utf-8")


def _compress(path: FilePath) -> None:
    """`.gz` and `.br` beside the file, the same bytes every time: neither holds a name or a time."""
    content, zipped = path.read_bytes(), io.BytesIO()
    with gzip.GzipFile("", "wb", 9, zipped, mtime=0) as file:
        file.write(content)
    path.with_name(path.name + ".gz").write_bytes(zipped.getvalue())
    path.with_name(path.name + ".br").write_bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=10))
