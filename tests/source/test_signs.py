"""Text is read in one form; what nobody sees, or the PDF cannot show, is told by name."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

import pytest
from conftest import ROOT
from paper.downloads.pdf import STANDARDS
from paper.downloads.typesetting import typeset
from paper.source.load import load_paper
from paper.source.signs import REFUSED, as_seen, refused_signs
from paper.source.textfile import Unreadable, parse_yaml, read_text

SIGNS = [chr(code) for code in range(0x20, 0x110000) if not 0xD800 <= code < 0xE000]
ALLOWED = "".join(sign for sign in SIGNS if not REFUSED.match(sign))


def told(line: str) -> list[str]:
    return [str(problem) for problem in refused_signs("x.md", f"# Titel\n{line}")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("led\u200bere", "Der står et usynligt tegn ved «ledere»: mellemrum uden bredde (U+200B)."),
        ("god \u200dledelse", "Der står et usynligt tegn ved «ledelse»: sammenbinder uden bredde (U+200D)."),
        ("god\ufeff ledelse", "Der står et usynligt tegn ved «god»: byterækkefølgemærke (U+FEFF)."),
        ("god\u202e ledelse", "Der står et usynligt tegn ved «god»: «RIGHT-TO-LEFT OVERRIDE» (U+202E)."),
        ("god\x91 ledelse", "Der står et usynligt tegn ved «god»: styretegn (U+0091)."),
        ("o\u0338re", "Der står et usynligt tegn ved «ore»: «COMBINING LONG SOLIDUS OVERLAY» (U+0338)."),
    ],
)
def test_what_nobody_sees_is_found_by_its_word(line: str, problem: str) -> None:
    assert told(line) == [f"x.md:2: {problem} Slet ordet, og skriv det igen."]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("a\tb", "Linjen har et tabulatortegn. Brug mellemrum i stedet."),
        ("10\u2009000", "Der står et særligt mellemrum: «THIN SPACE» (U+2009). Skriv et almindeligt mellemrum."),
        ("a\u2028b", "Der står et særligt mellemrum: «LINE SEPARATOR» (U+2028). Skriv et almindeligt mellemrum."),
        ("LO\u2011leder", "Der står en særlig bindestreg: hård bindestreg (U+2011). Skriv en almindelig bindestreg."),
        ("\uf0d8 Lyt", "Tegnet U+F0D8 findes kun i den skrifttype, det kommer fra. Skriv - foran punktet."),
        ("✓ Lyt", "Tegnet «✓», «CHECK MARK» (U+2713), kan ikke sættes i PDF’en. Skriv - foran punktet."),
        ("Lyt \uf04a", "Tegnet U+F04A findes kun i den skrifttype, det kommer fra. Slet det, eller skriv noget andet."),
        (
            "a ☎",
            "Tegnet «☎», «BLACK TELEPHONE» (U+260E), kan ikke sættes i PDF’en. Slet det, eller skriv noget andet.",
        ),
        ("a\ufdd0", "Koden U+FDD0 er ikke noget tegn. Slet den."),
        ("\u00a0Lyt", "Der står et hårdt mellemrum (U+00A0) forrest på linjen. Skriv et almindeligt mellemrum."),
        ("1.\u00a0Lyt", "Der står et hårdt mellemrum (U+00A0) efter «1.». Skriv et almindeligt mellemrum."),
        ("- \u00a0Lyt", "Der står et hårdt mellemrum (U+00A0) efter «-». Skriv et almindeligt mellemrum."),
    ],
)
def test_what_is_written_instead_is_told(line: str, problem: str) -> None:
    assert told(line) == [f"x.md:2: {problem}"]


def test_a_sign_is_told_once_a_line_and_an_emoji_of_several_signs_is_one() -> None:
    assert len(told("a\u200bb c\u200bd")) == 1
    assert len(told("a\u200bb c\u2060d")) == 2
    assert len(told("Ja \U0001f469\u200d\U0001f467\ufe0f")) == 1
    assert len(told("a\u200bb\nc\u200bd")) == 2


def test_a_word_of_two_alphabets_is_refused_and_a_foreign_word_is_not() -> None:
    message = "x.md:2: Ordet «lеder» har et bogstav fra et andet alfabet: «CYRILLIC SMALL LETTER IE» (U+0435)."
    assert told("En l\u0435der") == [f"{message} Slet ordet, og skriv det igen."]
    assert told("На русском, ελληνικά, 5 µg, Łódź, ½ og 10\u00a0% → 20 €") == []


def test_files_are_read_in_one_form(project: Path) -> None:
    file = project / "docs/en-verden-til-forskel.md"
    text = file.read_text("utf-8")
    file.write_text(normalize("NFD", text), "utf-8")
    assert file.read_text("utf-8") != text
    assert read_text(project, "docs/en-verden-til-forskel.md") == text
    assert load_paper(project)[1] == []
    assert parse_yaml("x.yml", 'da: "a\\u030a"').content == {"da": "å"}


def test_an_escape_hides_nothing() -> None:
    with pytest.raises(Unreadable) as refused:
        parse_yaml("x.yml", 'a: b\nda: "led\\u200belse"\n')
    assert [problem.line for problem in refused.value.problems] == [2]


def test_names_are_compared_as_they_look() -> None:
    assert as_seen("HK\u00a0Stat ") == as_seen("hk  stat") != as_seen("HK/Stat")


def set_in_pdf(text: str, folder: Path) -> None:
    """Sets the text in the PDF's own font and no other; an archive's PDF is refused where a sign has no form in it."""
    fonts = re.findall(r'font: "([^"]+)"', (ROOT / "overrides/pdf/oplaeg.typ").read_text("utf-8"))
    template = folder / "overrides/pdf/prove.typ"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(
        f'#set document(title: "x")\n#set text(font: "{fonts[0]}", lang: "da", fallback: false)\n'
        "#let signs = sys.inputs.signs\n#signs #strong(signs) #emph(signs) #text(weight: 600, signs)\n"
    )
    typeset(template, {"signs": text}, format="pdf", pdf_standards=STANDARDS, timestamp=0)


def test_the_pdf_can_set_every_sign_that_is_allowed(tmp_path: Path) -> None:
    assert len(ALLOWED) > 500
    set_in_pdf(" ".join(ALLOWED), tmp_path)


@pytest.mark.parametrize("sign", ["✓", "😀", "\uf0b7", "漢"])
def test_the_pdf_cannot_set_signs_that_are_refused(sign: str, tmp_path: Path) -> None:
    assert sign not in ALLOWED
    with pytest.raises(Unreadable):
        set_in_pdf(sign, tmp_path)
