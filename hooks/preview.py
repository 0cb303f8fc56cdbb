"""The preview (`make serve`): every edit builds the site anew, and while it cannot be built, every address says why.

MkDocs's own server is used, but not its way of building: there, a build that fails leaves every reader waiting. Here a
build is a process of its own, so that nothing that happens in it can end the server or leave it old.
"""

from __future__ import annotations

import errno
import logging
import os
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from mkdocs.livereload import LiveReloadServer

from .paper.page.view import environment
from .paper.publishing.site import build_into, remove

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
WATCHED = ("docs", "hooks", "overrides", "mkdocs.yml", "CITATION.cff")


class Preview(LiveReloadServer):
    """MkDocs's server, which shows the list of problems at every address as long as there are any."""

    def __init__(self, port: int, folder: Path) -> None:
        super().__init__(self.build, HOST, port, str(folder / "site"))
        self.folder, self.failed, self.building = folder, False, Lock()
        self.error_handler = lambda code: (folder / "site/404.html").read_bytes()

    def server_bind(self) -> None:
        """Takes the port at once, so that one that is taken is told of before anything is built."""
        if not self.server_name:
            super().server_bind()

    server_name = ""

    def build(self) -> None:
        """The site as it is now, or the list of its problems, takes the place of what was shown."""
        with self.building:
            begun, new = time.monotonic(), self.folder / "new"
            remove(new)
            why = build_into(ROOT, new)
            if why:
                remove(new)
                new.mkdir()
                page = environment(ROOT / "overrides").get_template("fejl.html").render(why=why)
                (new / "index.html").write_text(page, "utf-8")
            remove(self.folder / "site")
            new.rename(self.folder / "site")
            self.failed = bool(why)
        print(why or f"Bygget på {time.monotonic() - begun:.1f} sekunder.".replace(".", ",", 1), flush=True)

    def serve_request(self, environ: Any, start_response: Any) -> Any:
        if not environ["PATH_INFO"].startswith("/livereload/"):
            with self.building:
                environ = environ | {"PATH_INFO": "/"} if self.failed else environ
        return super().serve_request(environ, start_response)


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    given = os.environ.get("PORT") or "8000"
    if not (given.isdigit() and 0 < int(given) < 65536):
        sys.exit(f"PORT: «{given}» er ikke en port. Skriv et tal, fx PORT=8010 make serve")
    with TemporaryDirectory(prefix="oplaeg-") as folder:
        _serve(int(given), Path(folder))


def _serve(port: int, folder: Path) -> None:
    address = f"http://localhost:{port}/"
    os.environ.update(SITE_URL=address, PREVIEW="1")
    server = Preview(port, folder)
    try:
        server.server_bind()
        server.server_activate()
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "er optaget, måske af en forhåndsvisning, der allerede kører" if taken else "kan ikke bruges her"
        sys.exit(f"Port {port} {why}. Vælg en anden: PORT={port + 10} make serve")
    print(f"Bygger forhåndsvisningen. Den kommer på {address} og stands med Ctrl-C.", flush=True)
    for path in WATCHED:
        server.watch(str(ROOT / path))
    try:
        server.build()
        server.serve()
    finally:
        server.shutdown()


if __name__ == "__main__":
    main()
