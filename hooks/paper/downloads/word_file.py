"""A Word file: a ZIP file of parts, and what each part refers to (ECMA-376, Open Packaging Conventions)."""

from collections.abc import Iterator, Mapping

from lxml.etree import QName, SubElement, _Element, fromstring, tostring

from ..source.files import PICTURES
from .zipped import zipped

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
R = f"{OFFICE}/relationships"
CORE = f"{PACKAGE}/relationships/metadata/core-properties"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = {  # by the part's name
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "word/document.xml": f"{WORD}.document.main+xml",
    "word/styles.xml": f"{WORD}.styles+xml",
    "word/settings.xml": f"{WORD}.settings+xml",
    "word/numbering.xml": f"{WORD}.numbering+xml",
    "word/footnotes.xml": f"{WORD}.footnotes+xml",
    "word/header.xml": f"{WORD}.header+xml",
    "word/footer.xml": f"{WORD}.footer+xml",
}
DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}

Parts = Mapping[str, bytes | _Element]
Targets = Mapping[str, tuple[str, str]]  # by its id: what kind of thing a part refers to, and where that is


def package(parts: Parts, relations: Mapping[str, Targets]) -> bytes:
    """The file: its parts by name, and what each of them refers to (the file itself by the name ``)."""
    contents = _all(parts, relations)
    return zipped((name, content if isinstance(content, bytes) else _xml(content)) for name, content in contents)


def _all(parts: Parts, relations: Mapping[str, Targets]) -> Iterator[tuple[str, bytes | _Element]]:
    yield "[Content_Types].xml", _content_types(parts)
    for name, targets in relations.items():
        folder, _, file = name.rpartition("/")
        yield f"{folder}/_rels/{file}.rels".lstrip("/"), _relationships(targets)
    yield from parts.items()


def _content_types(parts: Parts) -> _Element:
    types = root("Types", f"{PACKAGE}/content-types")
    for ending, kind in (DEFAULTS | PICTURES).items():
        add(types, "Default", Extension=ending.removeprefix("."), ContentType=kind)
    for name in parts:
        if name in TYPES:
            add(types, "Override", PartName=f"/{name}", ContentType=TYPES[name])
    return types


def _relationships(targets: Targets) -> _Element:
    relations = root("Relationships", f"{PACKAGE}/relationships")
    for key, (kind, target) in targets.items():
        place = add(relations, "Relationship", Id=key, Type=kind if ":" in kind else f"{R}/{kind}", Target=target)
        if kind == "hyperlink":
            place.set("TargetMode", "External")
    return relations


def root(name: str, namespace: str) -> _Element:
    """The first element of a part, whose namespace is that of all in it."""
    return fromstring(f'<{name} xmlns="{namespace}"/>')


def add(parent: _Element, name: str, **attributes: str) -> _Element:
    """An element of the parent's namespace in it."""
    return SubElement(parent, f"{{{QName(parent).namespace}}}{name}", attributes)


def _xml(element: _Element) -> bytes:
    return tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True)
