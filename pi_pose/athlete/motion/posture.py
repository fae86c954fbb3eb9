"""A posture: the angle of every joint, and where the athlete stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, auto
from typing import Self

import numpy as np

from pi_pose.athlete.geometry import Floats


class Angle(IntEnum):
    """One way a joint turns, in degrees; all are 0 for a person who stands with arms hanging."""

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[int]) -> int:  # noqa: ARG004
        return count

    PITCH = auto()
    """The whole body: 90 lies face down."""
    ROLL = auto()
    """The whole body: 90 lies on the right side."""
    TURN = auto()
    """The whole body about the upright: 90 faces the athlete's left."""
    BEND = auto()
    """The trunk forwards."""
    SIDE = auto()
    """The trunk to the left."""
    TWIST = auto()
    """The chest to the left."""
    NOD = auto()
    """The head down."""
    TILT = auto()
    """The head to the left shoulder."""
    LOOK = auto()
    """The head turned left."""
    HANDS_DOWN = auto()
    """Not degrees: 1 carries weight on the hands, which levels them with the feet, palms flat."""

    LEFT_SHRUG = auto()
    """The shoulder up."""
    LEFT_LIFT = auto()
    """The arm away from hanging: 90 is level, 180 overhead."""
    LEFT_AROUND = auto()
    """Where the arm is raised to: 0 forwards, 90 sideways, 180 backwards."""
    LEFT_ARM_TWIST = auto()
    """The upper arm outwards."""
    LEFT_ELBOW = auto()
    LEFT_PRONATE = auto()
    """The palm turned back, from facing the thigh."""
    LEFT_WRIST = auto()
    """The hand towards the palm."""
    LEFT_FIST = auto()
    """The fingers towards the palm."""
    LEFT_HIP_BEND = auto()
    """The thigh forwards."""
    LEFT_HIP_SPREAD = auto()
    """The thigh outwards."""
    LEFT_HIP_TWIST = auto()
    """The toes outwards."""
    LEFT_KNEE = auto()
    LEFT_ANKLE = auto()
    """The foot up."""
    LEFT_ANKLE_ROLL = auto()
    """The sole outwards."""
    LEFT_TOES = auto()
    """The toes up."""
    LEFT_PLANTED = auto()
    """Not degrees: 1 lays the sole flat on the floor as far as the ankle allows."""

    RIGHT_SHRUG = auto()
    RIGHT_LIFT = auto()
    RIGHT_AROUND = auto()
    RIGHT_ARM_TWIST = auto()
    RIGHT_ELBOW = auto()
    RIGHT_PRONATE = auto()
    RIGHT_WRIST = auto()
    RIGHT_FIST = auto()
    RIGHT_HIP_BEND = auto()
    RIGHT_HIP_SPREAD = auto()
    RIGHT_HIP_TWIST = auto()
    RIGHT_KNEE = auto()
    RIGHT_ANKLE = auto()
    RIGHT_ANKLE_ROLL = auto()
    RIGHT_TOES = auto()
    RIGHT_PLANTED = auto()


SIDE = Angle.RIGHT_SHRUG - Angle.LEFT_SHRUG
"""From an angle on the left to the same angle on the right."""

_TRUNK_LIMITS = (
    *((-180, 180), (-180, 180), (-360, 360)),
    *((-35, 75), (-40, 40), (-50, 50)),
    *((-50, 50), (-35, 35), (-75, 75)),
    (0, 1),
)
_SIDE_LIMITS = (
    *((-5, 20), (0, 180), (-45, 160), (-90, 90)),
    *((0, 150), (-90, 90), (-80, 85), (-10, 90)),
    *((-30, 135), (-30, 75), (-45, 75)),
    *((0, 150), (-50, 38), (-30, 30), (-30, 75)),
    (0, 1),
)

LIMITS: Floats = np.array(_TRUNK_LIMITS + 2 * _SIDE_LIMITS, np.float32)
"""(angles, 2): the least and the most that a healthy adult's joint turns."""

_SIDEWAYS = (Angle.ROLL, Angle.TURN, Angle.SIDE, Angle.TWIST, Angle.TILT, Angle.LOOK)
"""The angles that change sign in a mirror."""


@dataclass(frozen=True, slots=True, eq=False)
class Posture:
    """How one person holds every joint, and where on the floor."""

    angles: Floats
    """(len(Angle),), within `LIMITS`."""
    place: tuple[float, float] = (0.0, 0.0)
    """Metres on the floor (x, z) under the hips."""

    def __getitem__(self, angle: Angle) -> float:
        return float(self.angles[angle])

    def changed(self, **angles: float) -> Self:
        """The same posture with some angles set: `changed(left_knee=40)`; `knee=40` sets both sides."""
        changed = self.angles.copy()
        for name, value in _sided(angles).items():
            changed[Angle[name]] = value
        return replace(self, angles=within_limits(changed))

    def moved(self, place: tuple[float, float]) -> Self:
        """The same posture elsewhere on the floor."""
        return replace(self, place=place)

    def mirrored(self) -> Self:
        """The same posture with left and right exchanged, in place."""
        trunk, left, right = np.split(self.angles, [Angle.LEFT_SHRUG, Angle.RIGHT_SHRUG])
        swapped = np.concatenate([trunk, right, left])
        swapped[list(_SIDEWAYS)] *= -1
        return replace(self, angles=swapped)

    def towards(self, other: Self, share: float) -> Self:
        """Between this posture (`share` 0) and another (1). Limits hold on the way: each is a range."""
        angles = self.angles + np.float32(share) * (other.angles - self.angles)
        x, z = (a + share * (b - a) for a, b in zip(self.place, other.place, strict=True))
        return replace(self, angles=angles, place=(x, z))


def within_limits(angles: Floats) -> Floats:
    """(angles,): each joint as far as it goes."""
    low, high = LIMITS.T
    return np.clip(angles, low, high)


def posture(**angles: float) -> Posture:
    """A posture by its angles, from standing upright: `posture(knee=60, left_lift=90)`."""
    return Posture(np.zeros(len(Angle), np.float32)).changed(around=90, planted=1).changed(**angles)


def _sided(angles: Mapping[str, float]) -> dict[str, float]:
    """`knee` becomes LEFT_KNEE and RIGHT_KNEE; what has a side, or none, stays."""
    sided: dict[str, float] = {}
    for name, value in angles.items():
        upper = name.upper()
        names = [upper] if upper in Angle.__members__ else [f"LEFT_{upper}", f"RIGHT_{upper}"]
        sided |= dict.fromkeys(names, value)
    return sided
