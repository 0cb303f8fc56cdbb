"""What browsers are told about safety and keeping: one source for the pages' <meta>, `_headers` and nginx.

Sources: https://www.w3.org/TR/CSP3/, https://owasp.org/www-project-secure-headers/
"""

from collections.abc import Iterable
from pathlib import Path as FilePath

from ..page.view import environment

# Nothing but this site's own files, and nothing that stands in a page itself. 'wasm-unsafe-eval' is for the search.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
REFERRER = "no-referrer"  # other sites are not told what was read here
UNUSED = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")

SHORT = 600  # seconds: how long a page is kept before the reader's browser asks again
LONG = 31_536_000  # a year: for a file whose name changes with its content


def policy(**more: str) -> str:
    """The Content Security Policy as a page's <meta> has it; a header can say `more`."""
    return "; ".join(f"{directive} {sources}" for directive, sources in (POLICY | more).items())


def headers() -> dict[str, str]:
    """The headers of every answer. No Cross-Origin-Resource-Policy: others may show the paper's figures."""
    return {
        "Content-Security-Policy": policy(**{"frame-ancestors": "'none'"}),
        "Referrer-Policy": REFERRER,
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Strict-Transport-Security": f"max-age={LONG}",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def headers_file(base: str, fingerprinted: Iterable[str]) -> str:
    """`_headers`, as Netlify and Cloudflare Pages read it, for a site at the path `base`.

    Source: https://developers.cloudflare.com/pages/configuration/headers/
    """
    rules = {f"{base}*": headers()}
    rules |= {f"{base}{name}": {"Cache-Control": f"public, max-age={LONG}, immutable"} for name in fingerprinted}
    lines = ([path, *(f"  {name}: {value}" for name, value in rule.items())] for path, rule in rules.items())
    return "\n".join(line for rule in lines for line in rule) + "\n"


def nginx(site: FilePath) -> str:
    """nginx's configuration for the finished site in this folder: its path and its languages are read from it."""
    base = (site / "_headers").read_text("utf-8").partition("*")[0]
    languages = [path.name.split(".")[1] for path in sorted(site.glob("404.*.html"))]
    template = environment(FilePath(__file__).parent).overlay(autoescape=False).get_template("nginx.conf.jinja")
    return template.render(base=base, languages=languages, headers=headers(), short=SHORT, long=LONG) + "\n"
