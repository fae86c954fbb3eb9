"""The thread that owns the camera."""

import logging

from pi_pose.camera import chooser
from pi_pose.camera.source import Source
from pi_pose.errors import CameraError
from pi_pose.frames import Frame
from pi_pose.settings import Camera
from pi_pose.workers import Latest, Worker

RETRY_SECONDS = 1.0

logger = logging.getLogger(__name__)


class Capture(Worker):
    """Reads frames as they come; a camera that goes away is waited for and opened again."""

    def __init__(self, settings: Camera) -> None:
        super().__init__("capture")
        self.settings = settings
        """May be replaced at any time by another thread; the camera is then opened anew."""
        self.for_inference: Latest[Frame] = Latest()
        self.for_display: Latest[Frame] = Latest()
        self.trouble: str | None = None
        """What is wrong with the camera, while it is."""
        self._source: Source | None = None
        self._opened_with = settings

    def open(self) -> None:
        """Open the camera. One that was never there is a fault: the owner must choose another."""
        self._open()

    def step(self) -> None:
        """Read one frame, or try to get the camera back."""
        try:
            if self.settings != self._opened_with:
                self.close()
            if self._source is None:
                self._open()
            else:
                self._read(self._source)
        except CameraError as error:
            self._lose(error)

    def close(self) -> None:
        """Close the camera."""
        source, self._source = self._source, None
        if source is not None:
            source.close()

    def _open(self) -> None:
        self._opened_with = self.settings
        self._source = chooser.open_source(self._opened_with)

    def _read(self, source: Source) -> None:
        frame = source.read()
        if frame is None:  # a file that ended is played again
            self.close()
            return
        self.trouble = None
        self.for_inference.put(frame)
        self.for_display.put(frame)

    def _lose(self, error: CameraError) -> None:
        if self.trouble is None:
            logger.warning("%s", error)
        self.trouble = str(error)
        self.close()
        self.stopping.wait(RETRY_SECONDS)
