"""The thread that owns the camera."""

import logging
import time

from pi_pose import settings
from pi_pose.camera import chooser
from pi_pose.camera.health import Health
from pi_pose.camera.source import Source
from pi_pose.camera.stillness import Stillness
from pi_pose.errors import CameraError
from pi_pose.frames import Frame
from pi_pose.settings import Camera
from pi_pose.workers import Latest, Worker

RETRY_SECONDS = 1.0

LOOK_SECONDS = 3.0
"""How often a camera is looked for while the athlete stands in for it: a USB camera may come up late."""

STAND_IN = "no camera was found, so you see a drawn athlete; plug a camera in, or set camera.source"

logger = logging.getLogger(__name__)


class Capture(Worker):
    """Reads frames as they come; a camera that goes away is waited for and opened again."""

    def __init__(self, wanted: Camera) -> None:
        super().__init__("capture")
        self.settings = wanted
        """May be replaced at any time by another thread; the camera is then opened anew."""
        self.rest_seconds = 0.0
        """How long to wait between two frames; only those that show anything new are then passed on. May be
        changed at any time by another thread."""
        self.for_inference: Latest[Frame] = Latest()
        self.for_display: Latest[Frame] = Latest()
        self.trouble: str | None = None
        """What is wrong with the camera, while it is."""
        self._source: Source | None = None
        self._opened_with = wanted
        self._chosen = wanted
        self._look_at = 0.0
        self._health = Health()
        self._stillness = Stillness()

    @property
    def notice(self) -> str | None:
        """What the owner should know about the pictures that do come, while it is so."""
        return STAND_IN if self._stands_in() else self._health.notice

    @property
    def live(self) -> bool:
        """Whether the pictures come from a camera, and not from a file or the drawn athlete."""
        return self._chosen.source in {settings.PICAMERA2, settings.V4L2}

    def open(self) -> None:
        """Open the camera. One that was never there is a fault: the owner must choose another."""
        self._choose()
        self._open()

    def step(self) -> None:
        """Read one frame, or try to get the camera back."""
        try:
            if self.settings != self._opened_with or self._can_do_better():
                self.close()
                self._choose()
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

    def _choose(self) -> None:
        """Settle on one camera; it is the one that is waited for when it goes away."""
        self._opened_with = self.settings
        self._chosen = chooser.choose(self._opened_with)

    def _stands_in(self) -> bool:
        return self._opened_with.source == settings.AUTO and self._chosen.source == settings.SYNTHETIC

    def _can_do_better(self) -> bool:
        """Whether a camera came up for which the athlete stands in."""
        if not self._stands_in() or time.monotonic() < self._look_at:
            return False
        self._look_at = time.monotonic() + LOOK_SECONDS
        return chooser.choose(self._opened_with) != self._chosen

    def _open(self) -> None:
        found = chooser.choose(self._opened_with)
        if found.source != settings.SYNTHETIC:  # a USB camera may come back under another number
            self._chosen = found
        self._source = chooser.open_source(self._chosen)
        self._health.begin()

    def _read(self, source: Source) -> None:
        if self.rest_seconds:
            self.stopping.wait(self.rest_seconds)
        frame = source.read()
        if frame is None:  # a file that ended is played again
            self.close()
            return
        if self.live and not self._health.sees(frame):
            return
        self.trouble = None
        if self.rest_seconds and not self._stillness.broken(frame):
            return
        self.for_inference.put(frame)
        self.for_display.put(frame)

    def _lose(self, error: CameraError) -> None:
        if self.trouble is None:
            logger.warning("%s", error)
        self.trouble = str(error)
        self.close()
        self.stopping.wait(RETRY_SECONDS)
