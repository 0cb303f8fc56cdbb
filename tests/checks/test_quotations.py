"""The struggles are as many as the paper has, and what is quoted of them is whole."""

from __future__ import annotations

from pathlib import Path

from paper.checks import check_project
from paper.report import errors

FOURTH = """
- nummer: 4
  side: de-faelles-kampe/samarbejde
  titel: {da: "Vi skal styrke samarbejdet"}
  kerne: {da: "Vi står stærkere sammen end hver for sig."}
  punkter:
    - anker: sammen
      tekst: {da: "Det gælder fx ledere. Og det gælder (også) ”alle andre.”"}
"""
PAGE = """\
# 4. Vi skal styrke samarbejdet {#samarbejde}

Vi står stærkere sammen end hver for sig. Det gælder fx ledere. Og det gælder (også) ”alle andre.” Sådan er det.
{#sammen}
"""
PROMISES = """\
/de-faelles-kampe/samarbejde/
/de-faelles-kampe/samarbejde/#samarbejde
/de-faelles-kampe/samarbejde/#sammen
/en-verden-til-forskel.en/
"""
LAST = "  - de-faelles-kampe/dygtigere-ledere.en.md\n"


def test_a_fourth_struggle_is_welcome(project: Path) -> None:
    (project / "docs/de-faelles-kampe/samarbejde.md").write_text(PAGE, "utf-8")
    struggles, promises, site = project / "docs/data/kampe.yml", project / "docs/data/ankre.txt", project / "mkdocs.yml"
    struggles.write_text(struggles.read_text("utf-8") + FOURTH, "utf-8")
    kept = promises.read_text("utf-8").replace("/en-verden-til-forskel.en/\n", PROMISES)
    promises.write_text(kept, "utf-8")
    site.write_text(site.read_text("utf-8").replace(LAST, f"{LAST}  - de-faelles-kampe/samarbejde.md\n"), "utf-8")
    paper, problems = check_project(project)
    assert errors(problems) == []
    assert [struggle.number for struggle in paper.struggles] == [1, 2, 3, 4]
