"""One source of what browsers are told: the page's policy, the headers, and the file hosts read them from."""

from __future__ import annotations

from paper.publishing.headers import headers, headers_file, policy

STYLE = "p {}"
HASH = "sha256-SNJDlN1Iy2mnt7DOjQIyDb2LQE6O5PQiSZomcdzawQ4="  # openssl dgst -sha256 -binary | base64


def test_the_policy_starts_from_nothing_and_allows_only_this_site_and_its_style() -> None:
    assert policy(STYLE) == (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src '{HASH}'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def test_a_header_says_what_the_page_says_and_forbids_framing() -> None:
    assert headers(STYLE, "/")["Content-Security-Policy"] == policy(STYLE) + "; frame-ancestors 'none'"
    assert "frame-ancestors" not in policy(STYLE)  # a <meta> cannot say it: https://www.w3.org/TR/CSP3/#meta-element


def test_the_usual_headers_are_there() -> None:
    assert list(headers(STYLE, "/")) == [
        "Content-Security-Policy",
        "Referrer-Policy",
        "Permissions-Policy",
        "X-Content-Type-Options",
        "X-Frame-Options",
        "Cross-Origin-Opener-Policy",
        "Strict-Transport-Security",
    ]
    assert '"' not in "".join(headers(STYLE, "/").values())  # nginx.conf quotes them


def test_a_site_below_its_hosts_root_does_not_decide_for_the_host() -> None:
    assert {*headers(STYLE, "/")} - {*headers(STYLE, "/some/path/")} == {"Strict-Transport-Security"}


def test_the_headers_file_has_a_rule_for_all_and_one_for_each_file_to_keep() -> None:
    own = headers(STYLE, "/some/path/")
    lines = headers_file("/some/path/", ["assets/site.0f1e2d3c.js"], STYLE).split("\n")
    assert lines[0] == "/some/path/*"
    assert lines[1 : len(own) + 1] == [f"  {name}: {value}" for name, value in own.items()]
    assert lines[len(own) + 1 :] == [
        "/some/path/assets/site.0f1e2d3c.js",
        "  Cache-Control: public, max-age=31536000, immutable",
        "",
    ]
