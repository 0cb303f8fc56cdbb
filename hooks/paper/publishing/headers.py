"""What browsers are told about safety and keeping: one source for the pages' <meta>, `_headers` and nginx.

Sources: https://www.w3.org/TR/CSP3/, https://owasp.org/www-project-secure-headers/
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from itertools import takewhile
from pathlib import Path as FilePath

from ..page.view import environment

# Nothing but this site's own files, and of what stands in a page itself the style sheet alone, known by its hash.
# 'wasm-unsafe-eval' is for the search.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'none'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
REFERRER = "no-referrer"  # other sites are not told what was read here
UNUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")

SHORT = 600  # seconds: how long a page is kept before the reader's browser asks again
LONG = 31_536_000  # a year: for a file whose name changes with its content


def policy(style: str, **more: str) -> str:
    """The Content Security Policy as the <meta> of a page with this style sheet has it; a header can say `more`."""
    own = {"style-src": f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"}
    return "; ".join(f"{directive} {sources}" for directive, sources in (POLICY | own | more).items())


def headers(style: str, base: str) -> dict[str, str]:
    """The headers of every answer, for a site at the path `base` of its host.

    No Cross-Origin-Resource-Policy: others may show the paper's figures. Below its host's root a site does not decide
    that the whole of it is to be asked for by https alone.
    """
    secure = {"Strict-Transport-Security": f"max-age={LONG}"} if base == "/" else {}
    return {
        "Content-Security-Policy": policy(style, **{"frame-ancestors": "'none'"}),
        "Referrer-Policy": REFERRER,
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        **secure,
    }


def headers_file(base: str, fingerprinted: Iterable[str], style: str) -> str:
    """`_headers`, as Netlify and Cloudflare Pages read it, for a site at the path `base`.

    Source: https://developers.cloudflare.com/pages/configuration/headers/
    """
    rules = {f"{base}*": headers(style, base)}
    rules |= {f"{base}{name}": {"Cache-Control": f"public, max-age={LONG}, immutable"} for name in fingerprinted}
    lines = ([path, *(f"  {name}: {value}" for name, value in rule.items())] for path, rule in rules.items())
    return "\n".join(line for rule in lines for line in rule) + "\n"


def nginx(site: FilePath) -> str:
    """nginx's configuration for the finished site in this folder: path, headers and languages are read from it."""
    path, *lines = (site / "_headers").read_text("utf-8").splitlines()
    told = dict(line.strip().split(": ", 1) for line in takewhile(lambda line: line.startswith("  "), lines))
    languages = [path.name.split(".")[1] for path in sorted(site.glob("404.*.html"))]
    template = environment(FilePath(__file__).parent).overlay(autoescape=False).get_template("nginx.conf.jinja")
    return template.render(base=path[:-1], languages=languages, headers=told, short=SHORT, long=LONG) + "\n"
