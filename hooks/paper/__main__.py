"""The project's commands: python -m hooks.paper check | site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .checks import check_project
from .record import changes, current_record
from .report import summary
from .site import build_site

ROOT = Path(__file__).parent.parent.parent


def check() -> int:
    """All checks that need no site; says how the text stands to the printed paper."""
    paper, problems = check_project(ROOT)
    if problems:
        print(summary(problems), file=sys.stderr)
        return 1
    changed = list(changes(paper.record, current_record(paper)))
    print("Alt stemmer.")
    print("Teksten er ordret som i 2011." if not changed else "Teksten er ændret siden 2011:")
    for change in changed:
        print(change)
    return 0


def site() -> int:
    """The finished site in site/, only if every check holds."""
    return check() or build_site(ROOT)


def main() -> int:
    commands = {"check": check, "site": site}
    parser = argparse.ArgumentParser(prog="python -m hooks.paper", description=__doc__)
    parser.add_argument("command", choices=commands)
    return commands[parser.parse_args().command]()


if __name__ == "__main__":
    sys.exit(main())
