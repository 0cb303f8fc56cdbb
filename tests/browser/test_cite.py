"""What is copied leads back to the place: on a phone and on a desktop, opened in a window of its own."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.conftest import painted, serve

Tab = Callable[..., Page]

WIDTHS = (390, 1280)
MARKED = (0xFF, 0xD5, 0x4A)  # ::target-text in site.css
CLIPBOARD = ["clipboard-read", "clipboard-write"]

# Selects the nth occurrence of `start`, or from it to the first occurrence of `end` after it, among the text's nodes.
SELECT = """({start, end, nth}) => {
  const text = document.querySelector("h1").parentElement;
  const nodes = [], walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const open = (node) => !node.parentElement.closest("details:not([open]), .js, nav");
  while (walker.nextNode()) if (open(walker.currentNode)) nodes.push(walker.currentNode);
  const find = (words, from, nth) => {
    for (let i = from; i < nodes.length; i++)
      for (let at = nodes[i].data.indexOf(words); at >= 0; at = nodes[i].data.indexOf(words, at + 1))
        if (nth-- === 0) return [i, at];
  };
  const [i, at] = find(start, 0, nth), [j, to] = end ? find(end, i, 0) : [i, at];
  getSelection().setBaseAndExtent(nodes[i], at, nodes[j], to + (end || start).length);
  const range = getSelection().getRangeAt(0);
  const box = (rect) => ({x: rect.x, y: rect.y, width: rect.width, height: rect.height});
  return [box([...range.getClientRects()].at(0)), box([...range.getClientRects()].at(-1))];
}"""

COLOURS = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const data = pen.getImageData(0, 0, image.width, image.height).data, found = [];
  for (let i = 0; i < data.length; i += 4) found.push(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
  return found;
}"""


@pytest.fixture(scope="module")
def printed(frozen: Path) -> Iterator[str]:
    """The address of the site of the frozen paper, whose words these tests may name."""
    with serve(frozen) as address:
        yield address


def select(page: Page, start: str, end: str = "", nth: int = 0) -> list[dict[str, float]]:
    """Selects words on the page; returns the boxes of the first and the last of its lines."""
    boxes: list[dict[str, float]] = page.evaluate(SELECT, {"start": start, "end": end, "nth": nth})
    return boxes


def copied(page: Page) -> str:
    """What is on the clipboard once the page has said that it was copied."""
    page.get_by_role("status").filter(has_text="Kopieret").or_(
        page.get_by_role("status").filter(has_text="Copied")
    ).wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def without_mark(text: str) -> str:
    """A copied text without what its link is known by when its words are gone."""
    return re.sub(r"\?ord=\d+\.\w+", "", text)


@pytest.fixture(scope="module")
def canvas(browser: Browser) -> Page:
    """An empty page, to read pictures in."""
    return browser.new_page()


def is_marked(canvas: Page, page: Page, box: dict[str, float]) -> bool:
    """Whether the box is in view and painted as a text that the address names."""
    viewport = page.viewport_size
    assert viewport
    if not 0 <= box["y"] <= viewport["height"] - box["height"]:
        return False
    clip = {"x": box["x"], "y": box["y"], "width": min(box["width"], 60), "height": box["height"]}
    pixels = canvas.evaluate(COLOURS, base64.b64encode(page.screenshot(clip=clip)).decode())
    return pixels.count(int.from_bytes(bytes(MARKED))) > len(pixels) / 3


def is_found(canvas: Page, page: Page, start: str, end: str = "", nth: int = 0) -> bool:
    """Whether the browser comes to mark the first or the last line of the passage, and to show it."""
    for _ in range(20):
        boxes = boxes_without_selecting(page, start, end, nth=nth)
        if any(is_marked(canvas, page, box) for box in boxes):
            return True
        page.wait_for_timeout(250)
    return False


