"""What a reader does with the main pages, done in every engine: read, menu, search, change language, copy, propose.

Each engine is started once and does all of it, on a phone and on a desktop; what fails is told a line each. What pages
say is heard by the server: by a script it puts first in each page, for WebKit tells no driver what its console says.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import ClassVar

import pytest

from browser.conftest import Handler, serve
from browser.engines import ENGINES, Engine, Firefox, OldSafari
from browser.test_cite import SELECT

WIDTHS = (390, 1280)
PAGES = ("", "i-samme-baad/", "i-samme-baad.en/", "om/")

MENU = "#menu"
ENTRY = "#menu a"
MENU_BUTTON = "header .menuknap"
SEARCH_BUTTON = ".soegeknap"
SEARCH_FIELD = "#soegeord"
RESULT = ".soeg li a"
LANGUAGE = "header a[hreflang]"
SIGN = "[id='{0}'] + .henvis summary"
LINK = "[id='{0}'] + .henvis a.kopier"
REFERENCE = "[id='{0}'] + .henvis .apa button"
TOOLS = ".vaerktoej button"  # the quotation's, the link's, and the proposal's
FIELD = "#forslag-tekst"
PROPOSAL = "#forslag-liste"
STATUS = "[role=status].besked"
# A section of i-samme-baad/, and a passage of it that is not on the screen where the section begins.
SECTION = "samme-forening"
HEADING = f"[id='{SECTION}']"
PASSAGE = "Indsigten i både medarbejderes og lederes hverdag"
SOURCE = "Landsorganisationen i Danmark. (2011). Ledere og medarbejdere i samme forening. I Offentlig"

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
MISBEHAVE = """console.error("one");
Promise.reject("two");
setTimeout(() => { throw Error("three"); });
document.body.append(Object.assign(new Image(), { src: "https://example.org/" }));
const gone = Object.assign(document.createElement("script"), { src: "/gone.js" });
gone.onerror = () => setTimeout(() => { document.documentElement.dataset.done = "yes"; });
document.body.append(gone);"""
SCRIPTS = {"/tell.js": TELL, "/misbehave.js": MISBEHAVE}

# What hinders reading a page: hardly any text, no title on the first screen, links among other words that cannot be
# told from them, and how far it scrolls sideways.
FAULTS = """const found = {}, article = document.querySelector("article");
if (article.innerText.length < 1000) found.text = article.innerText;
const title = document.querySelector("h1").getBoundingClientRect();
if (!title.height || title.top > innerHeight) found.title = title.top;
const words = (element) => element.textContent.trim().length;
const clear = /transparent|rgba\\(.*, 0\\)/;
const links = [...article.querySelectorAll(":is(p, dd, td, figcaption) a:not(.footnote-backref, .henvis a)")];
const among = links.filter((link) => words(link.closest("p, dd, td, figcaption")) > words(link) + 20);
const unseen = among.filter((link) => {
  const { textDecorationLine, textDecorationColor, borderTopWidth } = getComputedStyle(link);
  if (parseFloat(borderTopWidth) > 1) return false; // the look of a button
  return textDecorationLine !== "underline" || clear.test(textDecorationColor);
});
if (unseen.length) found.links = unseen.map((link) => link.textContent);
scrollTo(1000, 0);
if (scrollX || document.body.scrollWidth > innerWidth) found.sideways = [scrollX, document.body.scrollWidth];
return found;"""

# The words that stand on two lines: those of running text, where they may be divided, and the others.
DIVIDED = """const divided = {running: [], others: []}, range = document.createRange();
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text; (text = texts.nextNode());) {
  const within = (...what) => text.parentElement.closest(what);
  const may = within("p", "li", "dd") && !within("blockquote", "header", "nav", "footer", "figure", "[download]");
  for (const {0: word, index} of text.data.matchAll(/\\p{Lu}{2,}[-/]\\p{L}+|\\p{L}{4,}/gu)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const lines = new Set([...range.getClientRects()].filter(({width}) => width).map(({top}) => top));
    if (lines.size > 1) divided[may && !/[-/]/.test(word) ? "running" : "others"].push(word);
  }
}
return divided;"""

BESIDE = """const box = (element) => element.getBoundingClientRect();
return [box(document.querySelector(arguments[0])).right, box(document.querySelector("h1")).left];"""

# Whether an element of a selector, the first with certain words, is in view.
IN_VIEW = """(([selector, words = ""]) => {
  const element = [...document.querySelectorAll(selector)].find(({ textContent }) => textContent.includes(words));
  const { top, bottom, left, right, height } = element?.getBoundingClientRect() ?? {};
  return height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
})([...arguments])"""


class Listening(Handler):
    """Hears what pages say, and what is asked for that is not there."""

    said: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        page = file / "index.html" if file.is_dir() else file
        if self.path in SCRIPTS:
            self._send(SCRIPTS[self.path], "text/javascript")
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

    @property
    def on_a_phone(self) -> bool:
        return self.width == min(WIDTHS)

    def open(self, path: str) -> None:
        self.engine.open(self.address + path)

    def sees(self, *what: str) -> bool:
        return bool(self.engine.run(f"return {IN_VIEW}", *what))

    def comes_to_see(self, *what: str) -> None:
        self.engine.wait(IN_VIEW, *what)

    def select(self, words: str) -> None:
        self.engine.run(f"({SELECT})(arguments[0])", {"start": words, "end": "", "nth": 0})
        self.comes_to_see(TOOLS)

    def unfold(self, section: str) -> None:
        """Opens what is behind the sign of a section."""
        self.engine.click(SIGN.format(section))
        self.comes_to_see(LINK.format(section))

    def copied(self) -> str:
        """What is on the clipboard, once the page has said how it went."""
        self.engine.wait("/Kopieret|Kunne ikke/.test(document.querySelector(arguments[0]).textContent)", STATUS)
        said = self.engine.run("return document.querySelector(arguments[0]).textContent", STATUS)
        assert said == "Kopieret"
        return self.engine.pasted()


def pages_are_read(reader: Reader) -> None:
    found = {}
    for path in PAGES:
        reader.open(path)
        found[path] = reader.engine.run(FAULTS)
    assert {path: faults for path, faults in found.items() if faults} == {}


def words_are_divided_in_running_text_alone(reader: Reader) -> None:
    """Neither in titles, quotations and captions nor after «LO-»."""
    if isinstance(reader.engine, OldSafari):
        return  # it has no Danish patterns, and its zoom makes the cover's title larger than any window's
    divided = {}
    for path in PAGES:
        reader.open(path)
        divided[path] = reader.engine.run(DIVIDED)
    assert {path: words["others"] for path, words in divided.items() if words["others"]} == {}
    if reader.on_a_phone:
        assert divided["i-samme-baad/"]["running"], "no Danish word is divided at all"


def the_menu_stands_beside_the_text_or_opens(reader: Reader) -> None:
    """Without popover it is somewhere on the page, and the button leads there."""
    for path in ("", "om/"):
        reader.open(path)
        if reader.on_a_phone or path == "":
            assert not reader.sees(ENTRY), "the menu is there before it is asked for"
            reader.engine.click(MENU_BUTTON)
        reader.comes_to_see(ENTRY)
    if not reader.on_a_phone:
        right, left = reader.engine.run(BESIDE, MENU)
        assert right <= left, "the menu is not beside the text"


def the_menu_opens_by_keys(reader: Reader) -> None:
    reader.open("")
    button = f"[...document.querySelectorAll('{MENU_BUTTON}')].find((button) => button.getClientRects().length)"
    reader.engine.run(f"{button}.focus()")
    reader.engine.press("Enter")
    reader.comes_to_see(ENTRY)
    if reader.engine.run("return 'popover' in HTMLElement.prototype"):
        reader.engine.press("Escape")
        reader.engine.wait(f"!{IN_VIEW}", ENTRY)
        assert reader.engine.run(f"return {button} === document.activeElement"), "the focus is lost"


def search_finds(reader: Reader) -> None:
    """The first result is opened by a click on a phone, and on a desktop by Enter."""
    reader.open("om/")
    reader.engine.click(SEARCH_BUTTON)
    reader.engine.wait("document.querySelector(arguments[0]) === document.activeElement", SEARCH_FIELD)
    reader.engine.type("flekstid")
    reader.comes_to_see(RESULT, "ekstid")
    address = reader.engine.run("return document.querySelector(arguments[0]).href", RESULT)
    if reader.on_a_phone:
        reader.engine.click(RESULT)
    else:
        reader.engine.press("Enter")
    reader.engine.wait("location.href === arguments[0] && document.readyState === 'complete'", address)
    reader.comes_to_see(f"[id='{address.partition('#')[2]}']")


def the_language_changes(reader: Reader) -> None:
    reader.open("i-samme-baad/")
    reader.engine.click(LANGUAGE)
    reader.engine.wait("location.pathname.endsWith('/i-samme-baad.en/') && document.readyState === 'complete'")
    assert reader.engine.run("return document.documentElement.lang") == "en"


def a_link_is_copied(reader: Reader) -> None:
    reader.open("i-samme-baad/")
    reader.unfold(SECTION)
    reader.engine.click(LINK.format(SECTION))
    address = reader.copied()
    assert address == f"{reader.address}i-samme-baad/#{SECTION}"
    reader.engine.open(address)
    reader.comes_to_see(HEADING)


def a_reference_is_copied(reader: Reader) -> None:
    reader.open("i-samme-baad/")
    reader.unfold(SECTION)
    reader.engine.wait("document.querySelector(arguments[0])", REFERENCE.format(SECTION))
    reader.engine.click(REFERENCE.format(SECTION))
    assert reader.copied()[: len(SOURCE)] == SOURCE


def a_quotation_is_copied(reader: Reader) -> None:
    reader.open("i-samme-baad/")
    reader.select(PASSAGE)
    reader.engine.click(TOOLS, 0)
    quotation = f"”{PASSAGE}”\n{SOURCE}"
    assert reader.copied()[: len(quotation)] == quotation


def a_link_to_a_passage_is_copied_and_leads_there(reader: Reader) -> None:
    """Browsers that know no such links find the section."""
    reader.open("i-samme-baad/")
    knows = reader.engine.run("return 'fragmentDirective' in document")
    reader.select(PASSAGE)
    reader.engine.click(TOOLS, 1)
    address, section = reader.copied(), f"{reader.address}i-samme-baad/#{SECTION}"
    if knows or address != section:
        page, _, passage = address.partition("#")
        assert page.startswith(f"{reader.address}i-samme-baad/?ord=")
        assert passage.partition("%20")[0] == f"{SECTION}:~:text=Indsigten"
    reader.engine.open(address)
    reader.comes_to_see(*(("article li", PASSAGE) if knows else (HEADING,)))


def a_change_is_proposed_and_copied(reader: Reader) -> None:
    """As text, and for a word processor; the words that were selected are those that are written over."""
    reader.open("i-samme-baad/")
    reader.select(PASSAGE)
    reader.engine.click(TOOLS, 2)
    reader.engine.wait("document.activeElement === document.querySelector(arguments[0])", FIELD)
    reader.engine.type("Viden om hverdagen")
    reader.engine.wait("document.querySelector(arguments[0]).textContent.includes('ændres til')", PROPOSAL)
    for button in ("[data-word]", "[data-tekst]"):
        reader.engine.run("document.querySelector(arguments[0]).textContent = ''", STATUS)
        reader.engine.click(button)
        reader.engine.wait("document.querySelector(arguments[0]).textContent === 'Kopieret'", STATUS)
    proposal = reader.copied()
    assert proposal.startswith("Ændringsforslag til ”Offentlig ledelse i fællesskab”, udgave 2011, kapitlet")
    assert f": ”{PASSAGE}" in proposal and "ændres til: ”Viden om hverdagen " in proposal


def a_link_whose_words_are_gone_says_so(reader: Reader) -> None:
    reader.open(f"i-samme-baad/?ord=3.abc#{SECTION}")
    reader.comes_to_see(f"{HEADING} ~ .aendret", "står ikke længere her")


def what_a_page_says_is_heard(reader: Reader) -> None:
    """So that silence is one."""
    reader.open("")
    reader.engine.run("document.head.append(Object.assign(document.createElement('script'), {src: '/misbehave.js'}))")
    reader.engine.wait("document.documentElement.dataset.done")
    assert {"one", "two", "404: /gone.js"} <= set(Listening.said)
    assert any(said.startswith("policy: img-src") for said in Listening.said)
    assert any("three" in said for said in Listening.said)
    if isinstance(reader.engine, Firefox):
        assert any("three" in said for said in reader.engine.said())


READING = (
    pages_are_read,
    words_are_divided_in_running_text_alone,
    the_menu_stands_beside_the_text_or_opens,
    the_menu_opens_by_keys,
    search_finds,
    the_language_changes,
    a_link_whose_words_are_gone_says_so,
)
COPYING = (
    a_link_is_copied,
    a_reference_is_copied,
    a_quotation_is_copied,
    a_link_to_a_passage_is_copied_and_leads_there,
    a_change_is_proposed_and_copied,
)


@pytest.mark.parametrize("name", ENGINES)
def test_a_reader_can_do_all_of_it(
    name: str, secure: str, plain: str, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    with ExitStack() as running:
        engine = running.enter_context(ENGINES[name](_folder(tmp_path)))
        for width in WIDTHS:
            engine.size(width, 800)
            deeds = [(deed, secure) for deed in READING + COPYING]
            for deed, address in deeds + [(deed, plain) for deed in COPYING if width == min(WIDTHS)]:
                with subtests.test(f"{name}, {width}, {'https' if address == secure else 'http'}: {deed.__name__}"):
                    try:
                        _do(deed, Reader(engine, address, width))
                    except TimeoutError:  # the driver, not the page: WPE's falls silent once in some hundred visits
                        running.close()
                        engine = running.enter_context(ENGINES[name](_folder(tmp_path)))
                        engine.size(width, 800)
                        _do(deed, Reader(engine, address, width))
        what_a_page_says_is_heard(Reader(engine, secure, width))


def _folder(inside: Path) -> Path:
    """A new folder for a browser's own things."""
    return Path(mkdtemp(dir=inside))


def _do(deed: Callable[[Reader], None], reader: Reader) -> None:
    Listening.said.clear()
    deed(reader)
    assert Listening.said + reader.engine.said() == []
