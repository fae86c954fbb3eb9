"""Reads a file that anybody may have put there: no pipe, no device, and no more than so many bytes."""

import errno
import os
import stat
from pathlib import Path
from typing import TypeAlias

Signature: TypeAlias = tuple[int, int, int]


def read(path: Path, limit_bytes: int) -> bytes:
    """Return a whole file. Raises OSError, also where there is no file, or more of it than the limit."""
    # Without O_NONBLOCK a pipe that nobody writes to would be waited for; a file does not know the flag.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123  a descriptor has no path
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(kind):
            raise OSError(errno.EINVAL, "it is no file, but a pipe, a socket or a device", str(path))
        content = file.read(limit_bytes + 1)
    if len(content) > limit_bytes:
        raise OSError(errno.EFBIG, f"it is larger than the {limit_bytes} bytes allowed", str(path))
    return content


def signature(path: Path) -> Signature:
    """Return what changes when a file is replaced or written over: time, size and inode. Raises OSError."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino
