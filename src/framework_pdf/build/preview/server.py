"""Shows what was made in a browser on this machine, which keeps its place when pages change."""

import json
import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Condition, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from framework_pdf.build.manifest import File
from framework_pdf.build.watch import Rebuild
from framework_pdf.preflight.page_pictures import page_size, picture

LOOPBACK = "127.0.0.1"
"""Nobody else can see the pages."""
WIDTH = 1000
"""The resolution of the picture of a page, in dots per inch."""
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
                self._state["files"] = [_told(file, self._output) for file in self._files.values()]
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

    def file(self, path: str) -> bytes | None:
        """Return the file at a path below the output folder; None if it was not made."""
        return (self._output / path).read_bytes() if path in self._files else None

    def page(self, path: str, number: str) -> bytes | None:
        """Return the picture of a page of the file at a path below the output folder; None if there is none."""
        file = self._files.get(path)
        if file is None or not number.isdecimal() or not 0 < int(number) <= (file.pages or 0):
            return None
        return _picture(self._output / path, file.sha256, int(number))


@lru_cache(maxsize=300)
def _picture(path: Path, _sum: str, number: int) -> bytes:
    """Return the picture of a page, as PNG; the checksum of the file tells whether it is kept from before."""
    pdf = path.read_bytes()
    return picture(pdf, number, WIDTH / page_size(pdf, number)[0])


def _told(file: File, output: Path) -> dict[str, Any]:
    """Return what a browser has to know of a file."""
    size = _size(output / file.path, file.sha256) if file.path.endswith(".pdf") else None
    return {"path": file.path, "pages": file.pages, "sum": file.sha256, "size": size}


@lru_cache(maxsize=3000)
def _size(path: Path, _sum: str) -> tuple[float, float]:
    """Return the width and height of the first page of a PDF, in pt."""
    return page_size(path.read_bytes())


@contextmanager
def serve(preview: Preview, port: int) -> Iterator[str]:
    """Serve a window at a port (0: any that is free), and yield its address. Raises OSError."""

    class Handler(_Handler):
        shown = preview

    with ThreadingHTTPServer((LOOPBACK, port), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{LOOPBACK}:{server.server_port}/"
        finally:
            server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    """The handler of a browser's requests."""

    shown: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request. Whoever came by another name than this machine's own is sent away."""
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in {f"{LOOPBACK}:{port}", f"localhost:{port}"}:
            self.send_error(403)
            return
        path, _, rest = unquote(urlsplit(self.path).path).removeprefix("/").partition("/")
        match path:
            case "state":
                self._send(self.shown.state(), "application/json")
            case "events":
                self._tell()
            case "file":
                self._send(self.shown.file(rest), mimetypes.guess_type(rest)[0] or "application/octet-stream")
            case "page":
                number, _, name = rest.partition("/")
                self._send(self.shown.page(name, number), "image/png")
            case _:
                own = OURS.get(path, "") if not rest else ""
                data = files(__package__).joinpath(own).read_bytes() if own else None
                self._send(data, mimetypes.guess_type(own)[0] or "", POLICY)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of a request: the terminal is for what was made."""

    def _send(self, data: bytes | None, kind: str, policy: str | None = None) -> None:
        if data is None:
            self.send_error(404)
            return
        headers = {"Content-Type": kind, "Content-Length": str(len(data)), "Cache-Control": "no-cache"}
        headers |= {"X-Content-Type-Options": "nosniff", **({"Content-Security-Policy": policy} if policy else {})}
        self._begin(headers)
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
