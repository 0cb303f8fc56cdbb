"""What a reader does with the main pages, done in every engine: read, use the menu, search, change language, copy.

Each engine is started once and does all of it, on a phone and on a desktop; what fails is told a line each. What pages
say is heard by the server: by a script it puts first in each page, for WebKit tells no driver what its console says.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from browser.conftest import Handler, serve
from browser.engines import ENGINES, Engine
from browser.test_cite import SELECT

WIDTHS = (390, 1280)
PAGES = ("", "i-samme-baad/", "i-samme-baad.en/", "om/")

MENU = "#menu"
MENU_BUTTON = "header .menuknap"
SEARCH_BUTTON = ".soegeknap"
RESULT = ".soeg li a"
LANGUAGE = "header a[hreflang]"
SIGN = "[id='{0}'] + .henvis summary"
LINK = "[id='{0}'] + .henvis a.kopier"
REFERENCE = "[id='{0}'] + .henvis .apa button"
TOOLS = ".vaerktoej button"  # the quotation's, and the link's
SECTION = "forskellige-perspektiver"  # of i-samme-baad/, and of it a passage:
PASSAGE = "I praksis kan og skal ledelsesrelationerne da heller ikke være gnidningsfrie."

TELL = """{
const tell = (...words) => {
  const request = new XMLHttpRequest();
  request.open("POST", "/said", false);
  request.send(words.join(" "));
};
addEventListener("error", ({ message, target }) => tell(message ?? target.outerHTML), true);
addEventListener("unhandledrejection", ({ reason }) => tell(reason));
addEventListener("securitypolicyviolation", (event) => tell("policy:", event.violatedDirective, event.blockedURI));
console.warn = console.error = tell;
}"""

# Links among other words that cannot be told from them.
UNSEEN_LINKS = """const among = (link) => link.closest("p, li, dd, td, figcaption, blockquote").textContent.trim().length
  > link.textContent.trim().length + 20;
const clear = /transparent|rgba\\(.*, 0\\)/;
const links = [...document.querySelectorAll("article :is(p, dd, td, figcaption) a:not(.footnote-backref, .henvis a)")];
return links.filter(among).filter((link) => {
  const { textDecorationLine, textDecorationColor } = getComputedStyle(link);
  return textDecorationLine !== "underline" || clear.test(textDecorationColor);
}).map((link) => link.textContent);"""

IN_VIEW = """(([element]) => {
  const { top, bottom, left, right, height } = element?.getBoundingClientRect() ?? {};
  return height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
})(document.querySelectorAll(arguments[0]))"""


class Listening(Handler):
    """Hears what pages say, and what is asked for that is not there."""

    said: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        page = file / "index.html" if file.is_dir() else file
        if self.path == "/tell.js":
            self._send(TELL, "text/javascript")
        elif page.suffix == ".html" and page.exists():
            html = page.read_text("utf-8")
            self._send(html.replace("<title>", '<script src="/tell.js"></script><title>', 1), "text/html")
        else:
            super().do_GET()

    def do_POST(self) -> None:
        self.said.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._send("", "text/plain")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.said.append(f"{code}: {self.path}")
        super().send_error(code, message, explain)

    def _send(self, text: str, kind: str) -> None:
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="module")
def secure(frozen: Path) -> Iterator[str]:
    """The address of the frozen site on this very machine, which browsers trust as they do https."""
    with serve(frozen, handler=Listening) as address:
        yield address


@pytest.fixture(scope="module")
def plain(frozen: Path) -> Iterator[str]:
    """The address of the same by the machine's name, which browsers trust no more than any http."""
    with serve(frozen, socket.gethostname(), Listening) as address:
        yield address


@dataclass(frozen=True)
class Reader:
    """One who reads the site at an address, in an engine, at a width."""

    engine: Engine
    address: str
    width: int

    def open(self, path: str) -> None:
        self.engine.open(self.address + path)

    def sees(self, selector: str) -> None:
        self.engine.wait(IN_VIEW, selector)

    def has_popover(self) -> bool:
        return bool(self.engine.run("return 'popover' in HTMLElement.prototype"))

    def select(self, words: str) -> None:
        self.engine.run(f"({SELECT})(arguments[0])", {"start": words, "end": "", "nth": 0})
        self.engine.wait(IN_VIEW, TOOLS)

    def copied(self) -> str:
        """What is on the clipboard, once the page has said that it copied."""
        self.engine.wait("/Kopieret|Kunne ikke/.test(document.querySelector('.besked').textContent)")
        assert self.engine.run("return document.querySelector('.besked').textContent") == "Kopieret"
        return self.engine.pasted()


def the_text_is_there(reader: Reader) -> None:
    for path in PAGES:
        reader.open(path)
        assert reader.engine.run("return document.querySelector('article').innerText.length") > 1000, path
        assert reader.engine.run(f"return {IN_VIEW}", "h1"), f"{path}: no title on the first screen"


def links_are_seen_as_links(reader: Reader) -> None:
    for path in PAGES:
        reader.open(path)
        assert reader.engine.run(UNSEEN_LINKS) == [], path


def nothing_scrolls_sideways(reader: Reader) -> None:
    for path in PAGES:
        reader.open(path)
        assert reader.engine.run("scrollTo(1000, 0); return [scrollX, document.body.scrollWidth <= innerWidth]") == [
            0,
            True,
        ], path


