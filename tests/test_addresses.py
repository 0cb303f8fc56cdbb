from __future__ import annotations

from pathlib import Path

import pytest
from paper.addresses import address, relative, root_of
from paper.source.load import load_paper


def test_the_original_has_the_plain_address_and_the_front_page_is_the_root(project: Path) -> None:
    paper, _ = load_paper(project)
    assert address(paper, "index", "da") == ""
    assert address(paper, "om", "da") == "om/"
    assert address(paper, "index", "en") == "index.en/"
    assert address(paper, "de-faelles-kampe/nyt-syn", "en") == "de-faelles-kampe/nyt-syn.en/"


@pytest.mark.parametrize(
    ("start", "target", "link"),
    [
        ("", "om/", "om/"),
        ("om/", "", "../"),
        ("om/", "om/", "./"),
        ("de-faelles-kampe/nyt-syn/", "om/", "../../om/"),
        ("om/", "data/ledermedlemmer.csv", "../data/ledermedlemmer.csv"),
    ],
)
def test_links_are_relative(start: str, target: str, link: str) -> None:
    assert relative(start, target) == link


def test_a_link_can_lead_to_a_place() -> None:
    assert relative("om/", "i-samme-baad/", "ledermedlemmer") == "../i-samme-baad/#ledermedlemmer"


def test_the_root_ends_in_a_slash_and_is_a_whole_address() -> None:
    assert root_of("https://a.example/b") == "https://a.example/b/"
    with pytest.raises(ValueError):
        root_of("/b/")
