"""Where the camera stands and what it sees of the world."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from pi_pose.athlete.geometry import Floats, X, Y, Z, floats, rotation

_NEAREST_M = 0.01
"""Nothing is projected as if it were nearer than this."""


@dataclass(frozen=True, slots=True)
class View:
    """A pinhole camera. Unturned it looks along -z, at an athlete who faces the mirror."""

    size_wh: tuple[int, int] = (640, 480)
    eye_m: tuple[float, float, float] = (0.0, 1.3, 3.0)
    yaw: float = 0.0
    """Degrees; positive looks to the picture's left."""
    pitch: float = -3.0
    """Degrees; negative looks down."""
    roll: float = 0.0
    """Degrees; positive turns what is seen clockwise."""
    fov: float = 51.0
    """Degrees from the lower to the upper edge of the picture."""

    @property
    def focal_px(self) -> float:
        """How many pixels wide a metre is at a metre's distance."""
        return self.size_wh[1] / 2 / float(np.tan(np.radians(self.fov) / 2))

    @property
    def axes(self) -> Floats:
        """(3, 3): the camera's right, up and back in the world, by row."""
        return floats((rotation(Y, self.yaw) @ rotation(X, self.pitch) @ rotation(Z, self.roll)).T)

    def project(self, points_m: Floats) -> Floats:
        """(n, 3): x and y in pixels, and the depth in metres before the camera."""
        right, up, back = ((points_m - floats(self.eye_m)) @ self.axes.T).T
        scale = self.focal_px / np.maximum(-back, _NEAREST_M)
        width, height = self.size_wh
        return floats(np.stack([width / 2 + right * scale, height / 2 - up * scale, -back], axis=1))

    def rays(self) -> Floats:
        """(height, width, 3): the direction each pixel looks in; not of length 1."""
        width, height = self.size_wh
        across = (np.arange(width) + 0.5 - width / 2) / self.focal_px
        up = (height / 2 - np.arange(height) - 0.5) / self.focal_px
        right, top, back = self.axes
        return floats(floats(across)[None, :, None] * right + (floats(up)[:, None, None] * top - back))

    def resized(self, size_wh: tuple[int, int]) -> Self:
        """The same view as a picture of another size."""
        return replace(self, size_wh=size_wh)
