"""A video file."""

from pathlib import Path

import cv2

from pi_pose.errors import SourceError
from pi_pose.frames import Frame

FALLBACK_FPS = 30.0
"""For files that do not say."""


class Video:
    """The frames of a video file, as fast as they are asked for."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path
        if not path.is_file():
            raise SourceError(f"there is no file {path}; check the path")
        self._capture = cv2.VideoCapture(str(path))
        if not self._capture.isOpened():
            raise SourceError(f"{path} is not a video this computer can read; try an .mp4 with H.264")
        self.fps = self._capture.get(cv2.CAP_PROP_FPS) or FALLBACK_FPS
        self.length = max(0, int(self._capture.get(cv2.CAP_PROP_FRAME_COUNT)))
        """How many frames the file says it has; 0 when it does not say."""
        self._index = 0

    def read(self) -> Frame | None:
        """Return the next frame, upright, with its time from the start of the file; None at the end."""
        read, image = self._capture.read()
        if not read and self._index == 0:
            raise SourceError(f"there is no picture in {self._path}; the file may be damaged")
        if not read:
            return None
        rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB, dst=image)
        frame = Frame(rgb, self._index, self._index / self.fps)  # type: ignore[arg-type]
        self._index += 1
        return frame

    def close(self) -> None:
        """Close the file."""
        self._capture.release()
