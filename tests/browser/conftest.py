"""The real site, served on this machine alone, and a browser that reaches nothing else."""

from __future__ import annotations

import functools
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from conftest import Once
from paper.publishing.headers import headers
from playwright.sync_api import Browser, Page, Request, sync_playwright

from browser.nginx import running
from browser.programs import program

PATH = "/some/path/"  # the real site may stand below any path of its host
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # as real hosts: one connection for all of a page

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: what goes wrong is seen by the tests."""


@contextmanager
def serve(folder: Path, host: str = "127.0.0.1", handler: type[Handler] = Handler) -> Iterator[str]:
    """The address of the served folder, with a slash at its end."""
    server = ThreadingHTTPServer((host, 0), functools.partial(handler, directory=str(folder)))
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a browser that hangs up is no news
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{host}:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the served site, with a slash at its end."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def addresses(site: Path, served: str) -> list[str]:
    """Every page's address: those of the navigation in both languages, and 404."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [served + name.removesuffix("index.html") for name in names]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", *QUIET]
        running = playwright.chromium.launch(executable_path=program("chromium-headless-shell"), args=arguments)
        yield running
        running.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a tab of a width in pixels; other words are Playwright's (color_scheme, java_script_enabled …)."""
    contexts = []

    def opened(width: int = 1280, height: int = 800, **words: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **words))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def faults(page: Page) -> list[str]:
    """What the console says and which requests fail, from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.extend(_failed(request)))
    return said


def _failed(request: Request) -> list[str]:
    """Its address, unless it is a page fetched ahead, which is broken off when the reader goes there at once."""
    ahead = request.resource_type == "fetch" and request.url.endswith("/")
    return [] if ahead and request.failure == "net::ERR_ABORTED" else [request.url]


def painted(page: Page) -> None:
    """Waits until the page has been drawn, also without scripts: Chromium hears no key before."""
    page.screenshot(clip={"x": 0, "y": 0, "width": 1, "height": 1})


@dataclass(frozen=True)
class Hosted:
    """The site on a real nginx, below a path of its host; `folder` is what nginx serves there."""

    address: str
    folder: Path
    configuration: Path

    @property
    def host(self) -> str:
        return self.address.removesuffix(PATH)

    @property
    def headers(self) -> dict[str, str]:
        """What the host is to send with every answer: the style sheet in the pages has its hash in it."""
        style = re.search("<style>(.*?)</style>", (self.folder / "index.html").read_text("utf-8"), re.DOTALL)
        assert style
        return headers(style[1], PATH)

    @property
    def pages(self) -> list[str]:
        """Every page's address but those that say a page is not there."""
        names = (path.relative_to(self.folder).as_posix() for path in sorted(self.folder.rglob("index.html")))
        return [self.address + name.removesuffix("index.html") for name in names]


@pytest.fixture(scope="session")
def hosted(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The real site, built for an address with a path, and served there by nginx as site.nginx.conf has it."""
    built, server = once("below", SITE_URL=f"https://example.org{PATH}"), tmp_path_factory.mktemp("nginx")
    folder, configuration = server / "www" / PATH.strip("/"), built.parent / "site.nginx.conf"
    shutil.copytree(built, folder)
    with running(server / "www", configuration, server) as host:
        yield Hosted(host + PATH, folder, configuration)
