"""The angles of a body, by name, as the coach's data files use them, in degrees as the camera sees them.

180 is a straight knee, elbow or hip; a shoulder's angle is 0 with the arm along the trunk and 180 overhead.
A place or a direction is a complex number, x + iy: with a few at a time Python is quicker than NumPy.
"""

import cmath
import math
from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from typing import TypeAlias

from msgspec import Struct

from pi_pose.estimate import Sighting
from pi_pose.pose import Keypoint

Range: TypeAlias = tuple[float, float]
"""Degrees: the least and the most."""

Ranges: TypeAlias = Mapping[str, Range]
"""From the name of an angle to where it has to be."""

SIDES = ("left", "right")
"""The person's own."""

BROAD = 0.75
"""How wide the shoulders are, in lengths of the trunk, when they face the camera. On the drawn athlete the
keypoints are 0.76 apart; anthropometric tables have 0.7 to 0.8."""


class Figure(Struct, frozen=True, eq=False):
    """A pose in square pixels, and which of its keypoints may be believed."""

    points: Sequence[complex]
    """17, pixels."""
    sure: Sequence[bool]

    @property
    def height(self) -> float:
        """How tall the part of the body is that is sure, pixels."""
        heights = [point.imag for point in compress(self.points, self.sure)]
        return max(heights) - min(heights) if heights else 0.0

    def angle(self, name: str) -> float | None:
        """Return the angle called `name`; None when a keypoint it needs is not sure."""
        return ANGLES[name](self)

    def within(self, ranges: Ranges) -> bool | None:
        """Whether every angle lies in its range; None when one of them cannot be told."""
        found = [(self.angle(name), low, high) for name, (low, high) in ranges.items()]
        if any(angle is None for angle, _, _ in found):
            return None
        return all(angle is not None and low <= angle <= high for angle, low, high in found)

    def sees(self, *keypoints: Keypoint) -> bool:
        """Whether every one of them is sure."""
        return all(self.sure[keypoint] for keypoint in keypoints)

    def middle(self, a: Keypoint, b: Keypoint) -> complex | None:
        """Return the middle of two keypoints; None when one of them is not sure."""
        return (self.points[a] + self.points[b]) / 2 if self.sees(a, b) else None


def figure(seen: Sighting, minimum: float) -> Figure | None:
    """Return the body in view, its keypoints sure that score at least `minimum` and lie inside the frame."""
    if seen.pose is None:
        return None
    width, height = seen.size_wh
    places, scores = seen.pose.xy.tolist(), seen.pose.scores.tolist()
    points = [complex(x * width, y * height) for x, y in places]
    inside = [0 <= x <= 1 and 0 <= y <= 1 for x, y in places]
    return Figure(points, [here and score >= minimum for here, score in zip(inside, scores, strict=True)])


Angle: TypeAlias = Callable[[Figure], float | None]

DOWN = 1j


def _between(a: complex, b: complex) -> float:
    """The angle between two directions."""
    return math.degrees(abs(cmath.phase(a * b.conjugate())))


def _corner(a: Keypoint, corner: Keypoint, b: Keypoint) -> Angle:
    """The angle at a joint, between two edges."""

    def measure(body: Figure) -> float | None:
        if not body.sees(a, corner, b):
            return None
        return _between(body.points[a] - body.points[corner], body.points[b] - body.points[corner])

    return measure


def _from_down(start: Keypoint, end: Keypoint) -> Angle:
    """How far a limb points away from straight down: 90 is level."""

    def measure(body: Figure) -> float | None:
        if not body.sees(start, end):
            return None
        return _between(body.points[end] - body.points[start], DOWN)

    return measure


def _of_both(choose: Callable[[float, float], float], name: str) -> Angle:
    """One figure for the two sides, both of which must be sure."""

    def measure(body: Figure) -> float | None:
        left, right = (body.angle(f"{side}_{name}") for side in SIDES)
        return None if left is None or right is None else choose(left, right)

    return measure


def _of_either(name: str) -> Angle:
    """The mean of the sides that are sure: from the side one hides the other."""

    def measure(body: Figure) -> float | None:
        sure = [angle for side in SIDES if (angle := body.angle(f"{side}_{name}")) is not None]
        return sum(sure) / len(sure) if sure else None

    return measure


def _trunk(body: Figure) -> tuple[complex, float] | None:
    """From the hips to the shoulders, and how wide the shoulders are."""
    hips = body.middle(Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP)
    shoulders = body.middle(Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER)
    if hips is None or shoulders is None:
        return None
    return shoulders - hips, abs(body.points[Keypoint.LEFT_SHOULDER] - body.points[Keypoint.RIGHT_SHOULDER])


def _lean(body: Figure) -> float | None:
    """The trunk away from upright: 90 is level, more is head down."""
    trunk = _trunk(body)
    return None if trunk is None else _between(trunk[0], -DOWN)


def _turn(body: Figure) -> float | None:
    """How far the trunk is turned from the camera: 0 faces it or shows it the back, 90 is side on.

    Told from the width of the shoulders, so it is rough: right to some 15 degrees for an upright trunk.
    """
    trunk = _trunk(body)
    if trunk is None:
        return None
    length = max(abs(trunk[0]), 1e-6)
    return math.degrees(math.acos(min(1.0, trunk[1] / length / BROAD)))


def _sides() -> Mapping[str, Angle]:
    """The angles that each side has for itself."""
    found: dict[str, Angle] = {}
    for side in SIDES:
        shoulder, elbow, wrist, hip, knee, ankle = (
            Keypoint[f"{side}_{part}".upper()]
            for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
        )
        found[f"{side}_elbow"] = _corner(shoulder, elbow, wrist)
        found[f"{side}_shoulder"] = _corner(elbow, shoulder, hip)
        found[f"{side}_hip"] = _corner(shoulder, hip, knee)
        found[f"{side}_knee"] = _corner(hip, knee, ankle)
        found[f"{side}_arm"] = _from_down(shoulder, wrist)
        found[f"{side}_leg"] = _from_down(hip, ankle)
    return found


ANGLES: Mapping[str, Angle] = {
    **_sides(),
    "elbows": _of_either("elbow"),
    "shoulders": _of_either("shoulder"),
    "hips": _of_either("hip"),
    "knees": _of_either("knee"),
    "bent_knee": _of_both(min, "knee"),
    "straight_knee": _of_both(max, "knee"),
    "high_arm": _of_both(max, "arm"),
    "low_arm": _of_both(min, "arm"),
    "raised_leg": _of_both(max, "leg"),
    "lean": _lean,
    "turn": _turn,
}
