"""Files that are whole after a power cut: the old one or the new one, never a part of either.

A file gets its name only after its bytes are on the card, and the name is on the card before anybody relies
on it: write, fsync, rename, fsync of the folder.
"""

import os
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Replace the file at `path`, and make its folder where there is none. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    settle(part, path)


def settle(part: Path, path: Path) -> None:
    """Give a finished file its name; what had that name before is gone. Raises OSError."""
    _flush(part)
    part.replace(path)
    _flush(path.parent)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