def boxes_without_selecting(page: Page, *words: str, nth: int = 0) -> list[dict[str, float]]:
    boxes = select(page, *words, nth=nth)
    page.evaluate("getSelection().removeAllRanges()")
    return boxes


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("path", "anchor"),
    [
        ("i-samme-baad/", "forskellige-perspektiver"),
        ("i-samme-baad.en/", "ledere-er-ogsaa-ansatte"),
        ("om/", "udgaver"),
    ],
)
def test_a_copied_link_opens_at_its_heading(tab: Tab, printed: str, width: int, path: str, anchor: str) -> None:
    page = tab(width, permissions=CLIPBOARD)
    page.goto(printed + path)
    heading = page.locator(f"[id='{anchor}']")
    heading.hover()
    sign = page.get_by_label(heading.inner_text()).and_(page.locator(".henvis > *"))
    expect(sign).to_have_css("opacity", "1")
    sign.click()
    if sign.evaluate("sign => sign.localName") == "summary":
        page.locator(f"[id='{anchor}'] + .henvis a.kopier").click()
    address = copied(page)
    assert address == f"{printed}{path}#{anchor}"
    fresh = tab(width, 500)
    fresh.goto(address)
    box = fresh.locator(f"[id='{anchor}']").bounding_box()
    assert box and 0 <= box["y"] < 200


PASSAGES = {
    "a short passage": ("i-samme-baad/", "konflikthåndtering, kritisk feedback", "", 0),
    "within words": ("i-samme-baad/", "nidningsfri", "", 0),
    "commas, hyphens, quotation marks": ("i-samme-baad/", "”Udbyttet” tilkommer", "-", 0),
    "a long passage": ("i-samme-baad/", "I praksis kan og skal", "ordentlig måde", 0),
    "from one paragraph into the next": ("i-samme-baad/", "Eksempelvis kan en leder", "ikke være gnidningsfrie", 0),
    "from a paragraph into a list": ("i-samme-baad/", "tilbyder typisk deres", "At forhandle løn", 0),
    "across a heading": ("i-samme-baad/", "er forenelige", "brug for støtte", 0),
    "the second of equal words": ("i-samme-baad/", "ledere og medarbejdere", "", 1),
    "the third of equal words": ("i-samme-baad/", "ledere og medarbejdere", "", 2),
    "the beginning of a list item, a word that is everywhere": ("i-samme-baad/", "At", "", 7),
    "a sentence that stands twice": ("de-faelles-kampe/ledelsesrum/", "Vi er med andre ord nødt til at sikre", "", 1),
    "English": ("i-samme-baad.en/", "managers and staff", "", 1),
    "in the table": ("i-samme-baad/", "HK", "/Stat", 0),
}


@pytest.mark.parametrize(("passage", "widths"), list(zip(PASSAGES, cycle([WIDTHS, WIDTHS[::-1]]), strict=False)))
def test_a_link_to_a_passage_opens_at_it_and_marks_it(
    tab: Tab, canvas: Page, printed: str, passage: str, widths: tuple[int, int]
) -> None:
    """Copied on a phone and opened on a desktop, or the other way about."""
    path, start, end, nth = PASSAGES[passage]
    page = tab(widths[0], permissions=CLIPBOARD)
    page.goto(printed + path)
    select(page, start, end, nth)
    page.locator(".vaerktoej button").nth(1).click()
    address = copied(page)
    assert re.match(rf"{printed}{path}\?ord=\d+\.\w+#[\w-]+:~:text=", address)
    fresh = tab(widths[1], 500)
    fresh.goto(address)
    assert is_found(canvas, fresh, start, end, nth), unquote(address)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_quotation_has_its_marks_its_source_and_a_link_to_it(tab: Tab, printed: str, width: int) -> None:
    page = tab(width, permissions=CLIPBOARD)
    page.goto(printed + "i-samme-baad/")
    select(page, "I praksis kan og skal ledelsesrelationerne da heller ikke være gnidningsfrie.")
    page.get_by_role("button", name="Kopiér citat").click()
    assert without_mark(copied(page)) == (
        "”I praksis kan og skal ledelsesrelationerne da heller ikke være gnidningsfrie.”\n"
        "Landsorganisationen i Danmark. (2011). Forskellige perspektiver. I Offentlig ledelse i fællesskab: "
        "Principper for LO-forbundenes fælles arbejde for god offentlig ledelse "
        "(kapitlet ”I samme båd?”). "
        f"{printed}i-samme-baad/#forskellige-perspektiver:~:text=I%20praksis%20kan%20og%20skal%20ledelsesrelationerne"
        "%20da%20heller%20ikke%20v%C3%A6re%20gnidningsfrie."
    )


