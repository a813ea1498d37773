"""Shows what was made in a browser on this machine, which keeps its place when pages change."""

import json
import mimetypes
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from socket import SHUT_RDWR, socket
from threading import BoundedSemaphore, Condition, Thread
from typing import Any
from urllib.parse import unquote

from framework_pdf.build.manifest import File
from framework_pdf.build.watch import Rebuild
from framework_pdf.core.checksums import digest
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.preflight.page_pictures import page_size, picture, spreads

LOOPBACK = "127.0.0.1"
"""Nobody else can see the pages."""
WIDTH = 1000
"""The resolution of the picture of a page, in dots per inch."""
MOST_CONNECTIONS = 64
"""So many at once are answered. A browser has about six for each window."""
PATIENCE = 20
"""Seconds that a browser may take to send a request, or to take what is sent."""
OURS = {"": "page.html", "style.css": "style.css", "script.js": "script.js"}
POLICY = "default-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"


class Preview:
    """What is shown: the last good files, and what is wrong since."""

    def __init__(self, output: Path) -> None:
        """Show files of an output folder."""
        self._output = output
        self._files: dict[str, File] = {}
        self._state: dict[str, Any] = {"round": 0}
        self._changed = Condition()

    def show(self, rebuild: Rebuild) -> None:
        """Tell browsers of a round."""
        built = rebuild.built
        with self._changed:
            if built:
                entries = sorted((*built.kept, *(entry for entry, _ in built.made)), key=lambda entry: entry.edition)
                self._files = {file.path: file for entry in entries for file in entry.files}
                self._state["files"] = [told for file in self._files.values() for told in _told(self._output, file)]
            self._state |= {
                "round": self._state["round"] + 1,
                "failed": built is None,
                "made": [entry.edition for entry, _ in built.made] if built else [],
                "problems": list(map(str, rebuild.problems)),
                "seconds": round(rebuild.seconds, 2),
            }
            self._changed.notify_all()

    def state(self) -> bytes:
        """Return what is shown, as JSON."""
        with self._changed:
            return json.dumps(self._state, ensure_ascii=False).encode()

    def after(self, number: int, patience: float) -> int:
        """Wait for a round after this one, so many seconds at most, and return the number of the last."""
        with self._changed:
            self._changed.wait_for(lambda: self._state["round"] > number, patience)
            return int(self._state["round"])

    def file(self, path: str) -> bytes:
        """Return the file at a path below the output folder. Raises OSError if it is not there as it was made."""
        return _data(self._output, self._made(path))

    def page(self, path: str, number: str) -> bytes:
        """Return the picture of a page of the file at a path below the output folder. Raises OSError as `file` does."""
        file = self._made(path)
        if number not in map(str, range(1, (file.pages or 0) + 1)):
            raise FileNotFoundError(number)
        return _picture(self._output, file, int(number))

    def _made(self, path: str) -> File:
        if path not in self._files:
            raise FileNotFoundError(path)
        return self._files[path]


def _data(output: Path, file: File) -> bytes:
    """Return what is in a file that was made. Raises OSError if something else is in its place, or nothing."""
    path = output / file.path
    if path.is_file() and path.stat().st_size == file.bytes:
        data = path.read_bytes()
        if digest(data) == file.sha256:
            return data
    raise FileNotFoundError(path)


@lru_cache(maxsize=300)
def _picture(output: Path, file: File, number: int) -> bytes:
    """Return the picture of a page, as PNG."""
    pdf = _data(output, file)
    return picture(pdf, number, WIDTH / page_size(pdf, number)[0])


def _told(output: Path, file: File) -> Iterator[dict[str, Any]]:
    """Yield what a browser has to know of a file; nothing if it is not there as it was made."""
    with suppress(OSError):
        layout = _layout(output, file) if file.path.endswith(".pdf") else {}
        yield {"path": file.path, "pages": file.pages, "sum": file.sha256, **layout}


@lru_cache(maxsize=3000)
def _layout(output: Path, file: File) -> dict[str, Any]:
    """Return the width and height of the first page of a PDF, in pt, and in which direction it has spreads, if any."""
    pdf = _data(output, file)
    return {"size": page_size(pdf), "spreads": spreads(pdf)}


