"""What a visit and a build cost, as bytes and ratios, each beside its budget: `make benchmark`.

Seconds differ from machine to machine; the ratios are of things measured in turn in the same run.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from browser.conftest import QUIET
from browser.nginx import running
from browser.programs import program
from conftest import ROOT, build, copy_project
from lxml.html import document_fromstring, tostring
from playwright.sync_api import Browser, Page, sync_playwright

RUNS = 7
KINDS = {"document": "html", "script": "js", "fetch": "ahead"}
LONG = ("hele-oplaegget", "ordforklaring", "udgaver")  # pages that may be longer
PAGES = ("", "i-samme-baad/", "de-faelles-kampe/ledelsesrum/", "hele-oplaegget/", "ordforklaring.en/")
SLOW_PHONE = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 93_750}
ONE_PAGE = "en-verden-til-forskel"  # the text that generated pages repeat

# A hook that runs the project's own and adds up the time they take.
TIMED = """
import atexit, collections, functools, time
import untimed as main

spent = collections.Counter()

def timed(event):
    @functools.wraps(event)
    def wrapped(*args, **words):
        begun = time.perf_counter()
        try:
            return event(*args, **words)
        finally:
            spent[event.__name__] += time.perf_counter() - begun
    return wrapped

main.assembly.add_typeset = timed(main.assembly.add_typeset)
globals().update({name: timed(event) for name, event in vars(main).items() if name.startswith("on_")})
typeset = lambda: spent.pop("add_typeset")
atexit.register(lambda: print("TYPESET", typeset(), "OURS", spent.total()))
"""

# What the browser tells of a page that has come to rest.
VITALS = """() => new Promise(resolve => {
  const found = { first: 0, paint: 0, shift: 0, blocking: 0 };
  const watch = (type, add) =>
    new PerformanceObserver(list => list.getEntries().forEach(add)).observe({ type, buffered: true });
  watch("paint", entry => { found.first = entry.startTime });
  watch("largest-contentful-paint", entry => { found.paint = entry.startTime });
  watch("layout-shift", entry => { found.shift += entry.value });
  watch("longtask", entry => { found.blocking += Math.max(0, entry.duration - 50) });
  setTimeout(() => resolve(found), 300);
})"""


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        site = build(ROOT, folder / "ours")
        build_time(folder)
        growth(folder)
        path = program("chromium-headless-shell")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", *QUIET])
        with running(site, site.parent / "site.nginx.conf", folder) as host:
            address = f"{host}/"
            first_visits(browser, site, address)
            paint(browser, site, address)
            turned(browser, address)
            lighthouse(address, path, folder)
        browser.close()


# How long a build takes


def build_time(folder: Path) -> None:
    """Ours to plain Material with mkdocs-i18n on the same pages, run in turn; then what our own time goes to."""
    copy_project(ROOT, folder / "plain")
    _plain(folder / "plain")
    copy_project(ROOT, folder / "timed")
    _time_hooks(folder / "timed")
    rows = [_one_round(folder) for _ in range(RUNS)]
    finished, engine, typeset, plain = (statistics.median(each) for each in zip(*rows, strict=True))
    heading(f"Build beside plain Material with mkdocs-i18n on the same pages, median of {RUNS}")
    print(f"plain                             {plain:5.2f} s")
    hooked = engine - typeset
    print(f"with hooks and search             {hooked:5.2f} s, ratio {hooked / plain:.2f} (budget 2.5)")
    print(f"files to take along, images       {typeset:5.2f} s more (budget 3)")
    print(f"`make site`, compressed, swapped  {finished:5.2f} s, ratio {finished / plain:.2f}")


def _one_round(folder: Path) -> tuple[float, float, float, float]:
    """Seconds of `make site`, of the engine with our hooks, of typesetting within that, and of plain Material."""
    finished = _seconds(folder / "ours", "hooks.paper", "site")
    engine, typeset, _ = _timed_build(folder / "timed")
    return finished, engine, typeset, _seconds(folder / "plain", "mkdocs", "build", "-q")


def _time_hooks(project: Path) -> None:
    (project / "hooks/main.py").rename(project / "hooks/untimed.py")
    (project / "hooks/main.py").write_text(TIMED, "utf-8")


def _timed_build(project: Path) -> tuple[float, float, float]:
    """Seconds of the whole engine, of typesetting, and of all our hooks."""
    begun = time.perf_counter()
    said = _run(project, "mkdocs", "build", "-q").stdout.split()
    return time.perf_counter() - begun, float(said[said.index("TYPESET") + 1]), float(said[said.index("OURS") + 1])


def growth(folder: Path) -> None:
    """Our part (the hooks: checks, search, everything) and the engine's, with more pages."""
    heading("Build: our part and the engine's as the pages grow (budget: 214 pages a language 12 times the time of 14)")
    fewest = 0.0
    for more in (0, 50, 200):
        project = folder / f"grown-{more}"
        copy_project(ROOT, project)
        _grow(project, more)
        _time_hooks(project)
        whole, _, ours = min(_timed_build(project) for _ in range(3))
        fewest = fewest or whole
        pages = len(list((project / "docs").rglob("*.en.md")))
        told = f"{pages:4} pages a language: ours {ours:6.2f} s ({1000 * ours / (2 * pages):.1f} ms a page)"
        print(f"{told}, engine {whole - ours:6.2f} s, together {whole / fewest:.1f} times the time of the first")


