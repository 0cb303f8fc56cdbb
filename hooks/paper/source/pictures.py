"""The pictures on the pages: files in docs/ that whatever shows them can read, from browsers to Typst and Word."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path as FilePath

import typst

from ..model import Page, Problem

SHOWN = b"""\
#set page(width: 9pt, height: 9pt, margin: 0pt)
#image(sys.inputs.file, format: sys.inputs.format, width: 9pt)
"""
FORMATS = {"jpeg": "jpg"}  # what Typst calls a format, where that is not the file's ending

START_OF_SCAN, END_OF_IMAGE = b"\xff\xda", b"\xff\xd9"  # in a JPEG; never within its data


def check_pictures(root: FilePath, page: Page) -> Iterator[Problem]:
    """A picture is a file in docs/, whole and of the kind that its name says, with nothing that gets lost on paper."""
    for block in page.blocks:
        if not block.image:
            continue
        file = f"docs/{block.image.source}"
        if not (root / file).is_file():
            remedy = "Læg filen i docs/assets/, eller ret stien."
            yield Problem(page.file, block.line, f"billedet {file} findes ikke.", remedy)
        elif fault := _fault(root / "docs", block.image.source, (root / file).stat().st_mtime_ns):
            kind = file.rpartition(".")[2].upper()
            remedy = f"Gem det igen som {kind} i et billedprogram, eller brug et andet."
            yield Problem(page.file, block.line, f"billedet {file} kan ikke vises overalt: «{fault}».", remedy)


@lru_cache
def _fault(folder: FilePath, file: str, _changed: int) -> str:
    """What Typst has against the file: it reads the whole of it, and tells of what it leaves out."""
    ending = file.rpartition(".")[2]
    inputs = {"file": f"/{file}", "format": FORMATS.get(ending, ending)}
    try:
        compiler = typst.Compiler(root=folder, ignore_system_fonts=True, sys_inputs=inputs)
        _, warnings = compiler.compile_with_warnings(SHOWN, format="png", ppi=72)
    except typst.TypstError as error:
        return " ".join(error.message.split())
    content = (folder / file).read_bytes()
    if inputs["format"] == "jpg" and content.rfind(END_OF_IMAGE) < content.rfind(START_OF_SCAN):
        return "unexpected end of file"  # Typst shows what there is
    return "; ".join(warning.message for warning in warnings)