def the_menu_opens(reader: Reader) -> None:
    """On a desktop it stands beside the text but on the front page; without popover it is a place on the page."""
    for path in ("", "om/"):
        reader.open(path)
        if path and reader.width == max(WIDTHS):
            assert reader.engine.run(f"return {IN_VIEW}", MENU)
            assert reader.engine.run(
                "return document.querySelector(arguments[0]).getBoundingClientRect().right <= "
                "document.querySelector('h1').getBoundingClientRect().left",
                MENU,
            )
            continue
        assert not reader.engine.run(f"return {IN_VIEW}", MENU + " a"), path
        reader.engine.click(MENU_BUTTON)
        reader.sees(MENU + " a")


def the_menu_opens_by_keys(reader: Reader) -> None:
    reader.open("")
    shown = f"[...document.querySelectorAll('{MENU_BUTTON}')].find((button) => button.getClientRects().length)"
    reader.engine.run(f"{shown}.focus()")
    reader.engine.press("Enter")
    reader.sees(MENU + " a")
    if reader.has_popover():
        reader.engine.press("Escape")
        reader.engine.wait(f"!{IN_VIEW}", MENU + " a")
        assert reader.engine.run(f"return {shown} === document.activeElement")


def search_finds(reader: Reader) -> None:
    """By a click on the result, and by Enter."""
    reader.open("om/")
    reader.engine.click(SEARCH_BUTTON)
    reader.engine.wait("document.getElementById('soegeord') === document.activeElement")
    reader.engine.type("flekstid")
    reader.engine.wait(IN_VIEW, RESULT)
    if reader.width == min(WIDTHS):
        reader.engine.click(RESULT)
    else:
        reader.engine.press("Enter")
    reader.engine.wait("location.pathname.endsWith('/i-samme-baad/') && document.readyState === 'complete'")
    place = reader.engine.run("return location.hash.slice(1)")
    assert place
    reader.sees(f"[id='{place}']")


def the_language_changes(reader: Reader) -> None:
    reader.open("i-samme-baad/")
    reader.engine.click(LANGUAGE)
    reader.engine.wait("location.pathname.endsWith('/i-samme-baad.en/') && document.documentElement.lang === 'en'")


def a_link_is_copied(reader: Reader) -> None:
    reader.open("i-samme-baad/")
    reader.engine.click(SIGN.format(SECTION))
    reader.engine.click(LINK.format(SECTION))
    address = reader.copied()
    assert address == f"{reader.address}i-samme-baad/#{SECTION}"
    reader.engine.open(address)
    reader.sees(f"[id='{SECTION}']")


def a_reference_is_copied(reader: Reader) -> None:
    reader.open("i-samme-baad/")
    reader.engine.click(SIGN.format(SECTION))
    reader.engine.wait(f"document.querySelector(`{REFERENCE.format(SECTION)}`)")
    reader.engine.click(REFERENCE.format(SECTION))
    assert reader.copied().startswith(
        "LO (Landsorganisationen i Danmark). (2011). Forskellige perspektiver. I Offentlig"
    )


def a_quotation_is_copied(reader: Reader) -> None:
    reader.open("i-samme-baad/")
    reader.select(PASSAGE)
    reader.engine.click(TOOLS, 0)
    assert reader.copied().startswith(
        f"”{PASSAGE}”\nLO (Landsorganisationen i Danmark). (2011). Forskellige perspektiver. I Offentlig"
    )


def a_link_to_a_passage_is_copied_and_leads_there(reader: Reader) -> None:
    """Browsers that know no such links find the section."""
    reader.open("i-samme-baad/")
    knows = reader.engine.run("return 'fragmentDirective' in document")
    reader.select(PASSAGE)
    reader.engine.click(TOOLS, 1)
    address, section = reader.copied(), f"{reader.address}i-samme-baad/#{SECTION}"
    assert address.startswith(f"{section}:~:text=I%20praksis") or (address == section and not knows)
    reader.engine.open(address)
    if knows:
        reader.engine.wait(
            f"(([first]) => first.y > 0 && first.y < innerHeight)(({SELECT})(arguments[0]))",
            {"start": PASSAGE, "end": "", "nth": 0},
        )
    else:
        reader.sees(f"[id='{SECTION}']")


COPYING = (
    a_link_is_copied,
    a_reference_is_copied,
    a_quotation_is_copied,
    a_link_to_a_passage_is_copied_and_leads_there,
)
READING = (
    the_text_is_there,
    links_are_seen_as_links,
    nothing_scrolls_sideways,
    the_menu_opens,
    the_menu_opens_by_keys,
    search_finds,
    the_language_changes,
)


@pytest.mark.parametrize("name", ENGINES)
def test_a_reader_can_do_all_of_it(
    name: str, secure: str, plain: str, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    with ENGINES[name](tmp_path) as engine:
        for width in WIDTHS:
            engine.size(width, 800)
            for deed in (*READING, *COPYING):
                with subtests.test(deed.__name__, width=width):
                    does_quietly(deed, Reader(engine, secure, width))
            for deed in COPYING:
                with subtests.test(deed.__name__, width=width, address="plain http"):
                    does_quietly(deed, Reader(engine, plain, width))


def does_quietly(deed: Callable[[Reader], None], reader: Reader) -> None:
    Listening.said.clear()
    deed(reader)
    assert Listening.said + reader.engine.said() == []


def test_what_a_page_says_is_heard(secure: str, tmp_path: Path) -> None:
    Listening.said.clear()
    with ENGINES["safari16"](tmp_path) as engine:
        engine.open(secure)
        engine.run(
            "console.error('one'); Promise.reject('two'); setTimeout(() => { throw Error('three') });"
            "const image = new Image(); image.src = 'https://example.org/'; document.body.append(image);"
            "const script = document.createElement('script'); script.src = '/gone.js'; document.body.append(script);"
        )
        engine.wait("performance.getEntriesByName(location.origin + '/gone.js').length || true")
    assert {"one", "two", "Error: three", "404: /gone.js"} <= set(Listening.said)
