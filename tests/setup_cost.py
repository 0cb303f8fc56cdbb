"""What it costs to begin: an empty clone until the first page, and until the tests are green; each beside its budget.

`make benchmark-opsaetning`, on an otherwise idle machine; it takes as long as two runs of `make test` and needs
Python alone. A megabyte is 1,048,576 bytes, as du counts. What apt-get installs is not counted, nor pip's index pages.
Where tens of thousands of files were just deleted, ext4 writes new ones slowly for minutes (three times the system's
share was seen): TMPDIR=/dev/shm shows what it costs without that.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
Environment = dict[str, str]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Caches of our own, and none of this machine's settings: they may name copies nearer by.
        own = {"PIP_CACHE_DIR": str(folder / "pip"), "npm_config_cache": str(folder / "npm")}
        environment = os.environ | own | {"PIP_CONFIG_FILE": os.devnull}
        print(f"{'':42}{'measured':>10}{'budget':>10}")
        serve(clone(folder / "serve"), environment | {"PORT": str(free_port())})
        row("make serve: megabytes fetched", megabytes(fetch(folder / "wheels", environment)), 75)
        test(folder, environment)


def serve(project: Path, environment: Environment) -> None:
    """From an empty clone, with nothing fetched before, until the browser has the first page."""
    begun = time.monotonic()
    server = subprocess.Popen(["make", "serve"], cwd=project, env=environment, start_new_session=True, **SILENT)
    try:
        wait_for_page(f"http://localhost:{environment['PORT']}/", server)
        row("make serve: seconds until the first page", time.monotonic() - begun, 15)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
    row("make serve: megabytes installed", megabytes(project / ".venv"), 290)


def test(folder: Path, environment: Environment) -> None:
    """With all packages fetched before: from an empty clone until all is green, and once more."""
    setup = ["make", ".venv/checks", ".venv/test", ".venv/npm"]
    run(setup, clone(folder / "fetch"), environment)
    project = clone(folder / "test")
    spent = run(setup, project, environment)
    row("make test: seconds of set-up", spent)
    row("make test: megabytes installed", megabytes(project / ".venv"))
    first = run(["make", "test"], project, environment)
    row("make test: minutes, set-up included", (spent + first) / 60, 7)
    row("make test: minutes, again", run(["make", "test"], project, environment) / 60, 4)


SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def clone(folder: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], check=True)
    return folder


def run(command: list[str], project: Path, environment: Environment) -> float:
    """The seconds that a command takes; ends the measuring with its words if it fails."""
    begun = time.monotonic()
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout[-4000:] + done.stderr[-4000:])
    return time.monotonic() - begun


def fetch(folder: Path, environment: Environment) -> Path:
    """The packages that the site's lock names for this machine; pip keeps them only where the registry lets it."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    run([*command, "--require-hashes", "-r", "requirements.txt", "-d", str(folder)], ROOT, environment)
    return folder


def wait_for_page(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until a page of the site is there, whatever the server says while it builds."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if b"</article>" in answer.read():
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.05)
    sys.exit("make serve ended before it showed a page")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def megabytes(folder: Path) -> float:
    """What the folder takes up on the disk."""
    return sum(path.lstat().st_blocks for path in folder.rglob("*")) * 512 / 2**20


def row(name: str, measured: float, budget: float | None = None) -> None:
    print(f"{name:42}{measured:10.1f}{budget or '':>10}", flush=True)


if __name__ == "__main__":
    main()
