"""What has moved from a page to another: an old link to a place still leads there, and from there on."""

from collections.abc import Iterator

from ..addresses import relative
from ..checks.addresses import published, written
from .view import View


def moved_places(view: View) -> Iterator[tuple[str, str, str]]:
    """Each place that has moved away from the page: its id, a link to where it is now, the heading it stands under.

    What moved from a page that has since moved itself is told where its readers are sent.
    """
    paper, there = view.paper, published(view.paper)
    for promised, promise in (paper.promises or {}).items():
        file, anchor = written(promised)
        here = (paper.moved[file].target if file in paper.moved else file).partition("#")[0]
        if promise.now and f"docs/{here}" == view.page.file and anchor not in view.page.anchors:
            page, block = there[promise.now]
            heading = page.sections[block.section][0] if block and block.section else page.title
            path, _, place = promise.now.partition("#")
            yield anchor, relative(view.address, path.removeprefix("/"), place), heading.text
