"""The PDFs are PDF/UA-1 as they say, and those of the whole paper PDF/A-3a: so says a checker that others wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PAPER
from page import ValidationProfile, validate_pdf_bytes
from paper.addresses import download_address
from paper.model import FORMATS

KINDS = [kind for kind, (_, ending) in FORMATS.items() if ending == "pdf"]
UA, A = ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_3A
# It takes the last byte of compressed data for the end of the line after it, where that byte is a carriage return.
MISTAKEN = "PDFA3A-STREAM-LENGTH-001"


def faults(pdf: bytes, profile: ValidationProfile) -> list[str]:
    found = validate_pdf_bytes(pdf, profile=profile).failures
    return [f"{each.rule_id}: {each.message}" for each in found if each.rule_id != MISTAKEN]


@pytest.mark.parametrize("language", PAPER.languages)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_accessible_and_what_is_kept_can_be_archived(site: Path, kind: str, language: str) -> None:
    pdf = (site / download_address(PAPER, language, kind)).read_bytes()
    assert faults(pdf, UA) == []
    assert kind == "side" or faults(pdf, A) == []


def test_the_checker_sees_faults(frozen: Path) -> None:
    pdf = (frozen / download_address(PAPER, "da", "pdf")).read_bytes()
    speechless = faults(pdf.replace(b"/Lang(", b"/Gnal("), UA)
    assert any("text has no local, inherited, or catalog /Lang" in each for each in speechless)
    (misplaced,) = faults(pdf.replace(b"%%EOF\n", b"%%EOF ", 1), A)
    assert misplaced.startswith("PDFA3A-INDIRECT-OBJECT-SYNTAX-001")
