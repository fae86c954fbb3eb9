"""Still pictures from the disk."""

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

from pi_pose.errors import SourceError
from pi_pose.frames import Frame, Image

SUFFIXES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".webp"})

SECONDS_EACH = 2.0
"""How far apart the timestamps of a folder's pictures are, so that a mirror can show them one by one."""

JPEG_START, JPEG_END, JPEG_TAIL = b"\xff\xd8", b"\xff\xd9", 4096
"""A whole JPEG ends with this marker; some cameras pad behind it."""


def is_picture(path: Path) -> bool:
    """Whether the file's name says that it is a picture."""
    return path.suffix.lower() in SUFFIXES


def find(folder: Path) -> list[Path]:
    """List the pictures in `folder` and below it, in the order of their names. Raises SourceError on none."""
    paths = sorted(path for path in folder.rglob("*") if is_picture(path) and path.is_file())
    if not paths:
        raise SourceError(f"no picture in {folder}; it needs files that end in {', '.join(sorted(SUFFIXES))}")
    return paths


def load(path: Path) -> Image:
    """Read one picture, turned upright as its EXIF data says. Raises SourceError when it is damaged."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from error
    if not data:
        raise SourceError(f"{path} is empty; copy it again from where it came")
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if _whole(data) else None
    if image is None:
        raise SourceError(f"{path} is not a whole picture; copy it again or leave it out")
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB, dst=image)  # type: ignore[return-value]


def _whole(data: bytes) -> bool:
    """OpenCV paints the missing part of a JPEG grey and says nothing."""
    return not data.startswith(JPEG_START) or JPEG_END in data[-JPEG_TAIL:]


class Pictures:
    """Pictures one after another, as a source."""

    def __init__(self, name: str, paths: Iterable[Path]) -> None:
        self.name = name
        self._numbered = enumerate(paths)

    def read(self) -> Frame | None:
        """Return the next picture; its timestamp counts SECONDS_EACH a picture."""
        try:
            index, path = next(self._numbered)
        except StopIteration:
            return None
        return Frame(load(path), index, index * SECONDS_EACH)

    def close(self) -> None:
        """Nothing stays open between two pictures."""
