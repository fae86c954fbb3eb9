"""A picture to learn from, and what the network should answer."""

from dataclasses import dataclass

import numpy as np

from pi_pose.frames import Image
from pi_pose.pose import MIRRORED, Keypoint, Points, Scores
from pi_pose.training.starter import warp
from pi_pose.training.starter.insight import Insight
from pi_pose.training.starter.warp import Warp

OCCLUDED = 0.5
"""What becomes of a score when something stands in front: the rest of the body lets one guess."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One person in a picture, or nobody."""

    image: Image
    xy: Points
    """(17, 2): pixels from the picture's corner."""
    scores: Scores
    """(17,), 0 to 1: how sure the network should be; 0 for a keypoint that is not in the picture."""
    trust: Scores
    """(17,), 0 to 1: how far this label is believed; nothing is learned from one of 0."""
    insight: Insight | None = None
    """What the teacher saw, if it was asked."""

    @property
    def size_wh(self) -> tuple[int, int]:
        """Width and height in pixels."""
        height, width = self.image.shape[:2]
        return width, height

    def warped(self, there: Warp, size_wh: tuple[int, int], *, smooth: bool = False) -> "Example":
        """The same person in a picture that was turned, mirrored, scaled or cut."""
        image = warp.draw(there, self.image, size_wh, smooth=smooth)
        xy = warp.move(there, self.xy)
        scores, trust = np.where(inside(xy, size_wh), self.scores, np.float32(0)), self.trust
        if np.linalg.det(there[:, :2]) < 0:
            xy, scores, trust = xy[list(MIRRORED)], scores[list(MIRRORED)], trust[list(MIRRORED)]
        insight = self.insight.moved(there) if self.insight else None
        return Example(image, xy, scores, trust, insight)


def nobody(image: Image) -> Example:
    """A picture without a person."""
    absent = np.zeros(len(Keypoint), np.float32)
    return Example(image, np.zeros((len(Keypoint), 2), np.float32), absent, np.ones_like(absent))


def inside(xy: Points, size_wh: tuple[int, int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """(n,): which points lie in the picture."""
    within = (xy >= 0) & (xy < np.array(size_wh))
    return np.asarray(within.all(axis=1), np.bool_)
