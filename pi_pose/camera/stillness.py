"""Whether a picture shows anything new, told for next to nothing."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pi_pose.frames import Frame

GRID_WH = 24, 18
"""Fine enough that an arm far away fills a cell, coarse enough that the noise of a sensor averages out."""

CHANGE = 4.0
"""By how much the mean of a cell must change, of 255. The noise of a poor camera moves it by less than 1."""

LOOK_SECONDS = 5.0
"""After so long a picture is worth a look in any case."""


class Stillness:
    """Compares pictures with the last one that was worth a look."""

    def __init__(self) -> None:
        self._known: NDArray[np.float32] | None = None
        self._looked = 0.0

    def broken(self, frame: Frame) -> bool:
        """Whether this picture is worth a look."""
        cells = cv2.resize(frame.image, GRID_WH, interpolation=cv2.INTER_AREA).astype(np.float32)
        recent = frame.timestamp - self._looked < LOOK_SECONDS
        if recent and self._known is not None and np.abs(cells - self._known).max() < CHANGE:
            return False
        self._known, self._looked = cells, frame.timestamp
        return True
