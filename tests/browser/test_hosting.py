"""The site on a real nginx, below a path of its host: right types, small answers, kept as long as is safe."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import brotli
import pytest
from paper.publishing.headers import LONG, SHORT
from playwright.sync_api import Page

from browser.conftest import PATH, Hosted, faults
from browser.nginx import running

Tab = Callable[..., Page]

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xml": "text/xml; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "cff": "application/yaml; charset=utf-8",
    "wasm": "application/wasm",
    **dict.fromkeys(("pf_index", "pf_meta", "pf_fragment"), "application/octet-stream"),
    "pagefind": "application/octet-stream",
}


class Answer:
    def __init__(self, address: str, method: str = "GET", **asked: str) -> None:
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.netloc)
        connection.request(method, parts.path, headers={name.replace("_", "-"): value for name, value in asked.items()})
        answer = connection.getresponse()
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()
        connection.close()


def kept(seconds: int) -> str:
    return f"max-age={seconds}"


@pytest.mark.parametrize("ending", TYPES)
def test_files_have_their_type(hosted: Hosted, ending: str) -> None:
    folder = hosted.folder / "typer"
    folder.mkdir(exist_ok=True)
    (folder / f"x.{ending}").write_text("æøå", "utf-8")
    answer = Answer(f"{hosted.address}typer/x.{ending}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, TYPES[ending])


def test_every_kind_of_file_on_the_site_is_among_them(site: Path) -> None:
    endings = {path.suffix.removeprefix(".") for path in site.rglob("*.*") if path.is_file() and path.suffix}
    assert len(endings) > 9 and endings - {"gz", "br"} - {*TYPES} == set()  # those are sent in the place of others


def test_a_page_is_sent_as_small_as_the_browser_can_read_it(hosted: Hosted) -> None:
    for address in hosted.pages:
        name = address.removeprefix(hosted.address) + "index.html"
        page = (hosted.folder / name).read_bytes()
        as_it_is = Answer(address)
        zipped = Answer(address, Accept_Encoding="gzip")
        smallest = Answer(address, Accept_Encoding="gzip, deflate, br")
        assert [a.headers["Content-Encoding"] for a in (as_it_is, zipped, smallest)] == [None, "gzip", "br"]
        assert as_it_is.body == gzip.decompress(zipped.body) == brotli.decompress(smallest.body) == page
        assert len(smallest.body) < len(zipped.body) < len(page)
        assert {a.headers["Vary"] for a in (as_it_is, zipped, smallest)} == {"Accept-Encoding"}
        assert {a.headers["Content-Type"] for a in (as_it_is, zipped, smallest)} == {TYPES["html"]}


def test_without_the_module_for_brotli_the_same_configuration_serves_gzip(hosted: Hosted, tmp_path: Path) -> None:
    with running(hosted.folder.parent.parent, hosted.configuration, tmp_path, brotli=False) as host:
        answer = Answer(host + PATH, Accept_Encoding="gzip, deflate, br")
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")


def test_what_carries_its_fingerprint_is_kept_for_a_year_and_pages_for_minutes(hosted: Hosted) -> None:
    assets = [path for path in (hosted.folder / "assets").iterdir() if path.suffix == ".js"]
    assert len(assets) >= 2
    for path in assets:
        assert Answer(f"{hosted.address}assets/{path.name}").headers["Cache-Control"] == kept(LONG)
    for address in hosted.pages:
        page = Answer(address)
        assert page.headers["Cache-Control"] == kept(SHORT)
        assert Answer(address, If_None_Match=page.headers["ETag"]).status == 304


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("findes-ikke/", "da"),
        ("de-faelles-kampe/findes/slet/ikke", "da"),
        ("findes-ikke.en/", "en"),
        ("de-faelles-kampe/findes.en/slet/ikke/", "en"),
        ("om.en/billede.png", "en"),
        ("fil.en.csv", "en"),
        ("enhver/", "da"),
        ("assets/", "da"),
        ("404.html", "da"),
        ("404.en.html", "en"),
        ("_headers", "da"),
        (".nojekyll", "da"),
        (".git/config", "da"),
        ("404.html.gz", "da"),
        ("om/index.html.gz", "da"),
        ("om.en/index.html.br", "en"),
    ],
)
def test_what_is_not_there_says_so_in_its_language(hosted: Hosted, name: str, language: str) -> None:
    answer = Answer(hosted.address + name)
    assert answer.status == 404
    assert f'<html lang="{language}"' in answer.body.decode()
    assert answer.headers["Content-Type"] == TYPES["html"]
    assert "Cache-Control" not in answer.headers


def test_every_answer_has_every_header_once(hosted: Hosted) -> None:
    script = next((hosted.folder / "assets").glob("*.js")).name
    answers = {
        200: Answer(hosted.address),
        206: Answer(hosted.address, Range="bytes=0-9"),
        301: Answer(hosted.address + "om"),
        304: Answer(hosted.address, If_None_Match=Answer(hosted.address).headers["ETag"]),
        404: Answer(hosted.address + "findes-ikke.en/"),
        405: Answer(hosted.address, "DELETE"),
    }
    assert [answer.status for answer in answers.values()] == list(answers)
    for answer in (*answers.values(), Answer(hosted.address + "om.en/"), Answer(f"{hosted.address}assets/{script}")):
        assert {name: answer.headers.get_all(name) for name in hosted.headers} == {
            name: [value] for name, value in hosted.headers.items()
        }
        assert answer.headers["Server"] == "nginx"


def test_an_address_without_its_last_slash_leads_to_the_page(hosted: Hosted) -> None:
    for address in hosted.pages:
        if address != hosted.address:
            answer = Answer(address.removesuffix("/"))
            assert (answer.status, answer.headers["Location"]) == (301, urlsplit(address).path)


def test_every_link_and_every_place_linked_to_is_there(hosted: Hosted, tab: Tab) -> None:
    """From the front page along every link, to every page, file and anchor of this site."""
    page = tab()
    failed = faults(page)
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    links: dict[str, set[str]] = {}
    ids: dict[str, set[str]] = {}
    waiting = [hosted.address]
    while waiting:
        address = waiting.pop()
        if address in links or not address.startswith(hosted.host):
            continue
        answer = Answer(address)
        assert answer.status == 200, address
        assert address.startswith(hosted.address), "a link leads out of the path"
        links[address] = set()
        if answer.headers["Content-Type"] == TYPES["html"]:
            page.goto(address)
            links[address] = set(page.eval_on_selector_all("[href]", "all => all.map(each => each.href)"))
            ids[address] = set(page.eval_on_selector_all("[id]", "all => all.map(each => each.id)"))
            waiting += [urldefrag(link).url for link in links[address]]
    assert failed == []
    assert set(hosted.pages) <= set(links)
    for address, found in links.items():
        for target, anchor in map(urldefrag, found):
            assert not anchor or target not in ids or anchor in ids[target], (address, target, anchor)


def test_a_reader_can_click_from_the_first_page_to_the_last_and_change_language_on_each(
    hosted: Hosted, tab: Tab
) -> None:
    page = tab()
    page.goto(hosted.address)
    read = [page.url]
    while (following := page.locator("a[rel=next]")).count():
        language = page.locator("html").get_attribute("lang")
        for _ in ("there", "and back"):
            page.locator("header a[hreflang]").first.click()
            page.wait_for_load_state()
        assert (page.url, page.locator("html").get_attribute("lang")) == (read[-1], language)
        following.click()
        page.wait_for_load_state()
        assert page.url not in read
        read.append(page.url)
    assert len(read) > 8
    assert set(read) <= set(hosted.pages)


@pytest.mark.parametrize(("name", "home"), [("findes/slet/ikke", ""), ("findes.en/slet/ikke/", "index.en/")])
def test_from_a_page_that_is_not_there_a_click_leads_to_the_front_page_of_its_language(
    hosted: Hosted, tab: Tab, name: str, home: str
) -> None:
    page = tab()
    answers: dict[str, int] = {}
    page.on("response", lambda answer: answers.update({answer.url: answer.status}))
    page.goto(hosted.address + name)
    assert {url for url, status in answers.items() if status != 200} == {hosted.address + name}
    assert len(answers) >= 2  # with its script
    page.locator("main a").first.click()
    page.wait_for_load_state()
    assert page.url == hosted.address + home
