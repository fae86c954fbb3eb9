"""Postures nobody has a name for."""

import numpy as np

from pi_pose.athlete.geometry import Floats
from pi_pose.athlete.lots import chance, one_of
from pi_pose.athlete.motion.exercises import EXERCISES
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.posture import LIMITS, SIDE, Angle, Posture, within_limits
from pi_pose.athlete.motion.postures import RESTING, STANDING, VARIANTS, walking
from pi_pose.athlete.person.body import Build
from pi_pose.athlete.person.skeleton import SIDE as BONE_SIDE
from pi_pose.athlete.person.skeleton import Bone

_TRIES = 8
_CHEST_M = 0.13
_LIMBS = [
    bone + side for bone in (Bone.LEFT_FOREARM, Bone.LEFT_HAND, Bone.LEFT_SHIN) for side in (0, BONE_SIDE)
]
"""No hand, elbow or knee comes nearer than this to the spine."""
_NAMED: tuple[Posture, ...] = (
    *(variant for variants in VARIANTS.values() for variant in variants),
    *RESTING.values(),
    *EXERCISES.values(),
)
_LYING = ("pitch", -90.0), ("pitch", 90.0), ("roll", 85.0), ("roll", -85.0)
_ARMS = slice(Angle.LEFT_LIFT, Angle.LEFT_FIST + 1)
_LEGS = slice(Angle.LEFT_HIP_BEND, Angle.LEFT_TOES + 1)


def random_posture(rng: np.random.Generator) -> Posture:
    """A posture that a body can take: named ones a little off, halfway ones, free ones; any way round."""
    for _ in range(_TRIES):
        drawn = _drawn(rng)
        if _is_clear(drawn):
            return drawn
    return drawn


def _drawn(rng: np.random.Generator) -> Posture:
    kind = rng.choice(4, p=(0.35, 0.2, 0.05, 0.4))
    drawn = (_varied, _halfway, _walked, improvised)[kind](rng)
    turn = rng.uniform(-180, 180) if chance(rng, 0.5) else rng.normal(0, 50)
    turned = drawn.changed(turn=float(np.clip(turn, -180, 180)))
    return turned.mirrored() if chance(rng, 0.5) else turned


def _varied(rng: np.random.Generator) -> Posture:
    return jittered(rng, one_of(rng, _NAMED), 7)


def _halfway(rng: np.random.Generator) -> Posture:
    return jittered(rng, one_of(rng, _NAMED).towards(one_of(rng, _NAMED), float(rng.random())), 6)


def _walked(rng: np.random.Generator) -> Posture:
    return jittered(rng, walking(float(rng.random())), 5)


def improvised(rng: np.random.Generator) -> Posture:
    """A posture nobody has a name for: arms anywhere, legs less so; one in four on the floor."""
    angles = jittered(rng, STANDING, 6).angles.copy()
    legs = rng.beta(0.6, 2.2)
    for side in (0, SIDE):
        _wander(rng, angles, _shifted(_ARMS, side), 1.0)
        _wander(rng, angles, _shifted(_LEGS, side), float(legs))
    _wander(rng, angles, slice(Angle.BEND, Angle.HANDS_DOWN), float(rng.beta(1, 2)))
    free = Posture(within_limits(angles))
    if chance(rng, 0.28):
        name, value = one_of(rng, _LYING)
        return free.changed(planted=0, **{name: value + float(rng.normal(0, 14))})
    # Upright, the hips carry the trunk over the feet: leaning forwards bends the thighs as much.
    lean = float(np.clip(rng.normal(0, 16), -15, 60))
    return free.changed(
        pitch=lean,
        left_hip_bend=free[Angle.LEFT_HIP_BEND] + lean,
        right_hip_bend=free[Angle.RIGHT_HIP_BEND] + lean,
    )


def with_arms_elsewhere(rng: np.random.Generator, held: Posture) -> Posture:
    """The same with each arm part of the way to anywhere."""
    angles = held.angles.copy()
    for side in (0, SIDE):
        _wander(rng, angles, _shifted(_ARMS, side), float(rng.random()))
    return Posture(within_limits(angles))


def jittered(rng: np.random.Generator, named: Posture, degrees: float) -> Posture:
    """Each joint a little off; weights stay, they are no angles."""
    off = rng.normal(0, degrees, len(Angle)).astype(np.float32)
    off[[Angle.HANDS_DOWN, Angle.LEFT_PLANTED, Angle.RIGHT_PLANTED]] = 0
    off[[Angle.PITCH, Angle.ROLL]] *= 0.5
    return Posture(within_limits(named.angles + off))


def _wander(rng: np.random.Generator, angles: Floats, which: slice, share: float) -> None:
    """Move joints, in place, part of the way to anywhere within their limits."""
    low, high = LIMITS[which].T
    anywhere = low + rng.beta(1.1, 1.1, low.size) * (high - low)
    angles[which] += share * (anywhere - angles[which])


def _shifted(which: slice, by: int) -> slice:
    return slice(which.start + by, which.stop + by)


def _is_clear(drawn: Posture) -> bool:
    """Whether no limb goes through the trunk."""
    stood = stance(Build(), drawn)
    trunk = stood.positions[[Bone.PELVIS, Bone.SPINE, Bone.CHEST, Bone.NECK]]
    middle = np.concatenate([trunk, (trunk[1:] + trunk[:-1]) / 2])
    apart = np.linalg.norm(middle[:, None] - stood.positions[_LIMBS][None], axis=2)
    return bool(apart.min() > _CHEST_M)
