"""The bones: what hangs on what, and where the joints are at rest."""

from enum import IntEnum
from functools import lru_cache

import numpy as np

from pi_pose.athlete.geometry import Floats, floats
from pi_pose.athlete.person.body import Build


class Bone(IntEnum):
    """A rigid part, named by what it is; it turns about the joint at its near end."""

    PELVIS = 0
    SPINE = 1
    CHEST = 2
    NECK = 3
    HEAD = 4
    LEFT_CLAVICLE = 5
    LEFT_ARM = 6
    LEFT_FOREARM = 7
    LEFT_HAND = 8
    LEFT_FINGERS = 9
    LEFT_THIGH = 10
    LEFT_SHIN = 11
    LEFT_FOOT = 12
    LEFT_TOES = 13
    RIGHT_CLAVICLE = 14
    RIGHT_ARM = 15
    RIGHT_FOREARM = 16
    RIGHT_HAND = 17
    RIGHT_FINGERS = 18
    RIGHT_THIGH = 19
    RIGHT_SHIN = 20
    RIGHT_FOOT = 21
    RIGHT_TOES = 22

    @property
    def mirrored(self) -> "Bone":
        """The same bone on the other side."""
        side, _, part = self.name.partition("_")
        other = {"LEFT": "RIGHT", "RIGHT": "LEFT"}.get(side)
        return Bone[f"{other}_{part}"] if other else self


SIDE = Bone.RIGHT_CLAVICLE - Bone.LEFT_CLAVICLE
"""From a bone on the left to the same bone on the right."""

PARENTS: tuple[Bone | None, ...] = (
    None,
    Bone.PELVIS,
    Bone.SPINE,
    Bone.CHEST,
    Bone.NECK,
    Bone.CHEST,
    Bone.LEFT_CLAVICLE,
    Bone.LEFT_ARM,
    Bone.LEFT_FOREARM,
    Bone.LEFT_HAND,
    Bone.PELVIS,
    Bone.LEFT_THIGH,
    Bone.LEFT_SHIN,
    Bone.LEFT_FOOT,
    Bone.CHEST,
    Bone.RIGHT_CLAVICLE,
    Bone.RIGHT_ARM,
    Bone.RIGHT_FOREARM,
    Bone.RIGHT_HAND,
    Bone.PELVIS,
    Bone.RIGHT_THIGH,
    Bone.RIGHT_SHIN,
    Bone.RIGHT_FOOT,
)

CHILDREN: tuple[tuple[Bone, ...], ...] = tuple(
    tuple(child for child in Bone if PARENTS[child] is bone) for bone in Bone
)

MODEL_HEAD_M = 0.227
"""Chin to crown of the head that faces are described on."""
REST_SPREAD_DEGREES = 9.0
"""How far each leg stands out at rest, so that the sculpted thighs do not touch."""


@lru_cache(maxsize=512)
def at_rest(build: Build) -> Floats:
    """(bones, 3) metres: each joint with the arms straight out and the soles on the floor; remembered."""
    left = np.concatenate([_left_arm(build), _left_leg(build)])
    rest = floats(np.concatenate([_trunk(build), left, left * (-1, 1, 1)]))
    rest.flags.writeable = False
    return rest


def head_height(build: Build) -> float:
    """Chin to crown, metres."""
    return 0.132 * build.height_m * build.head


def head_cm(points: Floats, build: Build) -> Floats:
    """(n, 3): resting points from the head's joint, in centimetres of a head of `MODEL_HEAD_M`."""
    return floats((points - at_rest(build)[Bone.HEAD]) * (100 * MODEL_HEAD_M / head_height(build)))


def _hip_height(build: Build) -> float:
    return 0.525 * build.height_m * build.legs


def _trunk(build: Build) -> Floats:
    hip, crown = _hip_height(build), build.height_m
    upper = crown - hip
    atlas = crown - 0.72 * head_height(build)
    heights = [hip, hip + 0.12 * upper, hip + 0.33 * upper, hip + 0.645 * upper, atlas]
    depths = np.array([0.0, -0.012, -0.014, -0.012, 0.002]) * crown
    return np.stack([np.zeros(5), heights, depths], axis=1)


def _left_arm(build: Build) -> Floats:
    crown = build.height_m
    shoulder = 0.104 * crown * build.shoulders
    reach = np.array([0.0, 0.168, 0.31, 0.363]) * crown * build.arms
    height = _hip_height(build) + 0.6 * (crown - _hip_height(build))
    across = np.concatenate([[0.018 * crown], shoulder + reach])
    return np.stack([across, np.full(5, height), np.full(5, -0.01 * crown)], axis=1)


def _left_leg(build: Build) -> Floats:
    crown, hip = build.height_m, _hip_height(build)
    spread = np.tan(np.radians(REST_SPREAD_DEGREES))
    heights = np.array([hip, 0.53 * hip, 0.042 * crown, 0.014 * crown])
    across = 0.049 * crown * build.hips + (hip - heights) * spread
    across[3] = across[2]
    depths = np.array([0.0, 0.004, -0.012, 0.064]) * crown
    return np.stack([across, heights, depths], axis=1)
