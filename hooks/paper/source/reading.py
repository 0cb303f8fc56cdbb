"""The one way in: text → YAML → shape → languages → model. Whatever goes wrong on the way is a Problem."""

from collections.abc import Callable, Iterator
from pathlib import Path as FilePath
from typing import Any, TypeVar

from ..model import Problem
from ..words import language_name
from .schema import check_shape
from .textfile import Data, Position, Unreadable, read_text, read_yaml

Made = TypeVar("Made")


class Reading:
    """One reading of the project folder `root`: the problems met so far, and the languages once they are known."""

    def __init__(self, root: FilePath) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.languages: tuple[str, ...] = ()

    def data(self, file: str, build: Callable[[Data], Made], otherwise: Made, schema: str = "") -> Made:
        """What `build` makes of a YAML file of the shape that its schema describes; `otherwise` where it cannot."""
        return self._made(lambda: self._built(build, self._shaped(file, schema)), otherwise)

    def text(self, file: str, build: Callable[[str], Made], otherwise: Made) -> Made:
        """What `build` makes of a text file."""
        return self._made(lambda: build(read_text(self.root, file)), otherwise)

    def _made(self, make: Callable[[], Made], otherwise: Made) -> Made:
        try:
            return make()
        except Unreadable as unreadable:
            self.problems.extend(unreadable.problems)
            return otherwise

    def _shaped(self, file: str, schema: str) -> Data:
        data = read_yaml(self.root, file)
        check_shape(self.root, data, schema or file.replace(".yml", ".schema.json"))
        self.problems.extend(_complete(data, self.languages))
        return data

    def _built(self, build: Callable[[Data], Made], data: Data) -> Made:
        try:
            return build(data)
        except (LookupError, TypeError, ValueError, AttributeError):  # a schema that has been made to allow anything
            remedy = "Hent den seneste udgave tilbage af filen og af dens skema."
            raise Unreadable(Problem(data.file, 1, "filen kan ikke bruges, som den står.", remedy)) from None


def _complete(data: Data, languages: tuple[str, ...]) -> Iterator[Problem]:
    """A warning for each text by language that lacks one; the original's text is put in its place."""
    for position, texts in texts_by_language(data.content, (), languages):
        for language in languages[1:]:
            if language not in texts:
                texts[language] = texts[languages[0]]
                message = f"oversættelsen til {language_name(language)} mangler."
                yield Problem(data.file, data.line(*position), message, f"Tilføj {language}: …", True)


def texts_by_language(content: Any, position: Position, languages: tuple[str, ...]) -> Iterator[tuple[Position, Any]]:
    """Every text of the data that is given by language, and where it stands."""
    if isinstance(content, dict) and languages and languages[0] in content:
        yield position, content
    elif isinstance(content, list | dict):
        for key, inner in list(enumerate(content)) if isinstance(content, list) else content.items():
            yield from texts_by_language(inner, (*position, key), languages)
