"""A dozen builds, four at once: the small sister of `make stress`, which keeps every core busy besides.

Here the other tests do, as they run at the same time.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from conftest import FROZEN
from stress import Stress, stress


def test_builds_beside_each_other_all_succeed_with_the_same_bytes() -> None:
    done = stress(12, FROZEN)
    assert done.failures == []
    assert (list(done.trees.values()), done.differing) == ([12], [])
    (tree,) = done.trees
    assert {"site/index.html", "site/pagefind/pagefind.js", "site.nginx.conf"} <= {file for file, _ in tree}


def test_a_build_that_fails_is_counted_with_what_it_said(project: Path) -> None:
    (project / "CITATION.cff").write_text("")
    (said,) = stress(1, project).failures
    assert said.startswith("CITATION.cff:1: Filen er tom. Hent den seneste udgave tilbage.\n")


def test_what_differs_between_two_builds_is_named() -> None:
    one, other = frozenset({("a", "1"), ("b", "1")}), frozenset({("a", "1"), ("b", "2"), ("c", "1")})
    assert Stress([], Counter([one, other, one])).differing == ["b", "c"]
