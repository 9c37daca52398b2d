"""The page of a build on this machine alone, new whenever its posts change."""

from __future__ import annotations

import re
import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError, OutputError
from graphkit.formats import PERIODS_FOLDER

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

HOST = "127.0.0.1"
"""Nobody but this machine."""
_NAMES = [HOST, "localhost"]  # no others: no stranger's page reaches it by a name that leads here
PAGE = "graph.html"
_LOOK_MS = 200
_PERIOD = re.compile(r"[0-9A-Za-z_-]+")

# The page stands in a frame, so that it needs no program of the server's; it is loaded anew where the reader is.
_PROGRAM = """
const frame = document.querySelector("iframe");
frame.addEventListener("load", () => { document.title = frame.contentDocument.title; });
let shown = null;
async function look() {
  try {
    const version = await (await fetch("version")).text();
    if (shown !== null && version !== shown) frame.contentWindow.location.reload();
    shown = version;
  } catch { /* the server has stopped; it may come back */ }
  setTimeout(look, 1000);
}
look();
"""
_STYLE = "html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; display: block; overflow: hidden; }"
_FRAME = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>graphkit</title>
<style>{_STYLE}</style>
<iframe src="{PAGE}" title="The explorer page"></iframe>
<script>{_PROGRAM}</script>
</html>
"""


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
_POLICY = (
    f"default-src 'none'; frame-src 'self'; connect-src 'self'; "
    f"script-src {_hash(_PROGRAM)}; style-src {_hash(_STYLE)}; base-uri 'none'; form-action 'none'"
)


def check_extra() -> None:
    """Raise `OutputError` where the libraries of the extra are not installed."""
    missing = [name for name in ("starlette", "uvicorn", "watchfiles") if find_spec(name) is None]
    if missing:
        raise OutputError(f"serve needs {', '.join(missing)}: pip install {' '.join(missing)}")


def make_app(folder: Path) -> Starlette:
    """Make the server of one folder: its page, those of its periods, and whether they have changed. Nothing else.

    Requests that name another host are refused: a stranger's page cannot read this one by pointing its own name here.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse
    from starlette.routing import Route

    def frame(request: Request) -> Response:
        return HTMLResponse(_FRAME, headers=_HEADERS | {"Content-Security-Policy": _POLICY})

    def page(request: Request) -> Response:
        period = request.path_params.get("period")
        path = folder / PAGE if period is None else folder / PERIODS_FOLDER / period / PAGE
        if (period is not None and not _PERIOD.fullmatch(period)) or not path.is_file():
            return PlainTextResponse("the page is not there: run graphkit build", 404, headers=_HEADERS)
        return FileResponse(path, media_type="text/html; charset=utf-8", headers=_HEADERS)

    def version(request: Request) -> Response:
        return PlainTextResponse(_version(folder / PAGE), headers=_HEADERS)

    return Starlette(
        routes=[
            Route("/", frame),
            Route(f"/{PAGE}", page),
            Route(f"/{PERIODS_FOLDER}/{{period}}/{PAGE}", page),
            Route("/version", version),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_NAMES, www_redirect=False)],
    )


def serve_page(
    folder: Path,
    port: int,
    inputs: Sequence[Path],
    rebuild: Callable[[], None],
    on_ready: Callable[[str], None],
    on_error: Callable[[GraphkitError], None],
) -> None:
    """Serve the page of a folder until a signal ends it, and build it anew when files change.

    Parameters
    ----------
    folder : Path
        What `rebuild` writes into.
    port : int
        0 is any that is free.
    inputs : sequence of Path
        Files and folders to watch; what changes in `folder` is not looked at.
    rebuild : callable
    on_ready : callable
        Called with the address.
    on_error : callable
        Called with what went wrong in a rebuild; the page stays as it was.

    Raises
    ------
    OutputError
        If the extra is not installed, or the port is taken.
    """
    check_extra()
    import uvicorn

    app = make_app(folder)
    try:
        listener = socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        problem = getattr(error, "strerror", None) or error
        raise OutputError(f"port {port}: {problem}; choose another one with --port, 0 is any that is free") from None
    # Nothing of its own on the terminal; a reader's open connection does not hold up the end.
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    with listener, _watching(folder, inputs, rebuild, on_error):
        on_ready(f"http://{HOST}:{listener.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _watching(
    folder: Path, inputs: Sequence[Path], rebuild: Callable[[], None], on_error: Callable[[GraphkitError], None]
) -> Iterator[None]:
    from watchfiles import watch

    stopped, watching = threading.Event(), threading.Event()
    # Of a file its folder is watched: editors put a new file in the place of the old one.
    roots = {path if path.is_dir() else path.parent for path in inputs}
    changes = watch(
        *roots,
        watch_filter=lambda _, path: is_watched(Path(path), inputs, folder),
        stop_event=stopped,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )

    def look() -> None:
        for changed in changes:  # nothing has changed each time that it only looked; the first time tells that it does
            watching.set()
            if changed:
                rebuild_on([changed], rebuild, on_error)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    watching.wait()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def is_watched(path: Path, inputs: Iterable[Path], folder: Path) -> bool:
    """Whether a change of this file is one of the input: not what a build writes, nor what it passes over."""
    path = path.resolve()
    if path.is_relative_to(folder.resolve()):
        return False
    within = (path.relative_to(root) for root in (root.resolve() for root in inputs) if path.is_relative_to(root))
    return any(not any(part.startswith(".") for part in parts.parts) for parts in within)


def rebuild_on(
    changes: Iterable[object], rebuild: Callable[[], None], on_error: Callable[[GraphkitError], None]
) -> None:
    """Build anew at each change; posts that cannot be built are told, and the next change is waited for."""
    for _ in changes:
        try:
            rebuild()
        except GraphkitError as error:
            on_error(error)


def _version(page: Path) -> str:
    try:
        status = page.stat()
    except OSError:
        return "none"
    return f"{status.st_mtime_ns}-{status.st_size}"
