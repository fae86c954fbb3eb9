"""Which bytes a file must have, and whether it has them."""

import hashlib
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

from pi_pose import plain_file
from pi_pose.errors import DownloadError

Algorithm: TypeAlias = Literal["sha256", "git_blob"]

LARGEST_BYTES = 200_000_000
"""Far more than any pose model has, far less than fills a card."""

TFLITE_IDENTIFIER = b"TFL3"
"""Bytes 4 to 8 of every TFLite file (`file_identifier` in its schema)."""


class Promise(Struct, frozen=True):
    """What a catalogue, a manifest or an earlier fetch says about a file."""

    file: str
    """Its name, for messages."""
    size: int | None = None
    """Bytes."""
    algorithm: Algorithm = "sha256"
    digest: str | None = None
    """None when nobody knows the bytes: then any TFLite file will do."""

    def keep(self, path: Path, origin: str) -> None:
        """Check the bytes at `path`; wrong ones are removed. Raises DownloadError with both hashes."""
        if complaint := self.complaint(path):
            path.unlink()
            raise DownloadError(f"{self.file} from {origin} is refused: {complaint}")

    def complaint(self, path: Path) -> str | None:
        """Say what is wrong with the bytes at `path`, or None. Raises OSError when they cannot be read."""
        return self.objection(plain_file.read(path, LARGEST_BYTES))

    def objection(self, content: bytes) -> str | None:
        """Say what is wrong with some bytes, or None."""
        if self.digest is None:
            return None if content[4:8] == TFLITE_IDENTIFIER else "it is no TFLite model"
        found = digest(content, self.algorithm)
        if found == self.digest:
            return None
        promised = f"{self.size} bytes with " if self.size else ""
        return (
            f"it has {len(content)} bytes with {self.algorithm} {found}, "
            f"but promised are {promised}{self.algorithm} {self.digest}"
        )


def digest(content: bytes, algorithm: Algorithm = "sha256") -> str:
    """Return the hash of some bytes, in hexadecimal; `git_blob` is the id that git gives to such a file."""
    if algorithm == "sha256":
        return hashlib.sha256(content).hexdigest()
    # SHA-1 is what git uses. It is the only pin that the publisher gives for some models.
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()  # noqa: S324
