"""Numbers as people write them: «5.000», «700-800», «12.835–13.185»."""

import re
from collections.abc import Iterable, Iterator

from ..model import Count
from ..words import format_count

# Whole numbers in prose with their separators, alone or as a range; not digits inside a name (3F).
DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?:\s?[-–]\s?\d+(?:[.,]\d+)*)?(?!\w)")
ORDINAL = re.compile(r"\d+\.\s")  # «2. Vi skal …» at the start of a heading


def parse_count(text: str) -> Count:
    """The count written as `5.000` or `700-800`. Raises ValueError when the range runs backwards."""
    ends = [int(end.strip().replace(".", "")) for end in re.split("[-–]", text)]
    if ends[0] > ends[-1]:
        raise ValueError(text)
    return Count(ends[0], ends[-1])


def write_count(count: Count) -> str:
    """The count as data files and the printed paper have it: 12.835-13.185."""
    return format_count(count, "da").replace("–", "-")


def find_numbers(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where in the text a number stands, in digits or as one of `words` (whole words; «hver anden» may be one)."""
    ordinal = ORDINAL.match(text)
    for found in DIGITS.finditer(text, ordinal.end() if ordinal else 0):
        yield found.span()
    for word in words:
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            yield found.span()
