"""The square the model looks at, chosen from where the person was in the frame before.

The algorithm is the one TensorFlow published with MoveNet (`movenet.py`, `Movenet.kt` and tfjs-models
`calculators`): a square around the hips, wide enough for the torso and for every keypoint seen.
"""

import math
from itertools import compress
from typing import TypeAlias

import cv2
import numpy as np
from msgspec import Struct

from pi_pose.frames import Image
from pi_pose.pose import Keypoint, Points, Pose

TORSO = (Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER, Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP)

SEEN = 0.2
"""The score above which a keypoint counts when the crop is chosen."""

PART = 0.6
"""The side of a part, of the frame's longer side."""

LEAST = 1 / 32
"""The least side, of the frame's longer side: a model may place all keypoints in one point."""

CHANNELS = 3

Point: TypeAlias = tuple[float, float]
"""x and y in pixels. Seventeen of them are done sooner in Python than in NumPy, whose code an invoke drives
out of the cache."""

TORSO_MARGIN, BODY_MARGIN = 1.9, 1.2
"""How far the square reaches beyond the torso and beyond the farthest keypoint, from the hips."""


class CropRegion(Struct, frozen=True):
    """A square in pixels of the frame; it may reach outside, where the model sees black."""

    left: float
    top: float
    side: float

    def cut(self, image: Image, size: int) -> Image:
        """Return the square as a (size, size, 3) picture."""
        # cv2.resize on whole pixels takes half as long, but cost 6 of 495 yoga pictures their name.
        scale = size / self.side
        # Pixel centres, not corners, are what must fall on each other.
        shift = (scale - 1) / 2
        matrix = np.array(
            [[scale, 0, shift - self.left * scale], [0, scale, shift - self.top * scale]], np.float64
        )
        return cv2.warpAffine(image, matrix, (size, size), flags=cv2.INTER_LINEAR)  # type: ignore[return-value]

    def placed(self, pose: Pose, size_wh: tuple[int, int]) -> Pose:
        """Turn a pose relative to the square into one relative to the frame."""
        return Pose(self.to_frame(pose.xy, size_wh), pose.scores)

    def to_frame(self, xy: Points, size_wh: tuple[int, int]) -> Points:
        """Turn points relative to the square into points relative to the frame."""
        width, height = size_wh
        scale = np.array((self.side / width, self.side / height), np.float32)
        moved: Points = xy * scale + np.array((self.left / width, self.top / height), np.float32)
        return moved


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
    if pose is None:
        return whole(size_wh)
    seen = [score > SEEN for score in pose.scores.tolist()]
    if not _torso_seen(seen):
        return whole(size_wh)
    points = (pose.xy * np.array(size_wh, np.float32)).tolist()
    centre = _middle(points[Keypoint.LEFT_HIP], points[Keypoint.RIGHT_HIP])
    reach = min(_reach(points, seen, centre), _farthest_edge(centre, size_wh))
    half = max(reach, LEAST * max(size_wh) / 2)
    if half > max(size_wh) / 2:
        return whole(size_wh)
    return _centred(centre, 2 * half)


def _torso_seen(seen: list[bool]) -> bool:
    left_shoulder, right_shoulder, left_hip, right_hip = (seen[keypoint] for keypoint in TORSO)
    return (left_shoulder or right_shoulder) and (left_hip or right_hip)


def _reach(points: list[Point], seen: list[bool], centre: Point) -> float:
    """Half the side the person needs. Each keypoint is measured on its own: raised arms widen the crop."""
    distances = [max(abs(x - centre[0]), abs(y - centre[1])) for x, y in points]
    torso = max(distances[keypoint] for keypoint in TORSO)
    body = max(compress(distances, seen))
    return max(torso * TORSO_MARGIN, body * BODY_MARGIN)


def _farthest_edge(centre: Point, size_wh: tuple[int, int]) -> float:
    (x, y), (width, height) = centre, size_wh
    return max(x, width - x, y, height - y)


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _centred(centre: Point, side: float) -> CropRegion:
    return CropRegion(centre[0] - side / 2, centre[1] - side / 2, side)
