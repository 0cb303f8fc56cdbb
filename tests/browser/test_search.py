"""Search as a reader uses it: in the dialog, by keyboard, on the frozen site below a path, under its own policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from conftest import ROOT
from playwright.sync_api import Page, Route, expect

from browser.conftest import faults, painted, serve

Tab = Callable[..., Page]
Open = Callable[..., Page]
# Waits until it is said how much is found; Playwright itself would look but a few times a second.
TOLD = """() => new Promise((done) => {
  const look = () => document.getElementById("soegestatus").textContent ? done() : requestAnimationFrame(look);
  look();
})"""
INDEX = "**/pagefind/pagefind.js"
PATH = "et/sted/"  # the frozen site is served below this
START = {"da": "om/", "en": "om.en/"}


@pytest.fixture(scope="module")
def below(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of 2011, below a path of its host."""
    host = tmp_path_factory.mktemp("host")
    (host / PATH).parent.mkdir(parents=True)
    (host / PATH.rstrip("/")).symlink_to(frozen)
    with serve(host) as address:
        yield address + PATH


@pytest.fixture
def visit(tab: Tab, below: str) -> Iterator[Open]:
    """Opens a page of the frozen site; what the console says or the network fails is found at the end."""
    said: list[list[str]] = []

    def opened(name: str = "om/", **words: object) -> Page:
        page = tab(**words)
        said.append(faults(page))
        page.goto(below + name)
        painted(page)
        return page

    yield opened
    assert [each for each in said if each] == []


def results(page: Page, words: str) -> list[str]:
    """The sections found for the words, best first, as addresses from the site's root."""
    field, status = page.locator("#soegeord"), page.locator("#soegestatus")
    field.fill("")
    expect(status).to_be_empty()
    field.fill(words)
    page.evaluate(TOLD)
    found = page.locator(".soeg li a").evaluate_all("links => links.map(link => link.dataset.afsnit)")
    return [str(address) for address in found]


def queries(language: str) -> list[tuple[str, str]]:
    lines = (ROOT / f"tests/browser/queries/{language}.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" → ") for line in lines if line and not line.startswith("#")]
    return [(words, section) for words, section in pairs]


@pytest.mark.parametrize(("language", "least"), [("da", 180), ("en", 110)])
def test_each_query_finds_its_section_among_the_first_three(visit: Open, language: str, least: int) -> None:
    page = visit(START[language])
    page.keyboard.press("Control+k")
    wanted = queries(language)
    assert len(dict(wanted)) == len(wanted) >= least
    found = {words: results(page, words)[:3] for words, _ in wanted}
    assert {words: found[words] for words, section in wanted if section not in found[words]} == {}


def test_letters_typed_in_two_parts_are_found_as_one(visit: Open) -> None:
    """As a Mac may paste them: a and a ring."""
    page = visit()
    page.keyboard.press("Control+k")
    whole = [words for words, _ in queries("da") if normalize("NFD", words) != words]
    assert len(whole) > 12
    assert [words for words in whole if results(page, normalize("NFD", words)) != results(page, words)] == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("miljøudvalg", "arbejdsmiljøudvalg"),  # a tail, which stands unseen in the index
        ("temaer", "temaer"),
        ("lon", "Løn."),
    ],
)
def test_what_is_found_by_another_spelling_is_shown_as_it_is_written(visit: Open, words: str, found: str) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    results(page, words)
    expect(page.locator(".soeg mark").filter(has_text=found).first).to_have_text(re.compile(f"^{found}\\W*$"))
    assert not set("^|\u0345") & set(page.locator(".soeg").inner_text())


