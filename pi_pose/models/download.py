"""Fetches one file over the network or from a folder: resumable, checked, and whole or not there at all."""

import hashlib
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import TypeAlias

from pi_pose.errors import DownloadError
from pi_pose.models.catalogue import Entry

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the bytes that are here and the bytes expected."""

CHUNK_BYTES = 65_536
TIMEOUT_SECONDS = 20.0


def fetch(entry: Entry, address: str, target: Path, progress: Progress) -> None:
    """Bring the model from `address`, a URL or a folder, to `target`.

    The bytes are collected in `<target>.part`, which a second call carries on with. They are checked
    against the entry's size and hash before they take the target's name.
    Raises DownloadError when they do not arrive, or are other bytes than the catalogue promises.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if "://" in address:
            _download(address, part, entry.size, progress)
        else:
            shutil.copyfile(Path(address) / entry.file, part)
    except (OSError, HTTPException, urllib.error.URLError) as error:
        raise DownloadError(f"{address}: {error}") from error
    verify(entry, part, origin=address)
    part.replace(target)


def verify(entry: Entry, path: Path, origin: str) -> None:
    """Check the bytes at `path`; wrong ones are removed. Raises DownloadError with both hashes."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found == entry.sha256:
        return
    size = path.stat().st_size
    path.unlink()
    raise DownloadError(
        f"{entry.file} from {origin} is refused: it has {size} bytes with sha256 {found}, "
        f"but the catalogue promises {entry.size} bytes with sha256 {entry.sha256}"
    )


def _download(url: str, part: Path, size: int, progress: Progress) -> None:
    here = part.stat().st_size if part.exists() else 0
    if here >= size:
        part.unlink()
        here = 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={here}-"} if here else {})  # noqa: S310
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
        resumed = answer.status == 206  # noqa: PLR2004  Partial Content; anything else starts from the first byte
        here = here if resumed else 0
        with part.open("ab" if resumed else "wb") as file:
            while here < size and (chunk := answer.read(min(CHUNK_BYTES, size - here))):
                file.write(chunk)
                here += len(chunk)
                progress(here, size)
    if here < size:
        raise DownloadError(f"{url}: ended after {here} of {size} bytes; try again to carry on")
