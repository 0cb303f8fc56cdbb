"""What has been published stays: a change neither takes a promise back nor touches a file that is under promise."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby, zip_longest
from pathlib import Path as FilePath
from posixpath import dirname

from ..model import Paper, Problem, Promise
from ..source.publication import PROMISES
from ..source.revision import Published
from .addresses import before, where


def check_kept(root: FilePath, paper: Paper, published: Published) -> Iterator[Problem]:
    """Every promise that was made before is still made, and every file under promise is what it was."""
    if paper.promises is not None:
        yield from _taken_back(paper.promises, published.promises)
    yield from check_kept_files(root, published)


def check_kept_files(root: FilePath, published: Published) -> Iterator[Problem]:
    """Every file under promise is there, byte for byte."""
    for file, content in published.files.items():
        now = (root / file).read_bytes() if (root / file).is_file() else None
        if now != content:
            line = _first_difference(content, now) if now and file.endswith(".txt") else 1
            change = "slettet" if now is None else "ændret"
            message = f"filen er udgivet og skal blive, som den er, men den er {change}."
            yield Problem(file, line, message, _restore(file))


def _restore(file: str) -> str:
    """The way back on github.com, for text and PDF alike."""
    find = f"Hent den tilbage: Find {file} på grenen main, og vælg «Download raw file»."
    return f"{find} Gå så til mappen {dirname(file)} på din egen gren, vælg «Add file → Upload files», og læg den dér."


def _first_difference(old: bytes, new: bytes) -> int:
    lines = zip_longest(old.split(b"\n"), new.split(b"\n"))
    return next(number for number, (before, after) in enumerate(lines, 1) if before != after)


def _taken_back(promised: Mapping[str, Promise], made: Mapping[str, Promise]) -> Iterator[Problem]:
    """One problem for all the lines that stood together."""
    lost = sorted(made.keys() - promised.keys())
    for place, group in groupby(lost, key=lambda address: where(address, promised)):
        addresses = list(group)
        line = _line(addresses[0], promised)
        if len(addresses) == 1:
            message = f"adressen {addresses[0]} er lovet at blive stående, men linjen er slettet."
            yield Problem(PROMISES, line, message, f"Tilføj den igen {place}: {_written(addresses[0], made)}")
        else:
            lines = "".join(f"\n{_written(address, made)}" for address in addresses)
            message = f"{len(addresses)} adresser er lovet at blive stående, men linjerne er slettet."
            yield Problem(PROMISES, line, message, f"Tilføj dem igen {place}:{lines}")


def _written(address: str, made: Mapping[str, Promise]) -> str:
    return f"{address} -> {made[address].now}" if made[address].now else address


def _line(address: str, promised: Mapping[str, Promise]) -> int:
    """The line that a missing address belongs after."""
    earlier = before(address, promised)
    return promised[earlier].line if earlier else 1


def as_promised(paper: Paper, published: Published) -> Paper:
    """The paper held to what was promised before, also where a change has taken the promise itself away.

    An edition whose text is gone is not one that waits to be frozen.
    """
    if paper.promises is None:
        return paper
    missing = published.promises.keys() - paper.promises.keys()
    lost = {address: Promise(_line(address, paper.promises), published.promises[address].now) for address in missing}
    kept = [each for each in paper.editions if each.record or f"docs/{each.address}" not in published.files]
    return replace(paper, promises={**paper.promises, **lost}, editions=tuple(kept))
