"""From the angles of the joints to where every bone is."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from pi_pose.athlete.geometry import Floats, floats
from pi_pose.athlete.motion.posture import SIDE, Angle
from pi_pose.athlete.motion.turns import local_rotations
from pi_pose.athlete.person.skeleton import CHILDREN, PARENTS, Bone

_BLADE_STARTS, _BLADE_SHARE = 40.0, 0.16
"""Past so many degrees, each degree of a raised arm lifts the shoulder by this many."""


@dataclass(frozen=True, slots=True, eq=False)
class Stance:
    """Where every bone is."""

    rotations: Floats
    """(bones, 3, 3): from the rest position to the world."""
    positions: Floats
    """(bones, 3): the joint at each bone's near end, metres; y is 0 on the floor."""

    def at(self, bone: Bone, offset_m: Floats) -> Floats:
        """(3,): a point that rides on a bone, by its offset from the joint at rest."""
        return floats(self.positions[bone] + self.rotations[bone] @ offset_m)

    def moved(self, by_m: Floats) -> Self:
        """The whole body moved by (3,) metres."""
        return replace(self, positions=self.positions + by_m)

    def tipped(self, turn: Floats) -> Self:
        """The whole body turned about the origin."""
        return replace(self, rotations=turn @ self.rotations, positions=self.positions @ turn.T)

    def turned(self, bone: Bone, rotation: Floats, rest: Floats) -> Self:
        """One bone turned, and what hangs on it carried along, turned likewise."""
        rotations, positions = self.rotations.copy(), self.positions.copy()
        rotations[bone] = rotation
        for child in CHILDREN[bone]:
            rotations[child] = rotation
            positions[child] = positions[bone] + rotation @ (rest[child] - rest[bone])
        return replace(self, rotations=rotations, positions=positions)


def hung(rest: Floats, angles: Floats) -> Stance:
    """Every bone where its joint angles put it, the pelvis at the origin."""
    local = local_rotations(_with_shoulder_blades(angles))
    rotations, positions = local.copy(), np.zeros_like(rest)
    for bone, parent in enumerate(PARENTS):
        if parent is not None:
            rotations[bone] = rotations[parent] @ local[bone]
            positions[bone] = positions[parent] + rotations[parent] @ (rest[bone] - rest[parent])
    return Stance(rotations, positions)


def _with_shoulder_blades(angles: Floats) -> Floats:
    """Nobody raises an arm without the shoulder."""
    coupled = angles.copy()
    for side in (0, SIDE):
        lifted = max(0.0, float(angles[Angle.LEFT_LIFT + side]) - _BLADE_STARTS)
        coupled[Angle.LEFT_SHRUG + side] += _BLADE_SHARE * lifted
    return coupled
