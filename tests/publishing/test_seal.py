from __future__ import annotations

from pathlib import Path

from paper.publishing.seal import check_seals, seal


def test_the_seal_changes_with_any_file_of_docs(project: Path) -> None:
    before = seal(project)
    assert seal(project) == before
    assert len(before) == 12
    page = project / "docs/om.md"
    page.write_text(page.read_text("utf-8") + "\nNyt.\n", "utf-8")
    assert seal(project) != before


def test_a_page_without_the_seal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "god.html").write_text('<meta name="seal" content="abc">')
    (tmp_path / "gal.html").write_text('<meta name="seal" content="">')
    assert [str(problem) for problem in check_seals(tmp_path, "abc")] == [
        "gal.html:1: Siden er bygget uden tjek. Byg med hooks: - hooks/main.py i mkdocs.yml."
    ]
