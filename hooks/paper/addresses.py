"""Where pages are on the site: addresses are relative, so that the site works at any base path."""

import posixpath
import re
from unicodedata import normalize
from urllib.parse import urlsplit

from .model import FORMATS, Page, Paper

ASCII = {ord(letter): plain for letter, plain in zip("æøåéü’", ("ae", "oe", "aa", "e", "u", ""), strict=True)}


def slug(text: str) -> str:
    """Words as Danish addresses are written, in ASCII: «Fælles kampe» is `faelles-kampe`, however å is coded."""
    return re.sub(r"[^a-z0-9]+", "-", normalize("NFC", text).lower().translate(ASCII)).strip("-")


def address(paper: Paper, slug: str, language: str) -> str:
    """The page's address from the site's root: `` for the front page, `de-faelles-kampe/nyt-syn/`, `om.en/`."""
    name = slug if language == paper.original else f"{slug}.{language}"
    return "" if name == "index" else f"{name}/"


def place(page: Page, anchor: str = "") -> str:
    """Where a page, or a place on it, is found on a page that holds all the paper: `i-samme-baad--ledermedlemmer`."""
    name = page.slug.replace("/", ".")
    return name if anchor in ("", page.title.section) else f"{name}--{anchor}"


def promised(place: str) -> str:
    """How docs/data/ankre.txt promises such a place: `/i-samme-baad/#ledermedlemmer`; a page by its title’s id."""
    name, _, anchor = place.partition("--")
    slug = name.replace(".", "/")
    return f"/{slug}/#{anchor or slug.rpartition('/')[2]}"


def relative(start: str, target: str, anchor: str = "") -> str:
    """A link from the page at address `start` to the one at `target`."""
    path = posixpath.relpath(target or ".", start or ".")
    path = "./" if path == "." else f"{path}/" if target.endswith("/") or not target else path
    return f"{path}#{anchor}" if anchor else path


def download_address(paper: Paper, language: str, kind: str) -> str:
    """Where the paper is in this form (one of FORMATS), from the site's root."""
    of, ending = FORMATS[kind]
    suffix = "" if language == paper.original else f".{language}"
    return f"hent/offentlig-ledelse-i-faellesskab{of}{suffix}.{ending}"


def image_address(page: Page) -> str:
    """Where the page's picture is, from the site's root."""
    return f"billeder/{page.slug}.{page.language}.png"


def root_of(site_url: str) -> str:
    """The site's address with a slash at its end, as links are compared with it. Raises ValueError without one."""
    if not urlsplit(site_url).netloc:
        raise ValueError(site_url)
    return site_url.rstrip("/") + "/"
