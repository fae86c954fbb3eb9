"""A camera whose driver may hang: every call into it has a time limit."""

from collections.abc import Callable
from contextlib import ExitStack

from pi_pose.camera.errands import Errands
from pi_pose.camera.source import Source
from pi_pose.errors import CameraError, WedgedError
from pi_pose.frames import Frame

OPEN_SECONDS = 15.0

FIRST_SECONDS = 8.0
"""Some USB cameras adjust themselves for seconds before they send their first picture."""

READ_SECONDS = 2.5

CLOSE_SECONDS = 15.0
"""OpenCV gives up a read after ten seconds, and can only then close."""


class Bounded:
    """Opens, reads and closes a camera in a thread of its own."""

    def __init__(self, name: str, opener: Callable[[], Source]) -> None:
        """Open the camera. Raises what `opener` raises, WedgedError when it hangs."""
        self.name = name
        self._errands = Errands(name)
        self._limit_seconds = FIRST_SECONDS
        with ExitStack() as on_failure:
            on_failure.callback(self._errands.end)
            try:
                self._source: Source | None = self._errands.run(opener, OPEN_SECONDS)
            except TimeoutError as error:
                raise WedgedError(
                    f"{name} hangs when it is opened; unplug it and plug it in again"
                ) from error
            on_failure.pop_all()

    def read(self) -> Frame | None:
        """Return the next frame. Raises CameraError when none comes in time."""
        if self._source is None:
            return None
        try:
            frame = self._errands.run(self._source.read, self._limit_seconds)
        except TimeoutError as error:
            raise CameraError(f"{self.name} stopped sending pictures; check its cable") from error
        self._limit_seconds = READ_SECONDS
        return frame

    def close(self) -> None:
        """Close the camera. Raises WedgedError when it hangs: only a new process can have it again."""
        source, self._source = self._source, None
        if source is None:
            return
        try:
            self._errands.run(source.close, CLOSE_SECONDS)
        except TimeoutError as error:
            raise WedgedError(
                f"{self.name} hangs when it is closed; unplug it and plug it in again"
            ) from error
        finally:
            self._errands.end()
