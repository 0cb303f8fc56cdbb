"""The commands of python -m hooks.paper: check [REVISION], oversigt [REVISION], site, mappe, udgave, links."""

import argparse
import os
import sys
from io import TextIOWrapper
from pathlib import Path

# Each command takes in what it needs when it runs: a build starts a Python of its own, and this one has little to do.
# ruff: noqa: PLC0415

ROOT = Path(__file__).parent.parent.parent


def check(base: str) -> int:
    """All checks that need no site, with the revision `base` also that what it published is kept; says how the text
    stands to the printed paper.
    """
    from .checks import check_project
    from .checks.publishing import advise_contact
    from .checks.wording import check_wording
    from .report import errors, tell
    from .source.record import compared_to_print
    from .source.revision import published_at

    published = published_at(ROOT, base) if base else None
    if base and not published:
        print(f"Der er ikke sammenlignet med det udgivne: «{base}» kan ikke læses.", file=sys.stderr)
    paper, problems = check_project(ROOT, published)
    if paper.navigation:  # without it neither languages nor the settings are known
        problems += [*check_wording(ROOT, paper), *advise_contact(paper)]
    if problems:
        tell(problems)
    if errors(problems):
        return 1
    print("Alt stemmer.")
    print(compared_to_print(paper))
    return 0


def site() -> int:
    """The finished site in site/, only if every check holds: the build itself makes them."""
    from .publishing.site import build_site

    return build_site(ROOT)


def folder() -> int:
    """The finished site as a folder that can be read without a server."""
    from .publishing.folder import name_pages

    name_pages(ROOT / "site")
    return 0


def edition() -> int:
    """The current text and its finished files frozen as the new edition that docs/data/udgaver.yml names."""
    from .editors.editions import make_edition

    if not os.environ.get("SITE_URL"):
        print("Sæt SITE_URL til webstedets adresse først: Den står i udgavens filer.", file=sys.stderr)
        return 1
    return make_edition(ROOT)


def overview(base: str) -> int:
    """What the project as it stands does to the paper of the revision `base`, in Danish Markdown."""
    from .editors.overview import overview_since

    print(overview_since(ROOT, base or "origin/main"))
    return 0


def links() -> int:
    """The links to other sites, opened."""
    from .editors.outside_links import dead_links
    from .report import tell
    from .source.load import load_paper

    paper, _ = load_paper(ROOT)
    dead = list(dead_links(paper))
    if dead:
        tell(dead)
        return 1
    print(f"Links til andre websteder: {len(paper.external_links or {})}. Alle svarer.")
    return 0


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Windows' consoles otherwise know neither « nor –
    commands = {"site": site, "mappe": folder, "udgave": edition, "links": links}
    comparing = {"check": check, "oversigt": overview}
    parser = argparse.ArgumentParser(prog="python -m hooks.paper", description=__doc__)
    parser.add_argument("command", choices=[*comparing, *commands])
    parser.add_argument("base", nargs="?", default="", help="what check and oversigt compare with")
    arguments = parser.parse_args()
    compare = comparing.get(arguments.command)
    return compare(arguments.base) if compare else commands[arguments.command]()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell counts it: stopped by the one who started it
    except ModuleNotFoundError as missing:
        sys.exit(f"«{missing.name}» mangler i dette Python ({sys.executable}). Kør «make site», som selv henter det.")
