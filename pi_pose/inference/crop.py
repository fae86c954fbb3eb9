"""The square the model looks at, chosen from where the person was in the frame before.

The algorithm is the one TensorFlow published with MoveNet (`movenet.py`, `Movenet.kt` and tfjs-models
`calculators`): a square around the hips, wide enough for the torso and for every keypoint seen.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from pi_pose.frames import Image
from pi_pose.pose import Keypoint, Points, Pose

TORSO = (Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER, Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP)
SHOULDERS, HIPS = list(TORSO[:2]), list(TORSO[2:])

SEEN = 0.2
"""The score above which a keypoint counts when the crop is chosen."""

PART = 0.6
"""The side of a part, of the frame's longer side."""

LEAST = 1 / 32
"""The least side, of the frame's longer side: a model may place all keypoints in one point."""

TORSO_MARGIN, BODY_MARGIN = 1.9, 1.2
"""How far the square reaches beyond the torso and beyond the farthest keypoint, from the hips."""


@dataclass(frozen=True, slots=True)
class CropRegion:
    """A square in pixels of the frame; it may reach outside, where the model sees black."""

    left: float
    top: float
    side: float

    def cut(self, image: Image, size: int) -> Image:
        """Return the square as a (size, size, 3) picture."""
        scale = size / self.side
        # Pixel centres, not corners, are what must fall on each other.
        shift = (scale - 1) / 2
        matrix = np.array(
            [[scale, 0, shift - self.left * scale], [0, scale, shift - self.top * scale]], np.float64
        )
        return cv2.warpAffine(image, matrix, (size, size), flags=cv2.INTER_LINEAR)  # type: ignore[return-value]

    def to_frame(self, xy: Points, size_wh: tuple[int, int]) -> Points:
        """Turn points relative to the square into points relative to the frame."""
        origin = np.array([self.left, self.top], np.float32)
        return np.asarray((xy * np.float32(self.side) + origin) / np.array(size_wh, np.float32), np.float32)


def whole(size_wh: tuple[int, int]) -> CropRegion:
    """Return the smallest centred square around the whole frame: where to look for somebody new."""
    width, height = size_wh
    side = max(width, height)
    return CropRegion((width - side) / 2, (height - side) / 2, side)


def parts(size_wh: tuple[int, int]) -> list[CropRegion]:
    """Return overlapping squares that together show the frame larger: where to look for somebody small."""
    width, height = size_wh
    side = PART * max(width, height)
    columns = np.linspace(0, width - side, _count(width, side))
    rows = np.linspace(0, height - side, _count(height, side))
    return [CropRegion(float(left), float(top), side) for top in rows for left in columns]


def _count(length: int, side: float) -> int:
    """Squares that overlap by half."""
    return 1 if length <= side else 1 + math.ceil(2 * (length - side) / side)


def next_region(pose: Pose | None, size_wh: tuple[int, int]) -> CropRegion:
    """Choose the square for the next frame, or the whole frame when the torso is not seen."""
    if pose is None or not _torso_seen(pose):
        return whole(size_wh)
    xy = pose.xy * np.array(size_wh, np.float32)
    centre = xy[HIPS].mean(axis=0)
    half = max(min(_reach(xy, pose, centre), _farthest_edge(centre, size_wh)), LEAST * max(size_wh) / 2)
    if half > max(size_wh) / 2:
        return whole(size_wh)
    return CropRegion(float(centre[0]) - half, float(centre[1]) - half, 2 * half)


def _torso_seen(pose: Pose) -> bool:
    return bool((pose.scores[SHOULDERS] > SEEN).any() and (pose.scores[HIPS] > SEEN).any())


def _reach(xy: Points, pose: Pose, centre: Points) -> float:
    """Half the side the person needs. Each keypoint is measured on its own: raised arms widen the crop."""
    distances = np.abs(xy - centre).max(axis=1)
    torso = distances[list(TORSO)].max()
    body = distances[pose.scores > SEEN].max()
    return float(max(torso * TORSO_MARGIN, body * BODY_MARGIN))


def _farthest_edge(centre: Points, size_wh: tuple[int, int]) -> float:
    width, height = size_wh
    x, y = float(centre[0]), float(centre[1])
    return max(x, width - x, y, height - y)
