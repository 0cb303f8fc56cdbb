"""Pages that have moved: what mkdocs-redirects writes, made over without a script in the page, with the site's mark."""

from pathlib import Path as FilePath

from lxml.html import document_fromstring

from ..page.view import Site, environment
from ..words import site_title
from .headers import policy


def rewrite_redirects(folder: FilePath, site: Site, seal: str, style: str) -> None:
    """The page at each old address sends the reader on, to the same place on the new page, in the page's language."""
    paper, template = site.paper, environment(site.templates).get_template("flyttet.html")
    for old in paper.moved:
        slug = old.removesuffix(".md")
        path = folder / slug / "index.html"
        language = next((code for code in paper.languages[1:] if slug.endswith(f".{code}")), paper.original)
        target = document_fromstring(path.read_text("utf-8")).xpath("string(//link[@rel='canonical']/@href)")
        root = "../" * (slug.count("/") + 1)
        values = {"paper": paper, "language": language, "title": site_title(paper, language)}
        values |= {"target": target, "seal": seal, "policy": policy(style), "style": style}
        values |= {"script": root + next((folder / "assets").glob("flyttet.*.js")).relative_to(folder).as_posix()}
        path.write_text(template.render(**values), "utf-8")