def _plain(project: Path) -> None:
    """The same pages with the theme and plugins alone."""

    def change(config: dict[str, Any]) -> None:
        config.pop("hooks")
        i18n = next(plugin for plugin in config["plugins"] if "i18n" in plugin)
        config.update(theme={"name": "material", "language": "da"}, plugins=["search", i18n])

    _configure(project, change)


def _grow(project: Path, more: int) -> None:
    names = [f"proeve-{number:03}" for number in range(more)]
    for name in names:
        for ending in (".md", ".en.md"):
            text = (project / f"docs/{ONE_PAGE}{ending}").read_text("utf-8")
            text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S).replace(ONE_PAGE, name)
            (project / f"docs/{name}{ending}").write_text(f"---\noplaeg: nej\n---\n\n{text}", "utf-8")
    _promise(project / "docs/data/ankre.txt", names)
    pages = [f"{name}{ending}" for name in names for ending in (".md", ".en.md")]
    _configure(project, lambda config: config["nav"].extend(pages))


def _promise(path: Path, names: list[str]) -> None:
    """The new pages' addresses, in order among those the paper has promised."""
    lines = path.read_text("utf-8").splitlines()
    lines += [f"/{name}{end}/{anchor}" for name in names for end in ("", ".en") for anchor in ("", f"#{name}")]
    path.write_text("\n".join(sorted(lines, key=lambda line: (not line.startswith("#"), line))) + "\n", "utf-8")


def _configure(project: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Changes mkdocs.yml, whose !ENV address stands as it would without that variable."""
    text = re.sub(r"!ENV \[\w+, (\S+)\]", r"\1", (project / "mkdocs.yml").read_text("utf-8"))
    config = yaml.safe_load(text)
    change(config)
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), "utf-8")


def _seconds(project: Path, *command: str) -> float:
    begun = time.perf_counter()
    _run(project, *command)
    return time.perf_counter() - begun


def _run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run


# What a first visit costs


def first_visits(browser: Browser, site: Path, address: str) -> None:
    heading("First visit: bytes after gzip -9 (budget: html 14,336, all 20,000, if long 25,600), requests (budget 5)")
    print(f"{'page':42} {'html':>6} {'js':>6} {'icon':>6} {'all':>7} requests; fetched ahead")
    visits = {name: _visit(browser, address + name) for name in _names(site)}
    for name, kinds in sorted(visits.items()):
        sizes = " ".join(f"{kinds[kind]:6}" for kind in ("html", "js", "other"))
        print(f"{name or '(front page)':42} {sizes} {_bytes(kinds):7} {kinds['requests']:8}; {kinds['ahead']}")
    long = {name: kinds for name, kinds in visits.items() if name.startswith(LONG)}
    for told, pages in (("most", {name: visits[name] for name in visits if name not in long}), ("most if long", long)):
        html, requests = (max(kinds[kind] for kinds in pages.values()) for kind in ("html", "requests"))
        print(f"{told}: html {html}, all {max(map(_bytes, pages.values()))} bytes, {requests} requests")


def _names(site: Path) -> list[str]:
    """The address of every page, from the site's root; those of what is not there are nginx's own affair."""
    return [path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html")]


def _visit(browser: Browser, address: str) -> Counter[str]:
    page = browser.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # Playwright marks the function
    page.goto(address, wait_until="networkidle")
    kinds = Counter({"requests": sum(answer.request.resource_type != "fetch" for answer in answers)})
    for answer in answers:
        kinds[KINDS.get(answer.request.resource_type, "other")] += len(gzip.compress(answer.body(), 9))
    page.close()
    return kinds


def _bytes(kinds: Counter[str]) -> int:
    return kinds["html"] + kinds["js"] + kinds["other"]


# How soon the text is there


def paint(browser: Browser, site: Path, address: str) -> None:
    """Ours and the same text as one hand-written file, loaded in turn, as they are and as on a slow phone."""
    heading(f"Largest paint beside the same text as one hand-written file (budget 1.25), median of {RUNS}")
    for name in PAGES:
        plain = (site / f"{name}plain.html", site / f"{name}plain.html.gz")
        by_hand = _by_hand(site / name / "index.html").encode()
        for path, content in zip(plain, (by_hand, gzip.compress(by_hand, 9)), strict=True):
            path.write_bytes(content)
        for where, slow in (("as it is", False), ("slow phone", True)):
            pairs = [
                (_vitals(browser, address + name, slow), _vitals(browser, f"{address}{name}plain.html", slow))
                for _ in range(RUNS)
            ]
            ours, hand = (statistics.median(each["paint"] for each in side) for side in zip(*pairs, strict=True))
            shift = max(ours["shift"] for ours, _ in pairs)
            blocking = statistics.median(ours["blocking"] for ours, _ in pairs)
            told = f"{name or '(front page)':32} {where:10} {ours:5.0f} ms to {hand:5.0f} ms, ratio {ours / hand:.2f}"
            print(f"{told}; shift {shift:.3f}, blocking {blocking:.0f} ms")
        for path in plain:
            path.unlink()


def turned(browser: Browser, address: str) -> None:
    """From the click on the next page's link to its first paint, on a slow phone, with and without fetching ahead."""
    heading(f"Turning the page on a slow phone, median of {RUNS}")
    pairs = [(_turn(browser, address, True), _turn(browser, address, False)) for _ in range(RUNS)]
    ahead, asked = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"fetched ahead {ahead:5.0f} ms, when asked for {asked:5.0f} ms, ratio {ahead / asked:.2f}")


