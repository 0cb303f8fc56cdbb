"""What stands by the headings: below the title how the page opens, after each a link to the place and references to it.

No part of the text, and added last; but where a translation is behind, the PDF says so too.
"""

from lxml.etree import SubElement
from lxml.html import HtmlElement

from .changes import PAGE, changed_sections
from .reference import FORMATS, Source, apa, sources
from .tree import insert_after, replace
from .view import View


def mark_behind(tree: HtmlElement, view: View) -> None:
    """A note below the heading of each section of a translation whose original has changed since."""
    late = view.paper.behind(view.page)
    for heading in list(tree.iter("h1", "h2", "h3", "h4")):
        if heading.get("id") in late:
            insert_after(heading, view.draw("maerker/bagud.html", section=heading.get("id")))


def mark_changed(tree: HtmlElement, view: View) -> None:
    """A line below the heading of each section that differs from the latest edition."""
    for heading in list(tree.iter("h1", "h2", "h3", "h4")):
        changed = changed_sections(view.paper).get((view.page.slug, heading.get("id", "")))
        if changed:
            date = view.site.changed_on(view.page.slug, heading.get("id", ""))
            insert_after(heading, view.draw("maerker/aendret.html", changed=changed, changed_on=date, changes=PAGE))


def add_opening(tree: HtmlElement, view: View) -> None:
    """Under the title its reading time, its sections and, on a struggle's page, the sentence that says it best."""
    page = view.page
    title = tree.find("h1")
    if page.of_paper and title is not None:
        sections = [heading for heading in page.headings if heading.level == 2]
        struggle = next((struggle for struggle in view.paper.struggles if struggle.page == page.slug), None)
        insert_after(title, "\n" + view.draw("maerker/indledning.html", sections=sections, struggle=struggle))


def add_tools(tree: HtmlElement, view: View) -> None:
    """After each heading but the title its link and references, and the page's own references at its foot."""
    headings = {heading.section: heading for heading in view.page.headings if heading.level > 1}
    found = {section: references(source) for section, source in sources(view).items()}
    for element in list(tree.iter("h2", "h3", "h4", "h5", "h6")):
        heading = headings.get(element.get("id", ""))
        if heading:
            values = {"heading": heading, "references": found.get(heading.section)}
            insert_after(element, view.draw("maerker/henvis.html", **values))
    foot = SubElement(tree, "div")
    replace(foot, view.draw("maerker/citer.html", references=found[""]) + "\n")


def references(source: Source) -> dict[str, object]:
    """The references to a source as a template shows them: in APA style by language, and as files by format."""
    texts = {language: apa(source, language) for language in source.paper.languages}
    then = source.paper.editions[-1].name if source.edition_url else ""
    return {
        "apa": texts,
        "edition_url": source.edition_url,
        "edition": then,
        "files": {name: source.file(format) for format, name in FORMATS.items()},
    }
