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
from base64 import b64encode
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from traceback import format_exc
from typing import Any

from jinja2 import Template
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from .paper.publishing.failure import explained
from .paper.publishing.site import build_into, remove

ROOT = Path(__file__).parent.parent
WATCHED = ("docs", "hooks", "overrides", "mkdocs.yml", "CITATION.cff")
LIST = Template((ROOT / "overrides/fejl.html").read_text("utf-8"), autoescape=True, trim_blocks=True)
PROBLEM = re.compile(r"^([^\s:][^:\n]*):(\d+): ", re.MULTILINE)

tell = partial(print, file=sys.stderr, flush=True)


class Preview(LiveReloadServer):
    """MkDocs's own server, which watches and reloads, with builds that always end in something to show."""

    def __init__(self, port: int) -> None:
        super().__init__(self.build, "localhost", port, "")
        self.server_bind()  # before anything else: whoever holds the port owns the folders named by it
        for left in ROOT.glob(f".site-{port}-*"):
            remove(left)  # by a preview that was killed; a build it started may still be writing there
        self.folder = Path(tempfile.mkdtemp(prefix=f".site-{port}-", dir=ROOT))
        self.root, self.error_handler, self.problems = str(self.folder / "site"), self.page_of_no_file, b""
        self.observer = PollingObserverVFS(os.stat, watched, polling_interval=0.5)
        self.watch(str(ROOT))

    def run(self) -> None:
        """As MkDocs's `serve`, but edits during the first build count, and browsers wait for it."""
        os.environ["SITE_URL"] = self.url
        self.server_activate()
        self.observer.start()
        tell("Bygger webstedet …")
        self.build()
        self.serve_thread.start()
        tell(f"Se det på {self.url} – siderne følger med, når du gemmer en fil. Stop med Ctrl-C.")
        self._build_loop()

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
        self.problems = problem_page(why) if why else b""
        tell(why or f"Bygget på {time.monotonic() - begun:.1f} s.".replace(".", ",", 1))

    def page_of_no_file(self, code: int) -> bytes:
        epoch = self._visible_epoch
        return self._inject_js_into_html(self.problems or Path(self.root, "404.html").read_bytes(), epoch)

    def serve_request(self, environ: Any, start_response: Any) -> Any:
        """While there are problems there are no files, and at every address the list of them is what to see."""
        return super().serve_request(
            environ, lambda status, headers: start_response("200 OK" if self.problems else status, headers)
        )

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """With MkDocs's script that reloads, let in by its hash: for the rest the page's policy is as published."""
        page: bytes = super()._inject_js_into_html(content, epoch)
        script = page[page.rindex(b"<script>") + 8 : page.rindex(b"</script>")]
        return page.replace(b"script-src ", b"script-src 'sha256-%b' " % b64encode(sha256(script).digest()), 1)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no news."""


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
