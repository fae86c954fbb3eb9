"""A camera that sees the synthetic athlete."""

from pi_pose.athlete import Stage
from pi_pose.frames import Frame
from pi_pose.settings import Camera


class SyntheticCamera:
    """The athlete's routine, over and over, as fast as it is asked for."""

    def __init__(self, wanted: Camera) -> None:
        self.name = "synthetic athlete"
        self._stage = Stage((wanted.width, wanted.height))
        self._fps = wanted.fps
        self._index = 0

    def read(self) -> Frame:
        """Draw the next frame; its timestamp counts from the start of the routine."""
        seconds = self._index / self._fps
        frame = Frame(self._stage.frame_at(seconds).image, self._index, seconds)
        self._index += 1
        return frame

    def close(self) -> None:
        """There is nothing to close."""
