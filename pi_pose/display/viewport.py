"""Where the frame lies on the canvas: the one place where frame coordinates become screen coordinates."""

import numpy as np
from msgspec import Struct

from pi_pose.pose import Points
from pi_pose.settings import Display


class Viewport(Struct, frozen=True):
    """A rectangle in canvas pixels that the whole frame fills; it may reach beyond the canvas."""

    left: int
    top: int
    width: int
    height: int
    mirrored: bool

    def to_canvas(self, xy: Points) -> Points:
        """Turn (n, 2) points relative to the frame into canvas pixels."""
        x = 1 - xy[:, 0] if self.mirrored else xy[:, 0]
        return np.stack([self.left + x * self.width, self.top + xy[:, 1] * self.height], axis=1)


def place(frame_wh: tuple[int, int], canvas_wh: tuple[int, int], display: Display) -> Viewport:
    """Fit a frame into the canvas (contain) or over it (cover), centred, without distorting it."""
    ratios = [canvas / frame for canvas, frame in zip(canvas_wh, frame_wh, strict=True)]
    scale = min(ratios) if display.fit == "contain" else max(ratios)
    width, height = (max(1, round(side * scale)) for side in frame_wh)
    return Viewport((canvas_wh[0] - width) // 2, (canvas_wh[1] - height) // 2, width, height, display.mirror)
