"""Writes what the glass shows into a video file."""

from pathlib import Path
from types import TracebackType
from typing import Self

import cv2

from pi_pose.display import canvas, glass
from pi_pose.display.canvas import Pixels
from pi_pose.display.glass import Glass
from pi_pose.errors import PiPoseError
from pi_pose.estimate import Estimate
from pi_pose.frames import Image
from pi_pose.settings import Settings

CODEC = "mp4v"
"""MPEG-4 part 2: the one that every build of OpenCV can write."""


class Recorder:
    """A video file being written; its size is the display's in config.yaml."""

    def __init__(self, path: Path, settings: Settings, fps: float = 30.0) -> None:
        """Create the file. Raises PiPoseError when that is not possible."""
        self._settings = settings
        display = settings.display
        self.surface = canvas.new((display.width, display.height))
        """The newest picture."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._writer = cv2.VideoWriter(
            str(path), cv2.VideoWriter.fourcc(*CODEC), fps, (display.width, display.height)
        )
        if not self._writer.isOpened():
            raise PiPoseError(f"cannot write {path}; name an .mp4 file in a folder you may write to")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.release()

    def add(self, image: Image, estimate: Estimate, status: str = "", notices: tuple[str, ...] = ()) -> None:
        """Draw one frame and append it."""
        shown = Glass(
            image,
            estimate.pose,
            estimate.classification,
            status=status or estimate.model,
            size_wh=estimate.size_wh,
            notices=notices,
        )
        glass.draw(self.surface, shown, self._settings)
        with canvas.pixels(self.surface) as pixels:
            self._writer.write(_bgr(pixels))


def _bgr(pixels: Pixels) -> Image:
    return cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR)  # type: ignore[return-value]
