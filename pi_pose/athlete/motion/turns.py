"""Which angle turns which bone, about which axis."""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from pi_pose.athlete.geometry import Floats, X, Y, Z, rotations
from pi_pose.athlete.motion.posture import SIDE as ANGLE_SIDE
from pi_pose.athlete.motion.posture import Angle
from pi_pose.athlete.person.skeleton import REST_SPREAD_DEGREES, Bone
from pi_pose.athlete.person.skeleton import SIDE as BONE_SIDE


@dataclass(frozen=True, slots=True)
class Turn:
    """One elementary turn of a bone: `gain * angle + offset` degrees about `axis`."""

    bone: Bone
    axis: Floats
    angle: Angle
    gain: float = 1.0
    offset: float = 0.0

    def mirrored(self) -> "Turn":
        """The same turn on the right: about y and z, a mirror reverses it."""
        sign = 1 if self.axis is X else -1
        angle = Angle(self.angle + ANGLE_SIDE)
        return Turn(Bone(self.bone + BONE_SIDE), self.axis, angle, sign * self.gain, sign * self.offset)


def _bent(bone: Bone, angles: tuple[Angle, Angle, Angle], share: float) -> tuple[Turn, Turn, Turn]:
    """One bone's share of a turn, a bend forwards and a bend to the left."""
    turn, forwards, aside = angles
    return Turn(bone, Y, turn, share), Turn(bone, X, forwards, share), Turn(bone, Z, aside, -share)


_BACK = (Angle.TWIST, Angle.BEND, Angle.SIDE)
_HEAD = (Angle.LOOK, Angle.NOD, Angle.TILT)
_TRUNK = (
    Turn(Bone.PELVIS, Y, Angle.TURN),
    Turn(Bone.PELVIS, X, Angle.PITCH),
    Turn(Bone.PELVIS, Z, Angle.ROLL, -1),
    *_bent(Bone.SPINE, _BACK, 0.55),
    *_bent(Bone.CHEST, _BACK, 0.45),
    *_bent(Bone.NECK, _HEAD, 0.5),
    *_bent(Bone.HEAD, _HEAD, 0.5),
)
_LEFT = (
    Turn(Bone.LEFT_CLAVICLE, Z, Angle.LEFT_SHRUG),
    # The arm's plane and height are the trunk's business, so the shoulder blade is taken out again.
    Turn(Bone.LEFT_ARM, Z, Angle.LEFT_SHRUG, -1),
    Turn(Bone.LEFT_ARM, Y, Angle.LEFT_AROUND),
    Turn(Bone.LEFT_ARM, X, Angle.LEFT_LIFT, -1),
    Turn(Bone.LEFT_ARM, Y, Angle.LEFT_AROUND, -1),
    Turn(Bone.LEFT_ARM, Z, Angle.LEFT_LIFT, 0, -90),
    Turn(Bone.LEFT_ARM, X, Angle.LEFT_ARM_TWIST, -1),
    Turn(Bone.LEFT_FOREARM, Y, Angle.LEFT_ELBOW, -1),
    Turn(Bone.LEFT_FOREARM, X, Angle.LEFT_PRONATE, 0.5),
    Turn(Bone.LEFT_HAND, X, Angle.LEFT_PRONATE, 0.5),
    Turn(Bone.LEFT_HAND, Z, Angle.LEFT_WRIST, -1),
    Turn(Bone.LEFT_FINGERS, Z, Angle.LEFT_FIST, -1),
    Turn(Bone.LEFT_THIGH, X, Angle.LEFT_HIP_BEND, -1),
    Turn(Bone.LEFT_THIGH, Z, Angle.LEFT_HIP_SPREAD),
    Turn(Bone.LEFT_THIGH, Y, Angle.LEFT_HIP_TWIST),
    Turn(Bone.LEFT_THIGH, Z, Angle.LEFT_HIP_BEND, 0, -REST_SPREAD_DEGREES),
    Turn(Bone.LEFT_SHIN, X, Angle.LEFT_KNEE),
    Turn(Bone.LEFT_FOOT, X, Angle.LEFT_ANKLE, -1),
    Turn(Bone.LEFT_FOOT, Z, Angle.LEFT_ANKLE_ROLL),
    Turn(Bone.LEFT_TOES, X, Angle.LEFT_TOES, -1),
)
TURNS = _TRUNK + _LEFT + tuple(turn.mirrored() for turn in _LEFT)
"""In the order in which they are applied to each bone, the outermost first."""

_AXES = np.stack([turn.axis for turn in TURNS])
_ANGLES = np.array([turn.angle for turn in TURNS])
_GAINS = np.array([turn.gain for turn in TURNS], np.float32)
_OFFSETS = np.array([turn.offset for turn in TURNS], np.float32)
_BONES = [turn.bone for turn in TURNS]
_RANKS = [_BONES[:i].count(bone) for i, bone in enumerate(_BONES)]
"""Which of its bone's turns each is: 0 is the outermost."""


def local_rotations(angles: Floats) -> Floats:
    """(bones, 3, 3): each bone against the one it hangs on, both as they are at rest."""
    turned = np.tile(np.eye(3, dtype=np.float32), (max(_RANKS) + 1, len(Bone), 1, 1))
    turned[_RANKS, _BONES] = rotations(_AXES, _GAINS * angles[_ANGLES] + _OFFSETS)
    return reduce(np.matmul, turned)
