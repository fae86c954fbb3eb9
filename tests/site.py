"""A web server on this computer that can be told to misbehave."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOWHERE = "http://127.0.0.1:9"
"""Nobody listens there."""


@dataclass
class Site:
    """What it serves, how it misbehaves, and what it was asked."""

    url: str = ""
    """Where it is, without a slash at the end."""
    files: dict[str, bytes] = field(default_factory=dict)
    breaks_after: int | None = None
    """The connection ends after so many bytes of a file."""
    drips_after: int | None = None
    """After so many bytes there comes one at a time, slowly."""
    hurry: threading.Event = field(default_factory=threading.Event)
    """Ends the dripping; the rest comes at once."""
    status: int = 200
    says_length: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """The names of files, and the Range that was asked for."""


class _Answer(BaseHTTPRequestHandler):
    def __init__(self, site: Site, *arguments: object) -> None:
        self.site = site
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        name, wanted = self.path.lstrip("/"), self.headers.get("Range")
        self.site.asked.append((name, wanted))
        body = self.site.files.get(name)
        if body is None or self.site.status != 200:
            self.send_error(404 if body is None else self.site.status)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
        self.send_response(206 if wanted else 200)
        if self.site.says_length:
            self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        self._send(body[start : self.site.breaks_after])

    def _send(self, body: bytes) -> None:
        at_once = self.site.drips_after
        self.wfile.write(body[:at_once])
        try:
            for byte in body[at_once:] if at_once is not None else b"":
                self.wfile.write(bytes([byte]))
                self.site.hurry.wait(0.01)
        except ConnectionError:  # whoever asked has lost patience
            pass

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving(files: dict[str, bytes]) -> Iterator[Site]:
    """Serve files on a free port."""
    site = Site(files=files)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Answer, site))
    site.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