@pytest.mark.parametrize(
    ("path", "button", "text", "quotation"),
    [
        ("i-samme-baad.en/", "Copy quotation", "different perspectives", "“different perspectives”"),
        ("i-samme-baad/", "Kopiér citat", "mere ”ubehagelige” ledelsesopgaver", "”mere ’ubehagelige’ ledelsesopgaver”"),
    ],
)
def test_a_quotation_has_the_marks_of_its_language_and_single_ones_within(
    tab: Tab, printed: str, path: str, button: str, text: str, quotation: str
) -> None:
    page = tab(permissions=CLIPBOARD)
    page.goto(printed + path)
    select(page, text)
    page.get_by_role("button", name=button).click()
    assert copied(page).startswith(f"{quotation}\nLandsorganisationen i Danmark. (2011). ")


def test_a_quotation_across_a_heading_has_no_word_of_the_tools(tab: Tab, printed: str) -> None:
    page = tab(permissions=CLIPBOARD)
    page.goto(printed + "i-samme-baad/")
    select(page, "er forenelige", "brug for støtte")
    page.get_by_role("button", name="Kopiér citat").click()
    quotation = copied(page).rpartition("”\n")[0]
    assert "Ledere er også ansatte\nDet er desuden værd" in quotation
    assert "Citér" not in quotation and "Kopiér" not in quotation


BUTTONS = [
    f"Kopiér {what}: Ledere og medarbejdere i samme forening"
    for what in ("henvisning (Dansk)", "henvisning (English)", "BibTeX", "RIS", "CSL-JSON")
]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("number", range(5))
def test_every_reference_of_a_section_is_copied(tab: Tab, printed: str, width: int, number: int) -> None:
    page = tab(width, permissions=CLIPBOARD)
    page.goto(printed + "i-samme-baad/")
    section = page.locator("#samme-forening + .henvis")
    section.locator("summary").click()
    section.get_by_role("button", name=BUTTONS[number], exact=True).click()
    assert copied(page).startswith(
        (
            "Landsorganisationen i Danmark. (2011). Ledere og medarbejdere i samme forening. I Offentlig",
            "Landsorganisationen i Danmark. (2011). Ledere og medarbejdere i samme forening [Managers",
            "@incollection{lo2011-i-samme-baad--samme-forening,",
            "TY  - CHAP",
            "[\n",
        )[number]
    )


def test_all_of_it_works_by_keyboard(tab: Tab, printed: str) -> None:
    page = tab(permissions=CLIPBOARD)
    page.goto(printed + "om/")
    painted(page)
    link = page.get_by_role("link", name="Kopiér link: Kolofon", exact=True)
    link.focus()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    assert copied(page) == f"{printed}om/#kolofon"
    page.get_by_text("Hver gang webstedet bliver bygget").click(position={"x": 2, "y": 8})
    select(page, "Hver")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
    tools = page.get_by_role("group", name="Den valgte tekst")
    tools.wait_for()
    assert page.get_by_role("status").inner_text() == "Den valgte tekst: Kopiér citat, Kopiér link til stedet"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Kopiér citat":
            break
    page.keyboard.press("Enter")
    assert copied(page).startswith("”Hver gang”\n")
    assert page.evaluate("document.activeElement.textContent") == "Kopiér citat"
    page.keyboard.press("Escape")
    assert tools.is_hidden()


