"""Text files for other programs, filled in from the templates here: what they show stands between << and >>, for
TeX and JSON have their own use for braces, and through `json` or `tex` where it could be taken for code.
"""

import json
import re
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from jinja2 import Template

from ..page.view import environment

TEX = {
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "\\": r"{\textbackslash}",
}


def fill(name: str, **values: Any) -> str:
    """The file of this name; JSON is set out anew, and so known to be whole."""
    text = _template(name).render(json=json.dumps, tex=_tex, **values)
    return set_out(json.loads(text)) if name.endswith(".json") else text


def set_out(content: Any) -> str:
    """The content as a JSON file that people can read too."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _tex(text: str) -> str:
    """As TeX shows it; braces and backslashes by name, or BibTeX would count them as its own."""
    return re.sub(r"[&%$#_{}~^\\]", lambda sign: TEX.get(sign[0], f"\\{sign[0]}"), text)


@lru_cache
def _template(name: str) -> Template:
    return (
        environment(FilePath(__file__).parent)
        .overlay(autoescape=False, keep_trailing_newline=True, variable_start_string="<<", variable_end_string=">>")
        .get_template(f"{name}.jinja")
    )
