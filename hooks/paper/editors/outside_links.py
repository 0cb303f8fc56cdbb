"""The links from the pages to other sites, opened one by one: the only code of ours that uses the network."""

from collections.abc import Iterator
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from ..model import Paper, Problem
from ..source.load import EXTERNAL

PATIENCE = 20  # seconds
ATTEMPTS = 2
AGENT = {"User-Agent": "Mozilla/5.0 (link check)"}  # some hosts refuse what gives itself no name
SHUT = (401, 403, 429, 999)  # there, but not for programs


def dead_links(paper: Paper) -> Iterator[Problem]:
    """A problem for each reviewed address outside the site that does not answer as a page that is there."""
    for address, line in (paper.external_links or {}).items():
        if address.startswith("http") and (answer := _answer(address)):
            remedy = "Find den nye adresse, eller fjern linket fra siden og fra denne fil."
            yield Problem(EXTERNAL, line, f"linket {address} svarer ikke: {answer}.", remedy)


def _answer(address: str) -> str:
    """What is wrong with the answer; empty where nothing is."""
    answer = ""
    for _ in range(ATTEMPTS):
        try:
            with urlopen(Request(address, headers=AGENT), timeout=PATIENCE):  # its first bytes are enough
                return ""
        except HTTPError as error:
            answer = "" if error.code in SHUT else str(error.code)
            error.close()
        except (OSError, HTTPException, ValueError) as error:
            answer = str(getattr(error, "reason", "") or error or type(error).__name__)
    return answer
