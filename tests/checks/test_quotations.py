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


def test_a_sentence_that_is_shown_alone_should_not_point_back(project: Path) -> None:
    page, struggles = project / "docs/i-samme-baad.md", project / "docs/data/kampe.yml"
    text = page.read_text("utf-8")
    sentence = text[text.index("Alligevel er der to kendetegn") :].partition(". ")[0]
    page.write_text(f'---\nbeskrivelse: "{sentence}."\n---\n\n{text}', "utf-8")
    english = (project / "docs/de-faelles-kampe/nyt-syn.en.md").read_text("utf-8")
    leaning = english[english.index("If we do not keep reminding") :].partition("\n")[0]
    core = next(line for line in struggles.read_text("utf-8").splitlines() if 'en: "All leadership' in line)
    struggles.write_text(struggles.read_text("utf-8").replace(core, f'    en: "{leaning}"'), "utf-8")
    _, problems = check_project(project)
    assert errors(problems) == []
    assert [str(problem) for problem in problems] == [
        "docs/data/kampe.yml:18: kerne: «of this» viser tilbage til noget, som ikke står der, hvor sætningen "
        "vises alene. Vælg en sætning, der kan stå alene.",
        "docs/i-samme-baad.md:2: beskrivelse: «Alligevel» viser tilbage til noget, som ikke står der, hvor "
        "sætningen vises alene. Vælg en sætning, der kan stå alene.",
    ]
