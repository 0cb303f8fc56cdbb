"""The rooms of hooks/paper/ use only what stands below them, as [tool.importlinter] in pyproject.toml says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT


def linted(project: Path) -> subprocess.CompletedProcess[str]:
    command = [
        str(Path(sys.executable).parent / "lint-imports"),
        "--no-cache",
        "--config",
        str(ROOT / "pyproject.toml"),
    ]
    environment = os.environ | {"PYTHONPATH": str(project / "hooks")}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def test_arrows_point_down() -> None:
    done = linted(ROOT)
    assert done.returncode == 0, done.stdout
    assert "Arrows point down KEPT" in done.stdout


def test_an_arrow_that_points_up_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "hooks/paper", tmp_path / "hooks/paper")
    with (tmp_path / "hooks/paper/source/counts.py").open("a") as module:
        module.write("\nfrom ..page import tree\n")
    done = linted(tmp_path)
    assert done.returncode == 1
    assert "paper.source is not allowed to import paper.page" in done.stdout
