"""Fetches one file over the network or from a folder: resumable, checked, and whole or not there at all."""

import shutil
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request

from pi_pose import durable
from pi_pose.errors import DownloadError
from pi_pose.models.progress import Progress
from pi_pose.models.promise import LARGEST_BYTES, Promise

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
"""What never leaves this computer needs no https."""

CHUNK_BYTES = 65_536
TIMEOUT_SECONDS = 20.0
"""How long a server may say nothing at all."""

PATIENCE_SECONDS, SLOWEST_BYTES = 30.0, 2_000
"""After that time a server must have sent so many bytes a second: one that drips is given up, too."""


def fetch(promise: Promise, address: str, target: Path, progress: Progress) -> None:
    """Bring a file from `address`, a URL or a folder, to `target`.

    The bytes are collected in `<target>.part`, which a second call carries on with when it is promised what
    they will be. They are checked before they take the target's name.
    Raises DownloadError when they do not arrive, or are other bytes than promised.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if "://" in address:
            _download(promise, address, part, progress)
        else:
            shutil.copyfile(Path(address) / promise.file, part)
        promise.keep(part, origin=address)
        durable.settle(part, target)
    except (OSError, HTTPException) as error:
        raise DownloadError(f"{address}: {error}") from error


def read(url: str, limit_bytes: int) -> bytes:
    """Return a small file. Raises DownloadError, also when it is longer than the limit."""
    try:
        with _open(url, {}) as answer:
            content = b"".join(_chunks(answer, limit_bytes + 1))
    except (OSError, HTTPException) as error:
        raise DownloadError(f"{url}: {error}") from error
    if len(content) > limit_bytes:
        raise DownloadError(f"{url}: longer than the {limit_bytes} bytes allowed")
    return content


def _download(promise: Promise, url: str, part: Path, progress: Progress) -> None:
    here = _kept(promise, part)
    with _open(url, {"Range": f"bytes={here}-"} if here else {}) as answer:
        resumed = answer.status == 206  # noqa: PLR2004  Partial Content; anything else starts from the first byte
        here = here if resumed else 0
        size = _expected(promise, answer, here, url)
        with part.open("ab" if resumed else "wb") as file:
            for chunk in _chunks(answer, size - here):
                file.write(chunk)
                here += len(chunk)
                progress(here, size)
    if here < size:
        raise DownloadError(f"{url}: ended after {here} of {size} bytes; try again to carry on")


def is_safe(url: str) -> bool:
    """Whether nobody on the way can read or change what comes from there."""
    address = urlsplit(url)
    return address.scheme == "https" or (address.scheme == "http" and address.hostname in LOOPBACK)


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a server to another https address, and to no other."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        _require_safe(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _require_safe(url: str) -> None:
    if not is_safe(url):
        raise URLError("only https addresses are allowed")


def _open(url: str, headers: dict[str, str]) -> HTTPResponse:
    _require_safe(url)
    opener = urllib.request.build_opener(_SafeRedirects)
    request = Request(url, headers=headers)  # noqa: S310  which is safe
    answer: HTTPResponse = opener.open(request, timeout=TIMEOUT_SECONDS)
    return answer


def _kept(promise: Promise, part: Path) -> int:
    """How many bytes of an earlier attempt can be carried on with."""
    here = part.stat().st_size if part.exists() else 0
    return here if promise.digest and promise.size and here < promise.size else 0


def _expected(promise: Promise, answer: HTTPResponse, here: int, url: str) -> int:
    size = promise.size or (None if answer.length is None else here + answer.length)
    if size is None:
        raise DownloadError(f"{url}: the server does not say how long the file is")
    if size > LARGEST_BYTES:
        raise DownloadError(f"{url}: {size} bytes are more than the {LARGEST_BYTES} allowed")
    return size


def _chunks(answer: HTTPResponse, size: int) -> Iterator[bytes]:
    """Yield at most `size` bytes as they come. Raises OSError when they come too slowly."""
    started, wanted = time.monotonic(), size
    while wanted > 0 and (chunk := answer.read1(min(CHUNK_BYTES, wanted))):
        wanted -= len(chunk)
        yield chunk
        spent = time.monotonic() - started
        if spent > PATIENCE_SECONDS and size - wanted < SLOWEST_BYTES * spent:
            raise TimeoutError(f"too slow, {size - wanted} bytes in {spent:.0f} s; try again to carry on")
