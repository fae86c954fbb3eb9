"""A file of which is known whether it has the bytes that were promised."""

from pathlib import Path

from msgspec import Struct

from pi_pose import plain_file
from pi_pose.models.promise import LARGEST_BYTES, Promise
from pi_pose.plain_file import Signature


class Examined(Struct, frozen=True, eq=False):
    """What was read, so that a start which asks for its model three times reads and hashes it once."""

    path: Path
    promise: Promise
    signature: Signature
    content: bytes
    objection: str | None
    """What is wrong with the content."""

    def answers(self, path: Path, promise: Promise) -> bool:
        """Whether this is the file, was promised so, and is as it was. Raises OSError when it is gone."""
        return (path, promise, plain_file.signature(path)) == (self.path, self.promise, self.signature)


def examine(path: Path, promise: Promise) -> Examined:
    """Read and hash a file. Raises OSError when it cannot be read."""
    signature = plain_file.signature(path)  # of before: what is written meanwhile makes it another file
    content = plain_file.read(path, LARGEST_BYTES)
    return Examined(path, promise, signature, content, promise.objection(content))