def test_letters_as_typed_come_before_those_they_may_stand_for(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    assert results(page, "kampe")[0] == "de-faelles-kampe/#de-faelles-kampe"
    assert results(page, "kæmpe")[0] == results(page, "kaempe")[0] == "i-samme-baad/#ledere-er-ogsaa-ansatte"


def test_the_title_is_told_once(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    results(page, "ny løn")
    link = page.get_by_role("link", name=re.compile("^Ny Løn Ordforklaring Lønsystem i det offentlige"))
    expect(link).to_have_attribute("href", f"/{PATH}ordforklaring/#ny-loen")


def test_enter_at_once_follows_the_first_hit_of_what_is_typed(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    first = results(page, "flekstid")[0]
    results(page, "tillid")
    page.locator("#soegeord").fill("")
    page.keyboard.type("flekstid\n")
    page.wait_for_url(f"**/{first}")


def test_enter_waits_for_the_index(visit: Open) -> None:
    page = visit()
    come = opened_without_index(page)
    page.keyboard.type("flekstid\n")
    expect(page.get_by_role("dialog")).to_be_visible()
    come()
    page.wait_for_url("**/ordforklaring/#flekstid")


@pytest.mark.parametrize("keys", ["Backspace", "Escape"])
def test_what_is_typed_after_enter_or_escape_cancels_it(visit: Open, keys: str) -> None:
    page = visit()
    come = opened_without_index(page)
    page.keyboard.type("flekstid\n")
    page.keyboard.press(keys)
    come()
    expect(page.locator(".soeg li a").first).to_have_attribute("href", f"/{PATH}ordforklaring/#flekstid")
    assert page.url.endswith("/om/")


def opened_without_index(page: Page) -> Callable[[], None]:
    """Opens the dialog and holds the index back; what is returned lets it come."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(INDEX, hold)
    page.reload()  # a page that is already there may fetch a while yet without being held back
    painted(page)
    with page.expect_request(INDEX):
        page.keyboard.press("Control+k")
    return lambda: waiting.pop().continue_()


def test_enter_with_nothing_found_stays_and_says_so(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    results(page, "tillid")
    page.locator("#soegeord").fill("")
    page.keyboard.type("xylofon\n")
    expect(page.locator("#soegestatus")).to_have_text("Intet fundet. Prøv et andet ord.")
    page.keyboard.type("?\n")
    expect(page.locator("#soegestatus")).to_have_text("Intet fundet. Prøv et andet ord.")
    expect(page.locator("#soegeord")).to_be_focused()
    assert page.url.endswith("/om/")


def test_enter_that_ends_a_composition_follows_nothing(visit: Open) -> None:
    """As with the keyboards on which letters are put together, where Enter takes what is offered."""
    page = visit()
    page.keyboard.press("Control+k")
    first = results(page, "flekstid")[0]
    for composing in ("isComposing: true", "keyCode: 229"):
        event = f"new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, {composing} }})"
        page.evaluate(f"document.getElementById('soegeord').dispatchEvent({event})")
    results(page, "tillid")
    assert page.url.endswith("/om/")
    results(page, "flekstid")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{first}")


def test_new_hits_take_the_focus_of_those_that_go(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    results(page, "tillid")
    field, links = page.locator("#soegeord"), page.locator(".soeg li a")
    for words in ("flekstid", "xylofon"):
        gone = links.first.element_handle()
        field.fill(words)
        page.keyboard.press("ArrowDown")
        page.wait_for_function("link => !link.isConnected", arg=gone)
        expect(links.first if words == "flekstid" else field).to_be_focused()


def test_a_result_opened_in_another_tab_leaves_the_dialog_open(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    results(page, "tillid")
    with page.context.expect_page():
        page.locator(".soeg li a").first.click(modifiers=["ControlOrMeta"])
    expect(page.get_by_role("dialog")).to_be_visible()


def test_control_k_in_the_dialog_leads_back_to_the_field(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    results(page, "tillid")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+k")
    expect(page.locator("#soegeord")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "tillid"


@pytest.mark.parametrize("keys", ["/", "k", "Control+Shift+k", "Control+Alt+k"])
def test_other_keys_open_nothing(visit: Open, keys: str) -> None:
    page = visit()
    page.keyboard.press(keys)
    page.evaluate("document.dispatchEvent(new Event('keydown'))")  # as browsers do that fill a form in: it has no key
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_browser_without_dialogs_has_no_search_button(tab: Tab, below: str) -> None:
    page, errors = tab(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("delete HTMLDialogElement.prototype.showModal")
    page.goto(below + "om/")
    page.keyboard.press("Control+k")
    expect(page.locator(".soegeknap")).to_be_hidden()
    expect(page.locator(".soeg")).to_be_hidden()
    assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_found_words_are_legible_in_forced_colours(visit: Open, scheme: str) -> None:
    page = visit(forced_colors="active", color_scheme=scheme)
    page.keyboard.press("Control+k")
    results(page, "tillid")
    mark = page.locator(".soeg mark").first
    expect(mark).to_have_css("background-color", "rgb(255, 255, 0)")
    expect(mark).to_have_css("color", "rgb(0, 0, 0)")


def test_a_screen_reader_hears_each_name_once(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    results(page, "skønmalerier")
    expect(page.get_by_role("dialog")).to_match_aria_snapshot("""
      - dialog "Søg":
        - text: Søg i oplægget
        - textbox "Søg i oplægget": skønmalerier
        - button "Luk"
        - status: 1 afsnit fundet.
        - list:
          - listitem:
            - link /^1. Vi skal fremme et nyt syn på ledelse og lederrollen .*/
    """)


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k", "click"])
def test_the_dialog_opens_and_escape_closes_it_with_the_focus_where_it_was(visit: Open, keys: str) -> None:
    page = visit()
    button = page.get_by_role("button", name="Søg", exact=True)
    button.focus()
    if keys == "click":
        button.click()
    else:
        page.keyboard.press(keys)
    expect(page.get_by_role("dialog", name="Søg", exact=True)).to_be_visible()
    expect(page.get_by_label("Søg i oplægget").and_(page.locator("input"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_a_slash_typed_in_the_field_is_a_slash(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    page.keyboard.type("HK/Kommunal")
    expect(page.locator("#soegeord")).to_have_value("HK/Kommunal")


def test_nothing_of_the_index_is_fetched_before_the_dialog_opens(visit: Open) -> None:
    page = visit()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.reload(wait_until="networkidle")
    page.get_by_role("button", name="Søg", exact=True).hover()
    page.wait_for_timeout(300)
    assert [address for address in fetched if "pagefind" in address] == []
    with page.expect_request("**/pagefind/pagefind.js"):
        page.keyboard.press("Control+k")
    results(page, "rum")
    assert all(address.startswith(page.url.split(PATH)[0] + PATH) for address in fetched)


def test_a_result_is_reached_with_the_keyboard_alone(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    found = results(page, "tillid")
    links = page.locator(".soeg li a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#soegeord")).to_be_focused()
    place = links.nth(0).get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{place}")
    assert place.split("#")[0] == f"/{PATH}{found[0].split('#')[0]}"


def test_a_result_on_the_same_page_closes_the_dialog_and_shows_the_place(visit: Open) -> None:
    page = visit("i-samme-baad/")
    page.keyboard.press("Control+k")
    assert results(page, "flekstid")
    page.locator(".soeg li a[href$='#lederkendetegn']").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#lederkendetegn")).to_be_in_viewport()


def test_a_click_beside_the_dialog_or_on_its_button_closes_it(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    page.mouse.click(5, 700)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.get_by_role("button", name="Luk", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_results_show_the_words_of_the_page_with_the_found_ones_marked(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    results(page, "byrde")
    first = page.locator(".soeg li a").first
    expect(first.locator("mark")).to_have_text("dokumentationsbyrden.")
    expect(first.locator("strong")).to_have_text("2. Vi skal sikre lederne et ordentligt ledelsesrum")
    expect(first.locator("span")).to_contain_text("spillerummet for selvstændig ledelse")
    assert not set("^|\u0345") & set(page.locator(".soeg").inner_text())


def test_the_link_leads_to_the_paragraph(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    results(page, "skønmalerier")
    link = page.locator(".soeg li a").first
    expect(link).to_have_attribute("href", f"/{PATH}de-faelles-kampe/nyt-syn/#tale-ledelse-ned")


@pytest.mark.parametrize(("name", "words", "other"), [("om/", "ledelse", ".en/"), ("om.en/", "leadership", "")])
def test_each_language_finds_its_own_pages_only(visit: Open, name: str, words: str, other: str) -> None:
    page = visit(name)
    page.keyboard.press("Control+k")
    found = results(page, words)
    assert len(found) > 5
    assert [address for address in found if (".en/" in address) == (other == ".en/")] == []


def test_the_whole_paper_is_not_found_twice(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    assert not [address for address in results(page, "ledere") if "hele-oplaegget" in address]


def test_what_is_not_there_is_said_in_the_readers_language(visit: Open) -> None:
    for name, message in (("om/", "Intet fundet. Prøv et andet ord."), ("om.en/", "Nothing found. Try another word.")):
        page = visit(name)
        page.keyboard.press("Control+k")
        assert results(page, "xylofon") == []
        expect(page.locator("#soegestatus")).to_have_text(message)


def test_how_many_are_found_is_said(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Control+k")
    assert len(results(page, "generationsskifte")) == 1
    expect(page.locator("#soegestatus")).to_have_text("1 afsnit fundet.")
    assert len(results(page, "1899")) == 2
    expect(page.locator("#soegestatus")).to_have_text("2 afsnit fundet.")


def test_an_index_that_cannot_be_fetched_is_told_and_tried_again(tab: Tab, below: str) -> None:
    page = tab()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(below + "om/")
    painted(page)
    page.keyboard.press("Control+k")
    failed = "Det kan ikke hentes lige nu. Prøv igen om lidt."
    expect(page.locator("#soegestatus")).to_have_text(failed)
    page.unroute("**/pagefind/**")
    page.keyboard.type("rum")
    expect(page.locator(".soeg li a").first).to_be_visible()


def test_without_scripts_there_is_no_search_button(tab: Tab, below: str) -> None:
    page = tab(java_script_enabled=False)
    page.goto(below + "om/")
    expect(page.locator(".soegeknap")).to_be_hidden()