def test_without_scripts_links_and_references_stand_on_the_page(tab: Tab, printed: str) -> None:
    page = tab(390, java_script_enabled=False)
    page.goto(printed + "i-samme-baad/")
    section = page.locator("#ledermedlemmer + .henvis")
    section.locator("summary").click()
    assert section.locator("a.kopier").get_attribute("href") == "#ledermedlemmer"
    assert section.locator(".apa").first.is_visible()
    page.get_by_role("heading", name="Henvis til denne side").click()
    assert page.locator(".citer .apa[lang=da]").is_visible()
    assert page.locator("button:visible").filter(has_text="Kopiér").count() == 0


# Browsers as they were, or as they are without https: what is taken away before the page's scripts run.
OLDER = {
    "no clipboard": "Object.defineProperty(navigator, 'clipboard', {value: undefined})",
    "no clipboard items": "delete window.ClipboardItem",
    "a clipboard that refuses": "Clipboard.prototype.writeText = () => Promise.reject()",
}


@pytest.mark.parametrize("older", OLDER)
def test_an_older_browser_copies_all_the_same(tab: Tab, printed: str, older: str) -> None:
    page = tab(permissions=CLIPBOARD)
    page.add_init_script(f"window.readText = navigator.clipboard.readText.bind(navigator.clipboard); {OLDER[older]}")
    page.goto(printed + "i-samme-baad/")
    text = "konflikthåndtering, kritisk feedback"
    page.get_by_label("Link og henvisning: Forskellige perspektiver").click()
    page.get_by_role("button", name="Kopiér BibTeX: Forskellige perspektiver").click()
    page.wait_for_function("window.readText().then(text => text.startsWith('@incollection{'))")
    for button, start in (("Kopiér citat", f"”{text}”\n"), ("Kopiér link til stedet", f"{page.url}?ord=")):
        select(page, text)
        page.get_by_role("button", name=button, exact=True).focus()
        page.keyboard.press("Enter")
        page.wait_for_function("start => window.readText().then(text => text.startsWith(start))", arg=start)
        assert page.evaluate("[document.activeElement.textContent, String(getSelection())]") == [button, text]


def test_a_browser_that_cannot_copy_says_so(tab: Tab, printed: str) -> None:
    page = tab()
    page.add_init_script(f"{OLDER['no clipboard']}; document.execCommand = () => false")
    page.goto(printed + "om/")
    page.get_by_label("Kopiér link: Kolofon").click()
    page.get_by_text("Kunne ikke kopieres. Marker teksten, og kopiér selv.").wait_for()


def test_where_passages_cannot_be_found_the_link_is_to_their_section(tab: Tab, printed: str) -> None:
    page = tab(permissions=CLIPBOARD)
    page.route("**/fragment.*.js", lambda route: route.abort())
    page.goto(printed + "i-samme-baad/")
    select(page, "konflikthåndtering, kritisk feedback")
    page.get_by_role("button", name="Kopiér link til stedet").click()
    assert copied(page) == f"{printed}i-samme-baad/#forskellige-perspektiver"


def test_nothing_is_offered_before_it_is_at_hand(tab: Tab, printed: str) -> None:
    """The permission of a click would be gone when it came."""
    page, held = tab(), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    for late in ("**/*.bib", "**/fragment.*.js"):
        page.route(late, hold)
    page.goto(printed + "i-samme-baad/")
    page.get_by_label("Link og henvisning: Forskellige perspektiver").click()
    select(page, "konflikthåndtering, kritisk feedback")
    page.wait_for_timeout(400)  # longer than the toolbar waits for the selection to be settled
    waiting = [page.get_by_role("button", name=name) for name in ("Kopiér BibTeX: Forskellige", "Kopiér citat")]
    assert len(held) == 2 and not any(button.is_visible() for button in waiting)
    for route in held:
        route.continue_()
    for button in waiting:
        expect(button).to_be_visible()


