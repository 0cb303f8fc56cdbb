"""Counts as data files have them: «5.000», «700-800», «12.835–13.185»."""

import re

from ..model import Count
from ..words import format_count


def parse_count(text: str) -> Count:
    """The count written as `5.000` or `700-800`. Raises ValueError when the range runs backwards."""
    ends = [int(end.strip().replace(".", "")) for end in re.split("[-–]", text)]
    if ends[0] > ends[-1]:
        raise ValueError(text)
    return Count(ends[0], ends[-1])


def write_count(count: Count) -> str:
    """The count as data files and the printed paper have it: 12.835-13.185."""
    return format_count(count, "da").replace("–", "-")
