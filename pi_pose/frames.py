"""One picture from the camera."""

from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Image: TypeAlias = NDArray[np.uint8]
"""RGB, shape (height, width, 3), unmirrored: the person's left hand is on the picture's right."""


class Frame(Struct, frozen=True):
    """A picture, its place in the stream, and when it was taken."""

    image: Image
    index: int
    """0 for the first picture of the stream; gaps are frames the camera itself lost."""
    timestamp: float
    """Seconds on the monotonic clock at capture; for files, seconds from the start of the file."""

    @property
    def size_wh(self) -> tuple[int, int]:
        """Width and height in pixels."""
        height, width = self.image.shape[:2]
        return width, height

    @property
    def brightness(self) -> float:
        """The mean of the picture, 0 (black) to 1 (white), from a few hundred of its pixels."""
        sample = self.image[::32, ::32].tobytes()
        return sum(sample) / len(sample) / 255
