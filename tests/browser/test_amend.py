"""An amendment is proposed: the passage is rewritten, the proposal says what is changed, and is copied or sent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Page, expect

from browser.conftest import faults, serve
from browser.test_cite import CLIPBOARD, copied, select

Tab = Callable[..., Page]
CASES = yaml.safe_load((Path(__file__).parent / "amendments.yml").read_text("utf-8"))
SECTION = "forskellige-perspektiver"
SENTENCE = "I praksis kan og skal ledelsesrelationerne da heller ikke være gnidningsfrie."
HEAD = "Ændringsforslag til ”Offentlig ledelse i fællesskab”, udgave 2011, kapitlet ”I samme båd?”, afsnittet "
HOSTILE = '<img src=x onerror="alert(1)"> & ”citat” \\ {tekst} %20 👩‍👧 שלום\n\n</script>'

CHANGES = """async ([address, {passages, field}]) => {
  const { changes } = await import(address);
  const { words } = await fetch("../forslag/da.json").then((answer) => answer.json());
  const numbers = {};
  const given = passages.map((each) => {
    const point = each.startsWith("• "), kind = point ? "listepunkt" : "afsnit";
    numbers[kind] = (numbers[kind] ?? 0) + 1;
    return { text: each.replace("• ", ""), point, place: `${numbers[kind]}. ${kind}` };
  });
  const found = changes(given, field, words);
  return found.map((each) => ({ ...each, said: each.said.map(([, words]) => words).join("") }));
}"""


@pytest.fixture(scope="module")
def printed(frozen: Path) -> Iterator[str]:
    """The address of the site of the frozen paper, whose words these tests may name."""
    with serve(frozen) as address:
        yield address


@pytest.fixture(scope="module")
def sending(reachable: Path) -> Iterator[str]:
    """The same, where one may write to an address and to a repository."""
    with serve(reachable) as address:
        yield address


def module(site: str, frozen: Path, name: str) -> str:
    (file,) = (frozen / "assets").glob(f"{name}.*.js")
    return f"{site}assets/{file.name}"


def marked(runs: list[list[str]]) -> str:
    signs = {"ins": "[+{}+]", "del": "[-{}-]", "": "{}"}
    return "".join(signs[kind].format(words) for kind, words in runs)


def test_a_proposal_says_what_is_changed_struck_and_added(
    tab: Tab, printed: str, frozen: Path, subtests: pytest.Subtests
) -> None:
    page = tab()
    page.goto(printed + "i-samme-baad/")
    for case in CASES:
        with subtests.test(case["case"]):
            found = page.evaluate(CHANGES, [module(printed, frozen, "amendment"), case])
            assert [change["said"] for change in found] == case["said"]
            assert [marked(change["differing"]) for change in found if change["differing"]] == case.get("differing", [])


def test_five_thousand_characters_are_compared_while_one_writes(tab: Tab, printed: str, frozen: Path) -> None:
    """With all of it in one sentence: as many words as can be laid beside each other at all."""
    before = "ord " * 1250
    page = tab()
    page.goto(printed + "i-samme-baad/")
    case = {"passages": [before.strip()], "field": before.replace("ord", "nyt", 1)}
    (change,) = page.evaluate(CHANGES, [module(printed, frozen, "amendment"), case])
    assert marked(change["differing"]).startswith("[+nyt+] [-ord-] ord ord")


def propose(page: Page, words: str) -> None:
    """Selects words and opens the dialog for them."""
    select(page, words)
    page.get_by_role("group", name="Den valgte tekst").get_by_role("button", name="Foreslå en ændring").click()
    page.get_by_role("dialog").wait_for()


def open_section(page: Page, section: str = SECTION) -> None:
    page.locator(f"[id='{section}'] + .henvis summary").click()
    page.locator(f"[id='{section}'] + .henvis .foreslaa > *").click()
    page.get_by_role("dialog").wait_for()


def field(page: Page, label: str = "Teksten, som du vil have den") -> Any:
    return page.get_by_role("dialog").get_by_label(label)


def rewrite(page: Page, old: str, new: str) -> None:
    text = field(page).input_value()
    assert old in text
    field(page).fill(text.replace(old, new))


def test_a_selected_passage_stands_in_the_field_with_its_words_selected(tab: Tab, printed: str) -> None:
    page = tab(390)
    page.goto(printed + "i-samme-baad/")
    propose(page, "konflikthåndtering, kritisk feedback")
    expect(field(page)).to_be_focused()
    assert field(page).input_value().startswith(SENTENCE)
    chosen = (
        "[document.activeElement.value, document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    )
    value, start, end = page.evaluate(chosen)
    assert value[start:end] == "konflikthåndtering, kritisk feedback"
    expect(page.get_by_label("Afsnit", exact=True).locator("option:checked")).to_have_text("– Forskellige perspektiver")


@pytest.mark.parametrize(
    ("words", "end", "first", "count"),
    [
        ("Ledere er også ansatte", "", "Ledere er også ansatte", 1),
        ("ledere", "", "Hvornår er man leder?", 1),
        ("At man fordeler", "At man er ansvarlig", "• At man fordeler", 3),
        ("omkring 13.000", "I denne gruppe", "Disse grænser", None),
    ],
)
def test_the_passages_are_those_that_are_selected(
    tab: Tab, printed: str, words: str, end: str, first: str, count: int | None
) -> None:
    page = tab()
    page.goto(printed + "i-samme-baad/")
    select(page, words, end)
    page.get_by_role("group", name="Den valgte tekst").get_by_role("button", name="Foreslå en ændring").click()
    page.get_by_role("dialog").wait_for()
    lines = [line for line in field(page).input_value().split("\n") if line]
    assert lines[0].startswith(first)
    assert count in (None, len(lines))


def test_a_proposal_is_written_as_such_things_are(tab: Tab, printed: str) -> None:
    page = tab(390, permissions=CLIPBOARD)
    said = faults(page)
    page.goto(printed + "i-samme-baad/")
    propose(page, "gnidningsfrie")
    expect(page.get_by_text("Forslaget kommer til at stå her, når du retter i teksten.")).to_be_visible()
    expect(page.get_by_role("button", name="Kopiér som tekst")).to_be_disabled()
    rewrite(page, "da heller ikke være gnidningsfrie", "aldrig være uden gnidninger")
    field(page, "Begrundelse").fill("Det er klarere")
    field(page, "Forslagsstiller (kan udelades)").fill("HK/Kommunal")
    assert page.locator("#forslag-liste").inner_text().startswith(f"{HEAD}”Forskellige perspektiver”, 2. afsnit, ")
    page.get_by_role("button", name="Kopiér som tekst").click()
    new = "I praksis kan og skal ledelsesrelationerne aldrig være uden gnidninger."
    text = re.sub(r"\?ord=11\.\w+#", "?ord=…#", copied(page))
    assert text.split("\n\n") == [
        f"{HEAD}”Forskellige perspektiver”, 2. afsnit, 1. punktum: ”{SENTENCE}” ændres til: ”{new}”",
        "Begrundelse: Det er klarere.",
        "Stedet: http://localhost:8000/i-samme-baad/?ord=…#forskellige-perspektiver:~:text="
        "I%20praksis%20kan%20og%20skal%20ledelsesrelationerne%20da%20heller%20ikke%20v%C3%A6re%20gnidningsfrie",
        "Forslagsstiller: HK/Kommunal",
    ]
    assert said == []


def test_for_a_word_processor_what_is_new_is_underlined_and_what_is_gone_is_struck(tab: Tab, printed: str) -> None:
    page = tab(permissions=CLIPBOARD)
    page.goto(printed + "i-samme-baad/")
    propose(page, "gnidningsfrie")
    rewrite(page, "kan og skal ledelses", "bør ledelses")
    page.get_by_role("button", name="Kopiér til Word, med rettelserne vist").click()
    copied(page)
    formatted = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(b => b.text())"
    )
    plain = re.sub(r"</?span[^>]*>| lang=\"da\"", "", formatted)
    assert "<p>Rettelserne: ”I praksis <u>bør</u> <s>kan og skal</s> ledelsesrelationerne da heller" in plain
    assert f'<span lang="da">”{SENTENCE}”</span> ændres til: <span lang="da">”I praksis bør' in formatted
    assert ">http://localhost:8000/i-samme-baad/#forskellige-perspektiver</a></p>" in formatted
    assert "[+" not in formatted and "<button" not in formatted


def test_what_is_written_is_text_and_nothing_else(tab: Tab, sending: str) -> None:
    page = tab(permissions=CLIPBOARD)
    said = faults(page)
    page.goto(sending + "i-samme-baad/")
    open_section(page)
    rewrite(page, SENTENCE, HOSTILE)
    for label in ("Begrundelse", "Forslagsstiller (kan udelades)"):
        field(page, label).fill(HOSTILE)
    assert page.locator("#forslag-liste :is(img, script)").count() == 0
    page.get_by_role("button", name="Kopiér som tekst").click()
    text = copied(page)
    assert HOSTILE.split("\n", maxsplit=1)[0] in text and f"Begrundelse: {HOSTILE}" in text
    mail = urlsplit(page.get_by_role("link", name="Send som e-mail").get_attribute("href") or "")
    assert unquote(mail.query.partition("&body=")[2]).startswith(text.replace("\n", "\r\n")[:400])
    form = urlsplit(page.get_by_role("link", name="Opret som sag").get_attribute("href") or "")
    filled = parse_qs(form.query)
    assert filled["forslag"] == [text] and filled["hvorfor"] == [HOSTILE]
    page.get_by_role("button", name="Kopiér til Word").click()
    page.wait_for_timeout(300)
    formatted = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(b => b.text())"
    )
    assert "&lt;img src=x" in formatted and "<img" not in formatted and "<script" not in formatted
    assert said == []


def test_it_is_sent_as_an_e_mail_or_as_an_issue_when_the_reader_says_so(tab: Tab, sending: str) -> None:
    page = tab()
    page.goto(sending + "i-samme-baad/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    propose(page, "gnidningsfrie")
    rewrite(page, "gnidningsfrie", "gnidningsløse")
    field(page, "Begrundelse").fill("Derfor")
    mail = page.get_by_role("link", name="Send som e-mail").get_attribute("href") or ""
    title = "Ændringsforslag til ”Offentlig ledelse i fællesskab”, udgave 2011"
    assert mail.startswith("mailto:web@example.org?subject=")
    assert unquote(mail).startswith(f"mailto:web@example.org?subject={title}&body={title}, kapitlet")
    link = page.get_by_role("link", name="Opret som sag")
    form = urlsplit(link.get_attribute("href") or "")
    assert form._replace(query="").geturl() == "https://example.org/oplaeg/issues/new"
    filled = parse_qs(form.query)
    assert filled["template"] == ["aendring.yml"] and filled["title"] == [title] and filled["hvorfor"] == ["Derfor"]
    assert filled["sted"] == ["kapitlet ”I samme båd?”, afsnittet ”Forskellige perspektiver”"]
    assert link.get_attribute("target") == "_blank" and link.get_attribute("rel") == "noopener"
    assert all(urlsplit(address).netloc == urlsplit(sending).netloc for address in asked)


def test_without_an_address_there_is_nowhere_to_send_it(tab: Tab, printed: str) -> None:
    page = tab()
    page.goto(printed + "i-samme-baad/")
    propose(page, "gnidningsfrie")
    rewrite(page, "gnidningsfrie", "gnidningsløse")
    expect(page.get_by_role("button", name="Kopiér som tekst")).to_be_enabled()
    assert page.get_by_role("dialog").get_by_role("link", name="Send").count() == 0
    assert page.get_by_role("dialog").get_by_role("link", name="Opret").count() == 0


def test_what_is_too_long_for_an_address_is_shortened_and_copied_whole(tab: Tab, sending: str) -> None:
    page = tab(permissions=CLIPBOARD)
    page.goto(sending + "i-samme-baad/")
    page.evaluate("addEventListener('click', (event) => event.target.closest('a') && event.preventDefault())")
    open_section(page)
    rewrite(page, SENTENCE, "Æ👩‍👧 " * 1250)
    for name, most in (("Send som e-mail", 2048), ("Opret som sag", 8192)):
        link = page.get_by_role("link", name=name)
        address = link.get_attribute("href") or ""
        assert len(address) < most
        assert "Her er forslaget forkortet. Hele teksten er kopieret: Sæt den ind her." in unquote(address)
        assert "\ufffd" not in unquote(address)
        link.click()
        assert copied(page).count("Æ👩‍👧") == 1250
        page.evaluate("navigator.clipboard.writeText('')")


def test_several_gather_in_the_papers_order_and_outlast_a_page(tab: Tab, printed: str) -> None:
    page = tab(390, permissions=CLIPBOARD)
    page.goto(printed + "i-samme-baad/")
    propose(page, "gnidningsfrie")
    rewrite(page, "gnidningsfrie", "gnidningsløse")
    field(page, "Forslagsstiller (kan udelades)").fill("FOA")
    page.goto(printed + "god-ledelse-gavner-alle/")
    page.get_by_role("button", name="Foreslå en ændring: God ledelse gavner alle").click()
    rewrite(page, "God ledelse gavner alle", "God ledelse gavner os alle")
    expect(page.get_by_text("Ændringer: 2")).to_be_visible()
    page.get_by_role("button", name="Kopiér som tekst").click()
    paragraphs = copied(page).split("\n\n")
    assert paragraphs[0].startswith(
        "1. Ændringsforslag til ”Offentlig ledelse i fællesskab”, udgave 2011, kapitlet ”God"
    )
    assert paragraphs[2].startswith(
        "2. Ændringsforslag til ”Offentlig ledelse i fællesskab”, udgave 2011, kapitlet ”I s"
    )
    assert paragraphs[-1] == "Forslagsstiller: FOA"
    page.get_by_role("button", name="Ret forslaget 2").click()
    assert "gnidningsløse" in field(page).input_value()
    page.get_by_role("button", name="Fjern forslaget 1").click()
    expect(page.get_by_text("Ændringer: 1")).to_be_visible()
    page.get_by_role("button", name="Tøm listen").click()
    assert page.locator("#forslag-liste li").count() == 0
    assert SENTENCE in field(page).input_value()
    assert json.loads(page.evaluate("sessionStorage.forslag"))["proposals"] == []


def test_what_was_begun_is_taken_up_again(tab: Tab, printed: str) -> None:
    page = tab()
    page.goto(printed + "i-samme-baad/")
    propose(page, "gnidningsfrie")
    rewrite(page, "gnidningsfrie", "gnidningsløse")
    page.get_by_role("button", name="Luk", exact=True).click()
    propose(page, "konflikthåndtering")
    assert "gnidningsløse" in field(page).input_value()


@pytest.mark.parametrize("path", ["hele-oplaegget/", "hele-oplaegget.en/", "i-samme-baad.en/"])
def test_wherever_one_reads_it_is_the_danish_text_of_the_section(tab: Tab, printed: str, path: str) -> None:
    english = ".en" in path
    page = tab()
    page.goto(printed + path)
    select(page, "free of friction" if english else "gnidningsfrie")
    page.locator(".vaerktoej button").nth(2).click()
    text = page.locator("#forslag-tekst")
    text.wait_for()
    assert text.input_value().startswith(SENTENCE)
    beside = page.locator("#forslag-oversat")
    expect(beside).to_be_visible() if english else expect(beside).to_be_hidden()
    text.fill("Nyt.")
    told = page.locator("#forslag-liste").inner_text()
    if english:
        assert "Paragraph 2, sentence 1: “I praksis" in told
        assert "The passage in English" in page.get_by_role("dialog").inner_text()
    assert "http://localhost:8000/i-samme-baad/#forskellige-perspektiver" in told


def test_by_keyboard_from_the_text_and_back(tab: Tab, printed: str) -> None:
    page = tab()
    page.goto(printed + "i-samme-baad/")
    select(page, "gnidningsfrie")
    opener = page.get_by_role("group", name="Den valgte tekst").get_by_role("button", name="Foreslå en ændring")
    opener.focus()
    page.keyboard.press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.type("gnidningsløse")
    expect(page.get_by_role("dialog").get_by_text("Ændringer: 1")).to_be_visible()
    expect(page.get_by_role("dialog").get_by_text("Ændringer: 1")).to_have_role("status")
    for _ in range(3):  # the reason, who proposes it, and then the proposal
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="http://localhost:8000/i-samme-baad/")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    assert page.evaluate("String(getSelection())") == "gnidningsfrie"


def test_nothing_of_it_is_fetched_before_it_is_opened(tab: Tab, printed: str) -> None:
    page, asked = tab(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(printed + "i-samme-baad/")
    select(page, "gnidningsfrie")
    page.get_by_role("group", name="Den valgte tekst").wait_for()
    late = ("amend.", "amendment.", "proposals.", "forslag/")
    assert not [address for address in asked if any(name in address for name in late)]
    page.get_by_role("group", name="Den valgte tekst").get_by_role("button", name="Foreslå en ændring").click()
    page.get_by_role("dialog").wait_for()
    assert all(any(name in address for address in asked) for name in late)


def test_where_it_cannot_be_had_the_page_says_so_and_tries_again_when_asked(tab: Tab, printed: str) -> None:
    page = tab()
    page.route("**/forslag/da.json", lambda route: route.abort(), times=1)
    page.goto(printed + "i-samme-baad/")
    page.locator(f"[id='{SECTION}'] + .henvis summary").click()
    page.locator(f"[id='{SECTION}'] + .henvis .foreslaa > button").click()
    expect(page.get_by_text("Det kan ikke hentes lige nu. Prøv igen om lidt.")).to_be_visible()
    page.locator(f"[id='{SECTION}'] + .henvis .foreslaa > button").click()
    expect(field(page)).to_be_focused()


def test_without_scripts_it_is_a_link_to_the_form_or_is_not_there(tab: Tab, printed: str, sending: str) -> None:
    page = tab(java_script_enabled=False)
    page.goto(sending + "i-samme-baad/")
    address = page.locator(f"[id='{SECTION}'] + .henvis .foreslaa a").get_attribute("href") or ""
    assert parse_qs(urlsplit(address).query) == {
        "template": ["aendring.yml"],
        "sted": [f"http://localhost:8000/i-samme-baad/#{SECTION}"],
    }
    assert page.locator(".foreslaa").last.is_visible()
    page.goto(printed + "i-samme-baad/")
    assert page.locator(".foreslaa").count() == 0


@pytest.mark.parametrize("path", ["", "om/", "udgaver/2011/"])
def test_where_there_is_nothing_of_the_paper_to_amend_it_is_not_offered(tab: Tab, printed: str, path: str) -> None:
    page = tab()
    page.goto(printed + path)
    select(page, page.locator("h1").inner_text())
    page.get_by_role("group", name="Den valgte tekst").wait_for()
    assert page.locator(".vaerktoej button").count() == 2 and page.locator(".foreslaa").count() == 0
