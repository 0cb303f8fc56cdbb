from __future__ import annotations

import pytest
from lxml.html import document_fromstring
from paper.page.unbroken import unbroken


@pytest.mark.parametrize(
    "word", ["LO-forbundene", "HK/Kommunal", "A-siden", "MED-udvalg", "Ældre", "LO", "3F-leder", "og/eller", "LO- og"]
)
def test_words_that_begin_with_a_short_name_are_kept_together(word: str) -> None:
    kept = word not in ("Ældre", "LO", "og/eller", "LO- og", "3F-leder")
    html = f'<body class="x"><p title="{word}">Se {word}.</p>'
    found = document_fromstring(unbroken(html))
    assert found.xpath("//span[@class='ubrudt']/text()") == ([word] if kept else [])
    assert found.xpath("string(//p)") == f"Se {word}."
    assert found.xpath("//p/@title") == [word]


def test_the_head_of_a_page_is_left_as_it_is() -> None:
    html = '<head><title>LO-forbundene</title><script type="application/ld+json">{"a": "LO-leder"}</script></head>'
    assert unbroken(f"{html}<body><p>x</p></body>") == f"{html}<body><p>x</p></body>"
