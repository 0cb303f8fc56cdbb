"""Builds side by side on a machine that has other work to do: python tests/stress.py [how many].

Each build is `make site` in a copy of its own, in another place, time zone and language than the one before. None may
fail, and all must give one and the same tree of bytes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import ROOT, copy_project, run_build

AT_ONCE = 4
DATE = "1317470400"  # a build's source date, as the copies have no history

SURROUNDINGS = (
    ("a", {"TZ": "Europe/Copenhagen", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
    ("et andet sted", {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
)

Tree = frozenset[tuple[str, str]]  # every file of a site and what stands beside it, with the fingerprint of its bytes


@dataclass(frozen=True)
class Stress:
    """What so many builds gave: what those said that failed, and how many gave each tree."""

    failures: list[str]
    trees: Counter[Tree]

    @property
    def differing(self) -> list[str]:
        """The files that are not the same in every tree."""
        return sorted({file for tree in self.trees for file, _ in tree.symmetric_difference(next(iter(self.trees)))})


def stress(builds: int, source: Path = ROOT) -> Stress:
    """Builds the project so many times, four at once."""
    failures, trees = [], Counter[Tree]()
    with TemporaryDirectory() as name, ThreadPoolExecutor(AT_ONCE) as pool:
        for said, tree in pool.map(lambda number: build(source, Path(name), number), range(builds)):
            if said:
                failures.append(said)
            else:
                trees[tree] += 1
    return Stress(failures, trees)


def build(source: Path, around: Path, number: int) -> tuple[str, Tree]:
    """What a build that failed said, and the tree of one that did not."""
    place, environment = SURROUNDINGS[number % len(SURROUNDINGS)]
    folder = around / str(number) / place
    copy_project(source, folder)
    done = run_build(folder, SOURCE_DATE_EPOCH=DATE, **environment)
    files = [*(folder / "site").rglob("*"), folder / "site.nginx.conf"]
    hashes = ((file, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files if file.is_file())
    tree = frozenset((file.relative_to(folder).as_posix(), fingerprint) for file, fingerprint in hashes)
    shutil.rmtree(folder)
    return (done.stderr or f"endte med {done.returncode}" if done.returncode else ""), tree


@contextmanager
def busy() -> Iterator[None]:
    """Every core has other work."""
    work = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for each in work:
            each.kill()
            each.wait()


def main() -> int:
    builds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    start = time.monotonic()
    with busy():
        done = stress(builds)
    seconds = time.monotonic() - start
    print(f"{builds} builds, {AT_ONCE} at once, all {os.cpu_count()} cores busy besides: {seconds:.0f} s")
    print(f"{len(done.failures)} failures, {len(done.trees)} distinct trees")
    for said, times in Counter(done.failures).items():
        print(f"\n{times} × {said}")
    for file in done.differing:
        print(f"differs: {file}")
    return 0 if len(done.trees) == 1 and not done.failures else 1


if __name__ == "__main__":
    sys.exit(main())
