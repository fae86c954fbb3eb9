"""Whether what a camera sends can be what is in front of it."""

import numpy as np

from pi_pose.errors import CameraError
from pi_pose.frames import Frame, Image

PATIENCE_SECONDS = 2.0
"""How long a camera may send nothing of use; a single picture is spoiled now and then."""

DARK = 0.06
"""Below this brightness, 0 to 1, pictures may be alike: many sensors send plain zeros in the dark."""

BLACK = 0.02
"""Below this brightness nothing is to be seen."""

EDGE = 1 / 16
"""The share of a picture's height or width that is looked at for what did not arrive."""

SATURATED = 32, 224
"""A sensor sends one and the same value all over only at the ends of its range; a decoder in between, where
the bytes of a picture are missing."""


class Health:
    """Tells good pictures from those that a broken camera, cable or driver makes up."""

    def __init__(self) -> None:
        self.notice: str | None = None
        """What the owner should see to, though the camera works."""
        self._good: Image | None = None
        """The last good picture. It outlives the camera: opened again, it may still send the same."""
        self._good_at: float | None = None
        self._lit_at = 0.0
        self._size_wh: tuple[int, int] | None = None

    def begin(self) -> None:
        """The camera was opened: give it time."""
        self._good_at = self._size_wh = None

    def sees(self, frame: Frame) -> bool:
        """Whether a picture is worth passing on. Raises CameraError when none was for a while."""
        complaint = self._complaint(frame)
        if complaint is None:
            self._remember(frame)
            return True
        if self._good_at is None:
            self._good_at = frame.timestamp
        if frame.timestamp - self._good_at > PATIENCE_SECONDS:
            raise CameraError(f"the camera {complaint}")
        return False

    def _complaint(self, frame: Frame) -> str | None:
        image = frame.image
        if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or not image.size:  # noqa: PLR2004
            return f"sends something else than pictures ({list(image.shape)} {image.dtype})"
        if self._size_wh not in {None, frame.size_wh}:
            return "sends pictures of another size than before"
        if _damaged(image):
            return "sends pictures of which a part is missing; check its cable"
        if frame.brightness >= DARK and self._is_known(image):
            return "sends the same picture again and again; unplug it and plug it in again"
        return None

    def _is_known(self, image: Image) -> bool:
        """No sensor is without noise: two of its pictures are never alike to the last bit."""
        known = self._good
        if known is None or known.shape != image.shape:
            return False
        middle = image.shape[0] // 2  # one row tells nearly always, and costs a hundredth
        return np.array_equal(known[middle], image[middle]) and np.array_equal(known, image)

    def _remember(self, frame: Frame) -> None:
        if self._good_at is None or frame.brightness >= BLACK:
            self._lit_at = frame.timestamp
        self._good, self._good_at, self._size_wh = frame.image, frame.timestamp, frame.size_wh
        black = frame.timestamp - self._lit_at > PATIENCE_SECONDS
        self.notice = "the camera sees nothing but black: is it covered, or the light off?" if black else None


def _damaged(image: Image) -> bool:
    """Whether one edge is of one colour that no sensor would send all over it."""
    height, width = max(1, round(image.shape[0] * EDGE)), max(1, round(image.shape[1] * EDGE))
    return any(
        _made_up(edge)
        for edge in (image[-height:, ::8], image[:height, ::8], image[::8, -width:], image[::8, :width])
    )


def _made_up(edge: Image) -> bool:
    first, last = edge[0, 0].tolist(), edge[-1, -1].tolist()
    least, most = SATURATED
    return first == last and least <= max(first) <= most and bool((edge == first).all())
