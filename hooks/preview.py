"""`make serve`: the site as it would be published, built again at every edit; when it cannot be built, what to mend.

Each build is a process of its own: nothing that is edited, these hooks included, can end the server or needs a restart.
"""

import errno
import logging
import os
import re
import signal
import sys
import tempfile
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from traceback import format_exc
from typing import Any

from jinja2 import Template

from .engine import Server
from .paper.publishing.failure import explained
from .paper.publishing.site import build_into, remove

ROOT = Path(__file__).parent.parent
WATCHED = ("docs", "hooks", "overrides", "mkdocs.yml", "CITATION.cff")
LIST = Template((ROOT / "overrides/fejl.html").read_text("utf-8"), autoescape=True, trim_blocks=True)
PROBLEM = re.compile(r"^([^\s:][^:\n]*):(\d+): ", re.MULTILINE)

tell = partial(print, file=sys.stderr, flush=True)


class Preview(Server):
    """A server with builds that always end in something to show."""

    def __init__(self, port: int) -> None:
        super().__init__(port, ROOT, watched)  # before anything else: the folders are named by the port
        for left in ROOT.glob(f".site-{port}-*"):
            remove(left)  # by a preview that was killed; a build it started may still be writing there
        self.folder = Path(tempfile.mkdtemp(prefix=f".site-{port}-", dir=ROOT))
        self.root = str(self.folder / "site")

    def run(self) -> None:
        os.environ["SITE_URL"] = self.url
        self.receive()
        tell("Bygger webstedet …")
        self.build()
        tell(f"Se det på {self.url} – siderne følger med, når du gemmer en fil. Stop med Ctrl-C.")
        self.answer()

    def end(self) -> None:
        self.shutdown()
        remove(self.folder)

    def build(self) -> None:
        begun, new, site = time.monotonic(), self.folder / "new", Path(self.root)
        try:
            remove(new)
            why = build_into(ROOT, new)
            remove(site)  # requests wait for the build, so nobody sees that it is not there
            if not why:
                new.rename(site)
        except Exception:
            why = explained(format_exc(), ROOT)
        self.instead = problem_page(why) if why else b""
        tell(why or f"Bygget på {time.monotonic() - begun:.1f} s.".replace(".", ",", 1))


def watched(folder: str) -> list[Path]:
    """What lies in a folder and matters to the site: neither Python's copies nor what an editor hides while typing."""
    inside = Path(folder)
    if inside == ROOT:
        return [path for path in inside.iterdir() if path.name in WATCHED]
    return [path for path in inside.iterdir() if not path.name.startswith((".", "__pycache__"))]


def problem_page(said: str) -> bytes:
    """What a build said, paragraph by paragraph, each cut at the places it names: text, file, line, text, file, …"""
    return LIST.render(paragraphs=[PROBLEM.split(paragraph) for paragraph in said.split("\n\n")]).encode()


def stop(*_: Any) -> None:
    """Asked once is enough: a second Ctrl-C must not break off the tidying up."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda *_: None)
    raise KeyboardInterrupt


def main() -> None:
    logging.disable()  # MkDocs's own words on every request and reload
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, stop)
    port = os.environ.get("PORT") or "8000"
    other = "8020" if port == "8010" else "8010"
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        sys.exit(f"PORT={port} er ikke en port. Vælg et tal fra 1 til 65535: PORT={other} make serve")
    try:
        preview = Preview(int(port))
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "er optaget, måske af en forhåndsvisning, der allerede kører" if taken else "kan ikke bruges her"
        sys.exit(f"Port {port} {why}. Vælg en anden: PORT={other} make serve")
    with suppress(KeyboardInterrupt):
        preview.run()
    preview.end()


if __name__ == "__main__":
    main()
