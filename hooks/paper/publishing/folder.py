"""A site that can be read from a folder, without a server: a preview to download, unpack and open."""

import re
from pathlib import Path as FilePath

# A link within the site to a page: `./`, `../om/`, `../../i-samme-baad/#ledermedlemmer`.
PAGE_LINK = re.compile(r'(<a\b[^>]*?\bhref=")((?![/#])[^":?#]*/|(?:\.\./)*\.\.?)((?:#[^"]*)?")')


def name_pages(site: FilePath) -> None:
    """Every link to a page in the site names its file, for without a server a folder's address shows a list."""
    for path in site.rglob("*.html"):
        path.write_text(PAGE_LINK.sub(_named, path.read_text("utf-8")), "utf-8", newline="\n")


def _named(link: re.Match[str]) -> str:
    return f"{link[1]}{link[2].removesuffix('/')}/index.html{link[3]}"
