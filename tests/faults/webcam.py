"""A USB camera under the real V4l2Camera: OpenCV's calls, and everything that a driver does to them."""

import threading
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

FPS = 30
SIZE_WH = 320, 240
GREY = 128
"""What OpenCV paints where a JPEG's bytes are missing."""

Shot = NDArray[Any]


class Webcam:
    """The thing at the end of the cable. Whoever opens it gets what it sends by then."""

    def __init__(self) -> None:
        self.plugged = True
        self.blocks = False
        """Whether a read waits until it is mended."""
        self.spoil: Callable[[Shot], Shot] = lambda shot: shot
        """What becomes of each picture on its way."""
        self.held = 0
        """How often it is open."""
        self._mended = threading.Event()
        self._rng = np.random.default_rng(0)
        self.taken = 0
        """How many pictures it sent."""

    def mend(self) -> None:
        """Be a good camera again."""
        self.plugged, self.blocks, self.spoil = True, False, lambda shot: shot
        self._mended.set()

    def block(self) -> None:
        """Let the next read wait."""
        self._mended.clear()
        self.blocks = True

    def shoot(self) -> Shot | None:
        """Take a picture, BGR: a room with a bright dot in it, and the noise of a sensor."""
        time.sleep(1 / FPS)
        if self.blocks:
            self._mended.wait()
        if not self.plugged:
            return None
        self.taken += 1
        width, height = SIZE_WH
        shot = self._rng.integers(80, 90, (height, width, 3), np.uint8)
        cv2.circle(shot, (60 + self.taken % 200, 100), 6, (255, 255, 255), -1)
        return self.spoil(shot)

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Be /dev/video0."""
        patch.setattr(cv2, "VideoCapture", lambda _device, _backend: _Capture(self))


class _Capture:
    """What cv2.VideoCapture returns."""

    def __init__(self, webcam: Webcam) -> None:
        self._webcam = webcam if webcam.plugged else None
        webcam.held += webcam.plugged

    def isOpened(self) -> bool:  # noqa: N802  OpenCV's name
        return self._webcam is not None

    def set(self, _property: int, _value: float) -> bool:
        return True

    def read(self) -> tuple[bool, Shot | None]:
        shot = self._webcam.shoot() if self._webcam else None
        return shot is not None, shot

    def release(self) -> None:
        if self._webcam is not None:
            self._webcam.held -= 1
        self._webcam = None


def black(shot: Shot) -> Shot:
    return shot // 64


def half(shot: Shot) -> Shot:
    spoiled = shot.copy()
    spoiled[shot.shape[0] // 2 :] = GREY
    return spoiled


def small(shot: Shot) -> Shot:
    return np.ascontiguousarray(shot[::2, ::2])


def raw(shot: Shot) -> Shot:
    """Two bytes a pixel, as before any conversion."""
    return np.ascontiguousarray(shot[..., :2])


def deep(shot: Shot) -> Shot:
    return shot.astype(np.float64)


def still() -> Callable[[Shot], Shot]:
    """Return what sends the first picture that it gets for ever."""
    kept: list[Shot] = []

    def keep(shot: Shot) -> Shot:
        if not kept:
            kept.append(shot)
        return kept[0].copy()

    return keep
