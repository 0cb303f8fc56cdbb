"""A real nginx on this machine alone."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser.programs import free_port, program, wait_for

BROTLI = "ngx_http_brotli_static_module.so"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")  # folders nginx wants, in the system's by default


def brotli_module() -> Path:
    """Where this nginx has, or would have, its module for .br files."""
    said = subprocess.run([program("nginx-light"), "-V"], capture_output=True, text=True, check=True).stderr
    folder = re.search(r"--modules-path=(\S+)", said)
    return Path(folder[1] if folder else "/usr/lib/nginx/modules") / BROTLI


@contextmanager
def running(root: Path, include: Path, folder: Path, brotli: bool = True) -> Iterator[str]:
    """The address of an nginx that serves `root` with the configuration in `include`; it works in `folder`."""
    port = free_port()
    (folder / "nginx.conf").write_text(_configuration(root, include, port, brotli), "utf-8")
    command = [
        program("nginx-light"),
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        str(folder / "error.log"),
    ]
    server = subprocess.Popen(command)
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _configuration(root: Path, include: Path, port: int, brotli: bool) -> str:
    """What a host has around the site: as site.nginx.conf says at its top."""
    own = f"listen 127.0.0.1:{port}; root {root}; {'brotli_static on;' if brotli else ''} include {include};"
    folders = " ".join(f"{name}_temp_path {name};" for name in TEMPORARY)
    return "\n".join(
        [
            f"load_module {brotli_module()};" if brotli else "",
            "daemon off; master_process off; pid nginx.pid;",
            "events {}",
            f"http {{ access_log off; {folders} server {{ {own} }} }}",
        ]
    )
