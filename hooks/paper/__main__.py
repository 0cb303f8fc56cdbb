"""The project's commands: python -m hooks.paper check | site | udgave."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .checks import check_project
from .editions import freeze
from .record import compared_to_print
from .report import errors, refusal, warnings
from .site import build_site

ROOT = Path(__file__).parent.parent.parent


def check() -> int:
    """All checks that need no site; says how the text stands to the printed paper."""
    paper, problems = check_project(ROOT)
    for warning in warnings(problems):
        print(warning)
    if errors(problems):
        print(refusal(problems), file=sys.stderr)
        return 1
    print("Alt stemmer.")
    print(compared_to_print(paper))
    return 0


def site() -> int:
    """The finished site in site/, only if every check holds."""
    return check() or build_site(ROOT)


def edition() -> int:
    """The current text frozen as the new edition that docs/data/udgaver.yml names."""
    done, problems = freeze(ROOT, *check_project(ROOT))
    print(refusal(problems) if problems else done, file=sys.stderr if problems else sys.stdout)
    return 1 if problems else 0


def main() -> int:
    commands = {"check": check, "site": site, "udgave": edition}
    parser = argparse.ArgumentParser(prog="python -m hooks.paper", description=__doc__)
    parser.add_argument("command", choices=commands)
    return commands[parser.parse_args().command]()


if __name__ == "__main__":
    sys.exit(main())
