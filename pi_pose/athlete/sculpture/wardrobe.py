"""Where on the resting body the clothes are."""

from dataclasses import dataclass

import numpy as np

from pi_pose.athlete.geometry import Floats, floats, ramp
from pi_pose.athlete.person.body import Build, Cut
from pi_pose.athlete.person.skeleton import Bone, at_rest


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """The edges of the clothes of one person at rest, metres.

    `top` and `trousers` answer how far a point is inside the garment's edges: below 0 is outside.
    """

    cut: Cut
    hem: float
    sleeve: float
    """How far out from the middle a sleeve reaches."""
    armpit: float
    """Height of the lower end of an armhole."""
    neck: tuple[float, float]
    """Height and radius of the neckline."""
    waist: float
    leg: float
    """Height of the lower edge of the trousers."""

    @classmethod
    def of(cls, build: Build, cut: Cut) -> "Wardrobe":
        """The clothes fitted to a body."""
        rest = at_rest(build)
        hip, shoulder = float(rest[Bone.PELVIS, 1]), float(rest[Bone.LEFT_ARM, 1])
        arm, wrist = float(rest[Bone.LEFT_ARM, 0]), float(rest[Bone.LEFT_HAND, 0])
        ankle = float(rest[Bone.LEFT_FOOT, 1])
        return cls(
            cut=cut,
            hem=hip + cut.hem * (shoulder - hip),
            sleeve=arm + cut.sleeve * (wrist - arm),
            armpit=shoulder - 0.11,
            neck=(float(rest[Bone.NECK, 1]) + 0.05, 0.072 + 0.075 * cut.neckline),
            waist=hip + cut.waist * (shoulder - hip),
            leg=hip - cut.leg * (hip - ankle),
        )

    def top(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """Metres inside the top's edges."""
        height, radius = self.neck
        drop = y - height + 0.25 * np.maximum(z, 0)
        throat = np.sqrt(x**2 + (0.75 * drop) ** 2 + (0.6 * z) ** 2) - radius
        below_chin = height + 0.02 - y
        # The armhole of a vest cuts into the shoulder; below the armpit a top goes all around.
        sleeve = np.maximum(self.sleeve - np.abs(x), self.armpit - y)
        return floats(np.minimum(np.minimum(y - self.hem, sleeve), np.minimum(throat, below_chin)))

    def trousers(self, y: Floats) -> Floats:
        """Metres inside the trousers' edges, which are level all around."""
        return floats(np.minimum(self.waist - y, y - self.leg))

    def thickness(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """How far cloth stands off the body at a point, metres."""
        over_legs = self.cut.legs_m * ramp(self.trousers(y), 0, 0.006)
        looser = 1 + ramp(y, self.shoulder_height, self.hem) * 0.8
        over_trunk = self.cut.top_m * looser * ramp(self.top(x, y, z), 0, 0.006)
        thick = np.maximum(over_legs, over_trunk)
        return floats(thick * (1 + 0.35 * _folds(x, y, z)))

    @property
    def shoulder_height(self) -> float:
        """Above this, a top hangs from the shoulders and lies close."""
        return self.neck[0] - 0.08


def _folds(x: Floats, y: Floats, z: Floats) -> Floats:
    """-1 to 1: soft wrinkles two fingers wide."""
    slant = np.sin(58 * y + 25 * np.abs(x) + 2.4 * np.sin(17 * x + 21 * z))
    return floats(slant * np.sin(29 * x + 37 * z - 11 * y + 1.7 * np.sin(23 * y)))
