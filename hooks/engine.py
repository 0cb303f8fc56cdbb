"""All that the hooks use of MkDocs, each use in a function of its own: this is what another engine has to give.

Besides, MkDocs calls main.py by its events, and paper/publishing/site.py runs its command. README.md says what the
theme and the plugins give; DRIFT.md how all of it was replaced on a copy.
"""

import os
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, InclusionLevel
from watchdog.observers.polling import PollingObserverVFS

I18N = "mkdocs_i18n"

# What Material's base template sets up for its scripts, which are not here: two checkboxes (invalid by their
# `autocomplete`), a curtain and an empty dialog.
LEFTOVERS = re.compile(
    r'\s*<input class="md-toggle"[^>]*>|\s*<label class="md-overlay"[^>]*></label>'
    r'|\s*<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
)


def fail(message: str) -> NoReturn:
    """Ends the build; the message stands last in what the command says."""
    raise PluginError("\n" + message)


# The configuration: mkdocs.yml as MkDocs has read it.


def keep(config: Any, build: Any) -> None:
    """For the events that follow, and for the templates."""
    config.extra["build"] = build


def kept(config: Any) -> Any:
    return config.extra["build"]


def address(config: Any) -> str:
    """The site's own."""
    return str(config.site_url)


def folder(config: Any) -> Path:
    """Where the site is written."""
    return Path(config.site_dir)


def add_templates(config: Any, names: Iterable[str]) -> None:
    """Templates that become files by themselves, as 404.html does, without a page of Markdown."""
    config.theme.static_templates.update(names)


def speak(config: Any, language: str) -> None:
    """The language of the page that is drawn next."""
    config.theme.language = language


def drop_navigation_by_language(config: Any) -> None:
    """mkdocs-i18n makes every page a navigation of its own, in time that grows with the square of the pages.

    Our menu is made from the paper, and the page's language is set with `speak`.
    """
    events = config.plugins.events
    events["page_context"] = [each for each in events["page_context"] if getattr(each, "__module__", "") != I18N]


def drop_theme_assets(config: Any) -> None:
    """The theme's scripts and style sheets are not ours: the site has its own.

    MkDocs would find them by looking through some 14,000 icons, at every build.
    """
    env = config.theme.get_env()
    env.loader.list_templates = list
    config.theme.get_env = lambda: env


# The files that are to be published.


def contents(files: Any, endings: str | tuple[str, ...]) -> dict[str, bytes]:
    """What is in the files whose names end so, by name (assets/site.js)."""
    return {file.src_uri: file.content_bytes for file in files if file.src_uri.endswith(endings)}


def add(files: Any, config: Any, made: Mapping[str, str | bytes]) -> None:
    """Files that are made, by name; nothing is written into docs/."""
    for name, content in made.items():
        files.append(File.generated(config, name, content=content, inclusion=InclusionLevel.INCLUDED))


def replace(files: Any, name: str, new: str, content: bytes) -> None:
    """The file is published under a new name, with this in it."""
    file = files.get_file_from_path(name)
    file.dest_uri, file.content_bytes = new, content


def take(files: Any, name: str) -> bytes:
    """What is in a file, which is no longer to be published."""
    file = files.get_file_from_path(name)
    files.remove(file)
    return bytes(file.content_bytes)


def published_name(files: Any, name: str) -> str:
    return str(files.get_file_from_path(name).url)


# A page.


def source(page: Any) -> str:
    """The file it is written in, from the project's folder."""
    return f"docs/{page.file.src_uri}"


def text(page: Any) -> str:
    """Its Markdown as the file has it: what an event is given may hold what plugins have put in."""
    return str(page.markdown)


def page_address(page: Any) -> str:
    """Its whole address."""
    return str(page.canonical_url)


def show(page: Any, html: str) -> None:
    """What it has within its frame."""
    page.content = html


def without_leftovers(html: str) -> str:
    """The finished page without the parts of Material's that nothing uses."""
    return LEFTOVERS.sub("", html)


# The preview.


class Server(LiveReloadServer):
    """MkDocs's server: it shows the folder `root`, builds after each edit, and has browsers load the page anew.

    While `instead` is not empty, it is what every address shows.
    """

    def __init__(self, port: int, watched: Path, listed: Callable[[str], list[Path]]) -> None:
        """Raises OSError where the port cannot be had. `listed` tells what there is to watch in a folder."""
        super().__init__(self.build, "localhost", port, "")
        self.server_bind()
        self.error_handler, self.instead = self._page_of_no_file, b""
        self.observer = PollingObserverVFS(os.stat, listed, polling_interval=0.5)
        self.watch(str(watched))

    def build(self) -> None:
        """The site, into `root`."""
        raise NotImplementedError

    def receive(self) -> None:
        """From here on edits count, and browsers are let in; they wait until they are answered."""
        self.server_activate()
        self.observer.start()

    def answer(self) -> None:
        """Shows what there is, and builds after each edit for as long as it runs."""
        self.serve_thread.start()
        self._build_loop()

    def serve_request(self, environ: Any, start_response: Any) -> Any:
        return super().serve_request(
            environ, lambda status, headers: start_response("200 OK" if self.instead else status, headers)
        )

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no news."""

    def _page_of_no_file(self, code: int) -> bytes:
        epoch = self._visible_epoch
        return self._inject_js_into_html(self.instead or Path(self.root, "404.html").read_bytes(), epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """With MkDocs's script that reloads, let in by its hash: for the rest the page's policy is as published."""
        page: bytes = super()._inject_js_into_html(content, epoch)
        script = page[page.rindex(b"<script>") + 8 : page.rindex(b"</script>")]
        return page.replace(b"script-src ", b"script-src 'sha256-%b' " % b64encode(sha256(script).digest()), 1)
