"""The angles of a body, by name, as the coach's data files use them, in degrees as the camera sees them.

180 is a straight knee, elbow or hip; a shoulder's angle is 0 with the arm along the trunk and 180 overhead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pi_pose.estimate import Sighting
from pi_pose.pose import Keypoint, Points

Range: TypeAlias = tuple[float, float]
"""Degrees: the least and the most."""

Ranges: TypeAlias = Mapping[str, Range]
"""From the name of an angle to where it has to be."""

SIDES = ("left", "right")
"""The person's own."""

BROAD = 0.75
"""How wide the shoulders are, in lengths of the trunk, when they face the camera. On the drawn athlete the
keypoints are 0.76 apart; anthropometric tables have 0.7 to 0.8."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A pose in square pixels, and which of its keypoints may be believed."""

    xy: Points
    """(17, 2) pixels."""
    sure: NDArray[np.bool_]
    """(17,)."""

    @property
    def height(self) -> float:
        """How tall the part of the body is that is sure, pixels."""
        return float(np.ptp(self.xy[self.sure, 1])) if self.sure.any() else 0.0

    def angle(self, name: str) -> float | None:
        """Return the angle called `name`; None when a keypoint it needs is not sure."""
        return ANGLES[name](self)

    def within(self, ranges: Ranges) -> bool | None:
        """Whether every angle lies in its range; None when one of them cannot be told."""
        found = [(self.angle(name), low, high) for name, (low, high) in ranges.items()]
        if any(angle is None for angle, _, _ in found):
            return None
        return all(angle is not None and low <= angle <= high for angle, low, high in found)

    def point(self, *keypoints: Keypoint) -> Points | None:
        """Return the middle (2,) of some keypoints; None when one of them is not sure."""
        chosen = list(keypoints)
        return self.xy[chosen].mean(axis=0) if self.sure[chosen].all() else None


def figure(seen: Sighting, minimum: float) -> Figure | None:
    """Return the body in view, its keypoints sure that score at least `minimum` and lie inside the frame."""
    if seen.pose is None:
        return None
    inside = ((seen.pose.xy >= 0) & (seen.pose.xy <= 1)).all(axis=1)
    return Figure(seen.pose.xy * np.array(seen.size_wh, np.float32), inside & (seen.pose.scores >= minimum))


Angle: TypeAlias = Callable[[Figure], float | None]


def _between(a: Points, b: Points) -> float:
    """The angle between two directions (2,)."""
    lengths = max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-6)
    return float(np.degrees(np.arccos(np.clip(a @ b / lengths, -1, 1))))


def _corner(a: Keypoint, corner: Keypoint, b: Keypoint) -> Angle:
    """The angle at a joint, between two edges."""

    def measure(body: Figure) -> float | None:
        if not body.sure[[a, corner, b]].all():
            return None
        return _between(body.xy[a] - body.xy[corner], body.xy[b] - body.xy[corner])

    return measure


def _from_down(start: Keypoint, end: Keypoint) -> Angle:
    """How far a limb points away from straight down: 90 is level."""

    def measure(body: Figure) -> float | None:
        if not body.sure[[start, end]].all():
            return None
        return _between(body.xy[end] - body.xy[start], np.array([0, 1], np.float32))

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


def _trunk(body: Figure) -> tuple[Points, float] | None:
    """From the hips to the shoulders (2,), and how wide the shoulders are."""
    hips = body.point(Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP)
    shoulders = body.point(Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER)
    if hips is None or shoulders is None:
        return None
    across = body.xy[Keypoint.LEFT_SHOULDER] - body.xy[Keypoint.RIGHT_SHOULDER]
    return shoulders - hips, float(np.linalg.norm(across))


def _lean(body: Figure) -> float | None:
    """The trunk away from upright: 90 is level, more is head down."""
    trunk = _trunk(body)
    return None if trunk is None else _between(trunk[0], np.array([0, -1], np.float32))


def _turn(body: Figure) -> float | None:
    """How far the trunk is turned from the camera: 0 faces it or shows it the back, 90 is side on.

    Told from the width of the shoulders, so it is rough: right to some 15 degrees for an upright trunk.
    """
    trunk = _trunk(body)
    if trunk is None:
        return None
    length = max(float(np.linalg.norm(trunk[0])), 1e-6)
    return float(np.degrees(np.arccos(min(1.0, trunk[1] / length / BROAD))))


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
