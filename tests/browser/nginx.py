"""A real nginx on this machine alone; installs Debian's when run as a program and none is there."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BROTLI = "ngx_http_brotli_static_module.so"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")  # folders nginx wants, in the system's by default


def nginx() -> str | None:
    """The path of nginx; Debian puts it where only root's search path leads."""
    return shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")


def brotli_module() -> Path:
    """Where this nginx has, or would have, its module for .br files."""
    said = subprocess.run([str(nginx()), "-V"], capture_output=True, text=True, check=True).stderr
    folder = re.search(r"--modules-path=(\S+)", said)
    return Path(folder[1] if folder else "/usr/lib/nginx/modules") / BROTLI


@contextmanager
def running(root: Path, include: Path, folder: Path, brotli: bool = True) -> Iterator[str]:
    """The address of an nginx that serves `root` with the configuration in `include`; it works in `folder`."""
    port = _free_port()
    (folder / "nginx.conf").write_text(_configuration(root, include, port, brotli), "utf-8")
    command = [str(nginx()), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    server = subprocess.Popen(command)
    try:
        _wait_for(port, server)
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


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "nginx does not start with this configuration"
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("nginx does not answer")


if __name__ == "__main__":
    if not nginx() or not brotli_module().exists():
        from chromium import install_packages

        install_packages("nginx-light", "libnginx-mod-http-brotli-static")