def _turn(browser: Browser, address: str, ahead: bool) -> float:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    if not ahead:
        page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    _slow_down(page)
    page.goto(address, wait_until="networkidle")
    page.locator("a[rel=next]").click()
    page.wait_for_url(lambda url: url != address)
    first: float = page.evaluate(VITALS)["first"]
    context.close()
    return first


def _by_hand(page: Path) -> str:
    """The page's text as one would write it by hand: no style, no script, no frame."""
    html = document_fromstring(page.read_text("utf-8"))
    text = "".join(tostring(part, encoding="unicode") for part in html.xpath("//article/*"))
    title = html.xpath("string(//title)")
    return f'<!doctype html><html lang="{html.get("lang")}"><meta charset="utf-8"><title>{title}</title>{text}</html>'


def _vitals(browser: Browser, address: str, slow: bool) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    if slow:
        _slow_down(page)
    page.goto(address, wait_until="networkidle")
    vitals: dict[str, float] = page.evaluate(VITALS)
    context.close()
    return vitals


def _slow_down(page: Page) -> None:
    """A quarter of this processor and a slow mobile line, as Lighthouse has them."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_PHONE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def lighthouse(address: str, browser: str, folder: Path) -> None:
    """Lighthouse's marks, on a phone; it is no dependency but fetched by npx where that can be had."""
    heading("Lighthouse, mobile (budget 100 each); «The whole paper» asks search engines to leave it out")
    if not shutil.which("npx"):
        print("not run: there is no npx on this machine")
        return
    for name in PAGES:
        report = folder / "lighthouse.json"
        flags = ["--quiet", "--output=json", f"--output-path={report}", "--chrome-flags=--headless=new --no-sandbox"]
        command = ["npx", "--yes", "lighthouse@13", address + name, *flags]
        env = os.environ | {"CHROME_PATH": browser}
        run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if run.returncode:
            print(f"not run: {(run.stderr.strip() or 'npx failed').splitlines()[-1]}")
            return
        result = json.loads(report.read_text("utf-8"))
        marks = [f"{each['title']} {100 * (each['score'] or 0):.0f}" for each in result["categories"].values()]
        print(f"{name or '(front page)'}: {', '.join(marks)}.{_lost(result)}")


def _lost(result: dict[str, Any]) -> str:
    """What cost points, if anything did."""
    lost = [
        str(result["audits"][reference["id"]]["title"])
        for category in result["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"] and result["audits"][reference["id"]]["score"] not in (1, None)
    ]
    return f"  {'; '.join(lost)}" if lost else ""


def heading(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


if __name__ == "__main__":
    main()
