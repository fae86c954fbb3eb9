"""The 17 keypoints of one person."""

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float32]
Scores: TypeAlias = NDArray[np.float32]


class Keypoint(IntEnum):
    """COCO's order, which MoveNet answers in. Left and right are the person's own."""

    NOSE = 0
    LEFT_EYE = 1
    RIGHT_EYE = 2
    LEFT_EAR = 3
    RIGHT_EAR = 4
    LEFT_SHOULDER = 5
    RIGHT_SHOULDER = 6
    LEFT_ELBOW = 7
    RIGHT_ELBOW = 8
    LEFT_WRIST = 9
    RIGHT_WRIST = 10
    LEFT_HIP = 11
    RIGHT_HIP = 12
    LEFT_KNEE = 13
    RIGHT_KNEE = 14
    LEFT_ANKLE = 15
    RIGHT_ANKLE = 16


EDGES: tuple[tuple[Keypoint, Keypoint], ...] = (
    (Keypoint.NOSE, Keypoint.LEFT_EYE),
    (Keypoint.NOSE, Keypoint.RIGHT_EYE),
    (Keypoint.LEFT_EYE, Keypoint.LEFT_EAR),
    (Keypoint.RIGHT_EYE, Keypoint.RIGHT_EAR),
    (Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER),
    (Keypoint.LEFT_SHOULDER, Keypoint.LEFT_ELBOW),
    (Keypoint.LEFT_ELBOW, Keypoint.LEFT_WRIST),
    (Keypoint.RIGHT_SHOULDER, Keypoint.RIGHT_ELBOW),
    (Keypoint.RIGHT_ELBOW, Keypoint.RIGHT_WRIST),
    (Keypoint.LEFT_SHOULDER, Keypoint.LEFT_HIP),
    (Keypoint.RIGHT_SHOULDER, Keypoint.RIGHT_HIP),
    (Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP),
    (Keypoint.LEFT_HIP, Keypoint.LEFT_KNEE),
    (Keypoint.LEFT_KNEE, Keypoint.LEFT_ANKLE),
    (Keypoint.RIGHT_HIP, Keypoint.RIGHT_KNEE),
    (Keypoint.RIGHT_KNEE, Keypoint.RIGHT_ANKLE),
)
"""The lines of the drawn skeleton."""

MIRRORED: tuple[Keypoint, ...] = tuple(
    Keypoint[k.name.replace("LEFT", "~").replace("RIGHT", "LEFT").replace("~", "RIGHT")] for k in Keypoint
)
"""`MIRRORED[k]` is the same body part on the other side."""


class Pose(Struct, frozen=True, eq=False):
    """The keypoints of one person in one frame."""

    xy: Points
    """(17, 2), relative to the frame: (0, 0) is the top left corner, (1, 1) the bottom right."""
    scores: Scores
    """(17,), 0 to 1: how sure the model is of each keypoint."""

    def __post_init__(self) -> None:
        if self.xy.shape != (len(Keypoint), 2) or self.scores.shape != (len(Keypoint),):
            raise ValueError(f"a pose is (17, 2) and (17,), not {self.xy.shape} and {self.scores.shape}")

    @property
    def score(self) -> float:
        """The mean score of the 17 keypoints."""
        return float(sum(self.scores.tolist())) / len(self.scores)

    def seen(self, keypoints: Sequence[Keypoint], minimum: float) -> bool:
        """Whether every one of `keypoints` scores at least `minimum`."""
        return bool((self.scores[list(keypoints)] >= minimum).all())