def test_a_browser_that_knows_no_passages_finds_their_section(tab: Tab, printed: str) -> None:
    """Such a browser leaves the passage in what it says is the address."""
    page, kept = tab(390), "'#ledere-er-ogsaa-ansatte:~:text=ordentlige'"
    script = "**/site.*.js"

    def altered(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("location.hash", kept))

    page.route(script, altered)
    page.goto(printed + "i-samme-baad/")
    expect(page.locator("#ledere-er-ogsaa-ansatte")).to_be_in_viewport()


def test_what_is_selected_is_announced_once(tab: Tab, printed: str) -> None:
    page = tab()
    page.goto(printed + "i-samme-baad/")
    page.evaluate(ANNOUNCED)
    select(page, "konflikthåndtering")
    tools = page.get_by_role("group", name="Den valgte tekst")
    tools.wait_for()
    page.locator("#forskellige-perspektiver").hover()
    for words in ("konflikthåndtering, kritisk", "konflikthåndtering, kritisk feedback"):
        select(page, words)
        page.wait_for_timeout(400)  # longer than the toolbar waits for the selection to be settled
    assert tools.is_visible()
    assert page.evaluate("window.announced") == [
        "Den valgte tekst: Kopiér citat, Kopiér link til stedet, Foreslå en ændring"
    ]


ANNOUNCED = """() => {
  window.announced = [];
  const status = document.querySelector(".besked");
  new MutationObserver(() => status.textContent && window.announced.push(status.textContent))
    .observe(status, {childList: true, characterData: true});
}"""


def test_the_arrow_keys_move_the_selection_and_not_the_focus(tab: Tab, printed: str) -> None:
    page = tab()
    page.goto(printed + "i-samme-baad/")
    select(page, "konflikthåndtering")
    button = page.get_by_role("button", name="Kopiér citat")
    button.focus()
    page.keyboard.press("ArrowRight")
    expect(button).to_be_focused()
    assert page.evaluate("String(getSelection())") == "konflikthåndtering"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_in_the_toolbar_is_seen_on_its_own_ground(tab: Tab, printed: str, scheme: str) -> None:
    page = tab(color_scheme=scheme)
    page.goto(printed + "i-samme-baad/")
    select(page, "konflikthåndtering")
    page.get_by_role("button", name="Kopiér citat").focus()
    page.keyboard.press("Tab")
    colours = """() => {
      const style = getComputedStyle(document.activeElement);
      return [style.outlineStyle, style.outlineColor === style.color];
    }"""
    assert page.evaluate(colours) == ["solid", True]


def test_selecting_all_of_a_page_takes_no_tool_along(tab: Tab, printed: str) -> None:
    page = tab()
    page.goto(printed + "i-samme-baad/")
    page.get_by_label("Link og henvisning: Forskellige perspektiver").click()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article'))")
    text = page.evaluate("String(getSelection())")
    assert "Ledere er også ansatte" in text
    assert "Kopiér" not in text and "BibTeX" not in text


def test_nothing_of_it_is_printed(tab: Tab, reachable: Path) -> None:
    page = tab()
    with serve(reachable) as address:
        page.goto(address + "i-samme-baad/")
        page.emulate_media(media="print")
    tools = page.locator(".henvis, .citer, .hent, .foreslaa")
    assert tools.count() > 10 and not any(tool.is_visible() for tool in tools.all())


def test_an_old_address_leads_to_the_same_place_on_the_new_page(tab: Tab, edited: Path) -> None:
    with serve(edited) as address:
        page = tab()
        page.goto(address + "gammel/side/#kolofon")
        page.wait_for_url(address + "om/#kolofon")
        plain = tab(java_script_enabled=False)
        plain.goto(address + "gammel/side/#kolofon")
        plain.wait_for_url(address + "om/")
