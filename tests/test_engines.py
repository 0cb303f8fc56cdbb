"""The site does not hang on one engine: ProperDocs, which continues MkDocs 1.x, builds the same bytes."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

from conftest import ROOT
from paper.publishing.site import QUIET, source_date


def test_another_engine_builds_the_same_but_for_its_name(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", str(tmp_path)]
    env = os.environ | QUIET | {"SOURCE_DATE_EPOCH": source_date(site.parent)}
    done = subprocess.run(command, cwd=site.parent, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    theirs, ours = contents(tmp_path), contents(site)
    assert len(theirs) > 20
    assert b'content="mkdocs-ProperDocs' in (tmp_path / "index.html").read_bytes()
    assert b'content="mkdocs-1.6' in (site / "index.html").read_bytes()
    assert [name for name in theirs if theirs[name] != ours.get(name)] == []
    assert {Path(name).suffix for name in ours.keys() - theirs.keys()} <= {".br", ".gz"}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file's bytes, those of pages without the generator's name; what is compressed says nothing new."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".gz", ".br"))
    generator = re.compile(rb'<meta name="generator" content="[^"]*">')
    return {path.relative_to(folder).as_posix(): generator.sub(b"", path.read_bytes()) for path in found}


def test_the_checks_need_no_engine() -> None:
    """Nothing in hooks/paper/ imports MkDocs or any other engine."""
    engine = re.compile(r"^\s*(?:import|from) (?:mkdocs|properdocs|zensical)", re.MULTILINE)
    for path in (ROOT / "hooks/paper").rglob("*.py"):
        assert not engine.search(path.read_text("utf-8")), path


def reached(code: str) -> set[str]:
    """What a hook takes of the engine: its modules, and what stands in the things that it hands the events."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.ImportFrom(module=str(name)) | ast.alias(name=name) if name.startswith(("mkdocs", "material")):
                found.add(name)
            case ast.Attribute(value=ast.Name(id="config" | "page" | "files" | "nav")):
                found.add(ast.unparse(node))
    return found


def test_the_hooks_speak_to_the_engine_in_one_file() -> None:
    """Whatever else of it is used goes through engine.py, which is to be changed for another engine."""
    assert reached("import mkdocs.utils\nfrom material import x\n\ndef on_env(env, page): return page.file.url") == {
        "mkdocs.utils",
        "material",
        "page.file",
    }
    speaking = {path.name for path in (ROOT / "hooks").glob("*.py") if reached(path.read_text("utf-8"))}
    assert speaking == {"engine.py"}


def test_the_templates_know_one_thing_of_the_theme() -> None:
    templates = [path for path in (ROOT / "overrides").rglob("*.html") if "lang.t(" in path.read_text("utf-8")]
    assert templates == []
    assert "base.html" in (ROOT / "overrides/main.html").read_text("utf-8")
