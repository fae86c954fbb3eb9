"""The postures that have a name."""

import math
from collections.abc import Mapping
from types import MappingProxyType

from pi_pose.athlete.motion.posture import Posture, posture

_HANGING: Mapping[str, float] = MappingProxyType(
    {"lift": 9, "around": 80, "elbow": 14, "pronate": 20, "fist": 28, "hip_spread": 3, "hip_twist": 6}
)
_OVERHEAD: Mapping[str, float] = MappingProxyType({"lift": 170, "around": 60, "elbow": 6})


def _standing(**angles: float) -> Posture:
    return posture(**{**_HANGING, **angles})


def _overhead(**angles: float) -> Posture:
    return posture(**{**_OVERHEAD, **angles})


STANDING = _standing()

CHAIR = _overhead(
    pitch=24, bend=8, hip_bend=84, knee=82, hip_spread=3, lift=162, around=35, arm_twist=30, elbow=8, nod=-14
)  # fmt: skip
COBRA = posture(
    pitch=72, bend=-35, nod=-18, hip_bend=-18, hip_spread=4, ankle=-50, planted=0, hands_down=1,
    lift=44, around=22, elbow=34, pronate=80,
)  # fmt: skip
DOG = posture(
    pitch=128, bend=4, nod=10, hip_bend=102, hip_spread=6, knee=4, hands_down=1,
    lift=172, around=50, elbow=3, pronate=80,
)  # fmt: skip
TREE = _overhead(
    lift=172, around=75, arm_twist=60, elbow=34, right_hip_spread=-2,
    left_hip_bend=62, left_hip_spread=52, left_hip_twist=62, left_knee=132, left_ankle=-20, left_planted=0,
)  # fmt: skip
TREE_PRAYING = TREE.changed(lift=34, around=38, arm_twist=-34, elbow=118, pronate=0, wrist=-50)
WARRIOR = _overhead(
    pitch=82, bend=-4, nod=-24, lift=172, around=40, elbow=4, right_hip_bend=80, right_knee=4,
    left_hip_bend=-6, left_knee=4, left_ankle=-30, left_planted=0,
)  # fmt: skip
WARRIOR_TWO = posture(
    lift=90, pronate=0, look=70, left_hip_bend=12, left_hip_spread=60, left_hip_twist=75, left_knee=64,
    right_hip_spread=42, right_hip_twist=20,
)  # fmt: skip
WARRIOR_ONE = _overhead(
    bend=-8, nod=-12, lift=168, around=50, left_hip_bend=68, left_knee=72,
    right_hip_bend=-26, right_hip_twist=25, right_knee=6,
)  # fmt: skip

YOGA: Mapping[str, Posture] = MappingProxyType(
    {"chair": CHAIR, "cobra": COBRA, "dog": DOG, "tree": TREE, "warrior": WARRIOR}
)
"""One posture for each of the five labels the mirror knows."""

VARIANTS: Mapping[str, tuple[Posture, ...]] = MappingProxyType(
    {
        "chair": (
            CHAIR,
            CHAIR.changed(pitch=34, hip_bend=100, knee=92),
            CHAIR.changed(pitch=16, hip_bend=64, knee=64),
        ),
        "cobra": (COBRA, COBRA.changed(bend=-24, elbow=66, lift=30), COBRA.changed(nod=-35)),
        "dog": (DOG, DOG.changed(hip_bend=112, knee=25), DOG.changed(hip_spread=12, nod=-8)),
        "tree": (TREE, TREE_PRAYING, TREE.changed(lift=150, around=90, elbow=4)),
        "warrior": (WARRIOR, WARRIOR.changed(lift=90, around=90), WARRIOR_TWO, WARRIOR_ONE),
    }
)
"""How people hold the five, the first being the one of `YOGA`; each can be mirrored."""

RESTING: Mapping[str, Posture] = MappingProxyType(
    {
        "standing": STANDING,
        "hands on hips": _standing(lift=42, around=112, arm_twist=-52, elbow=98, pronate=20, wrist=20),
        "drinking": _standing(
            nod=-16, right_lift=52, right_around=25, right_elbow=138, right_pronate=-30, right_fist=75
        ),
        "stretching": _overhead(side=14, lift=165, around=90, elbow=40),
        "arms crossed": _standing(lift=26, around=20, arm_twist=-60, elbow=98, pronate=30),
        "leaning": _standing(pitch=32, bend=18, nod=-20, hip_bend=52, knee=24, lift=38, around=14),
    }
)
"""What people do between two poses."""


def walking(strides: float) -> Posture:
    """One moment of walking straight on; a stride is two steps, and half of one swaps the sides."""
    swing = math.sin(2 * math.pi * strides)
    left, right = _stepping("left", strides), _stepping("right", strides + 0.5)
    return _standing(pitch=4, twist=-7 * swing, nod=-4, planted=0.5, elbow=22, **left, **right)


def _stepping(side: str, strides: float) -> dict[str, float]:
    """One leg, and the arm on the same side, which swings against it."""
    phase = 2 * math.pi * strides
    swing, lift = math.sin(phase), max(0.0, math.cos(phase))
    return {
        f"{side}_hip_bend": 4 + 25 * swing + 10 * lift,
        f"{side}_hip_spread": 1,
        f"{side}_knee": 6 + 52 * lift**1.5,
        f"{side}_ankle": 4 - 12 * max(0.0, -swing),
        f"{side}_lift": 8 + 18 * abs(swing),
        f"{side}_around": 90 + 70 * swing,
    }
