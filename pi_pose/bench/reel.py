"""A camera that costs nothing: drawn pictures, made beforehand and played in a loop."""

import time
from collections.abc import Sequence

import numpy as np

from pi_pose.frames import Frame, Image

FPS = 30
UNPACED_FPS = 400
"""More than any interpreter takes; without any wait the camera would only fight for the processor."""

SIZE_WH = (640, 480)
FROM_SECONDS = 30.0
"""Into the drawn athlete's routine: somebody holds a pose, and moves on to the next."""


def draw(count: int) -> list[Image]:
    """Return `count` pictures of the drawn athlete, a fifth of a second apart, to and fro."""
    from pi_pose.athlete import Stage  # noqa: PLC0415  a mirror that only plays them should not hold it

    stage = Stage(SIZE_WH)
    images = [stage.frame_at(FROM_SECONDS + i / 5).image for i in range(count)]
    return images + images[-2:0:-1]


class Reel:
    """Plays pictures at a rate of its own, each a fresh copy as a camera's is."""

    def __init__(self, images: Sequence[Image], fps: float) -> None:
        self.name = "reel"
        self.delivered = 0
        """How many frames were read."""
        self._images = images
        self._seconds = 1 / fps
        self._due = time.monotonic()

    def read(self) -> Frame:
        """Wait for the next frame's time; a frame that nobody came for in time is not made up for."""
        self._due = max(self._due + self._seconds, time.monotonic())
        time.sleep(max(0.0, self._due - time.monotonic()))
        self.delivered += 1
        image = np.array(self._images[self.delivered % len(self._images)])
        return Frame(image, self.delivered - 1, self._due)

    def close(self) -> None:
        """Nothing is open."""
