"""Plays a file at its own rate, so that the mirror sees it like a camera."""

import time
from collections.abc import Callable

from pi_pose.camera.source import Source
from pi_pose.frames import Frame


class Paced:
    """Delivers each frame of `source` when its time has come, with the monotonic time as timestamp."""

    def __init__(
        self,
        source: Source,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = source.name
        self._source = source
        self._clock = clock
        self._sleep = sleep
        self._started: float | None = None

    def read(self) -> Frame | None:
        """Wait for the next frame's time, and return the frame."""
        frame = self._source.read()
        if frame is None:
            return None
        if self._started is None:
            self._started = self._clock() - frame.timestamp
        due = self._started + frame.timestamp
        if (early := due - self._clock()) > 0:
            self._sleep(early)
        return Frame(frame.image, frame.index, max(due, self._clock()))

    def close(self) -> None:
        """Close the source."""
        self._source.close()