@contextmanager
def serve(preview: Preview, port: int) -> Iterator[str]:
    """Serve a window at a port (0: any that is free), and yield its address.

    Raises:
        FrameworkPdfError: The port can't be had.
    """

    class Handler(_Handler):
        shown = preview

    try:
        server = _Server((LOOPBACK, port), Handler)
    except OSError as error:
        message = f"the pages can't be shown at port {port}: {error.strerror}"
        hint = "leave `--port` out for one that is free, or name another"
        raise FrameworkPdfError(Diagnostic("no-port", message, None, hint)) from error
    with server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{LOOPBACK}:{server.server_port}/"
        finally:
            server.shutdown()


class _Server(ThreadingHTTPServer):
    """Answers so many connections at once as it has room for, and closes others."""

    daemon_threads = True
    request_queue_size = MOST_CONNECTIONS

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._room = BoundedSemaphore(MOST_CONNECTIONS)
        self.asking: dict[socket, float] = {}
        """Since when each connection is at sending a request."""
        super().__init__(address, handler)

    def get_request(self) -> tuple[socket, Any]:
        """Take a connection; where the system has none to give, others are not asked for at once."""
        try:
            return super().get_request()
        except OSError:
            time.sleep(1)
            raise

    def service_actions(self) -> None:
        """End connections that have not sent their request in time, however slowly they go on sending."""
        for connection, since in list(self.asking.items()):
            if time.monotonic() - since > PATIENCE:
                with suppress(OSError):  # it has ended itself
                    connection.shutdown(SHUT_RDWR)

    def verify_request(self, *_: object) -> bool:
        """Return whether there is room for a connection, and take it."""
        return self._room.acquire(blocking=False)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own."""
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # the system has no more threads
            self.shutdown_request(request)
            self._room.release()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, then make room."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.asking.pop(request, None)
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """The handler of a browser's requests."""

    shown: Preview
    server: _Server
    timeout = PATIENCE
    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        """Wait for a request, and answer it."""
        self.server.asking[self.connection] = time.monotonic()
        super().handle_one_request()

    def do_GET(self) -> None:
        """Answer a request. Whoever came by another name than this machine's own is sent away."""
        self.server.asking.pop(self.connection, None)
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in {f"{LOOPBACK}:{port}", f"localhost:{port}"}:
            self.send_error(403)
            return
        # Browsers ask for a path; whatever else may stand here is no address of anything.
        path, _, rest = unquote(self.path.partition("?")[0]).removeprefix("/").partition("/")
        if path == "events":
            self._tell()
            return
        try:
            data, kind = self._found(path, rest)
        except OSError:
            self.send_error(404)
        else:
            self._send(data, kind, {} if rest else {"Content-Security-Policy": POLICY})

    def _found(self, path: str, rest: str) -> tuple[bytes, str]:
        """Return what is asked for, and of which kind it is. Raises OSError if it is not there."""
        match path:
            case "state":
                return self.shown.state(), "application/json"
            case "file":
                return self.shown.file(rest), mimetypes.guess_type(rest)[0] or "application/octet-stream"
            case "page":
                number, _, name = rest.partition("/")
                return self.shown.page(name, number), "image/png"
            case _ if path in OURS and not rest:
                return files(__package__).joinpath(OURS[path]).read_bytes(), mimetypes.guess_type(OURS[path])[0] or ""
        raise FileNotFoundError(path)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of a request: the terminal is for what was made."""

    def _send(self, data: bytes, kind: str, more: Mapping[str, str]) -> None:
        headers = {"Content-Type": kind, "Content-Length": str(len(data)), "Cache-Control": "no-cache"}
        self._begin({**headers, "X-Content-Type-Options": "nosniff", **more})
        self.wfile.write(data)

    def _tell(self) -> None:
        """Tell the browser of each round (server-sent events), until it goes."""
        self.close_connection = True
        self._begin({"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        number = 0
        with suppress(OSError):  # it went
            while True:
                number = self.shown.after(number, 15)
                self.wfile.write(f"data: {number}\n\n".encode())
                self.wfile.flush()

    def _begin(self, headers: Mapping[str, str]) -> None:
        """Begin an answer."""
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
