from __future__ import annotations

from pathlib import Path

from paper.publishing.seal import seal


def test_the_seal_changes_with_any_file_of_docs(project: Path) -> None:
    before = seal(project)
    assert seal(project) == before
    assert len(before) == 12
    page = project / "docs/om.md"
    page.write_text(page.read_text("utf-8") + "\nNyt.\n", "utf-8")
    assert seal(project) != before
