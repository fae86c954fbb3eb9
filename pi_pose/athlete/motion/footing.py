"""How the body meets the floor: hands and feet level, soles and palms flat, nothing below it."""

import numpy as np

from pi_pose.athlete.geometry import Floats, X, Y, Z, rotation, unit
from pi_pose.athlete.motion.kinematics import Stance, hung
from pi_pose.athlete.motion.posture import LIMITS, SIDE, Angle, Posture
from pi_pose.athlete.person.body import Build
from pi_pose.athlete.person.skeleton import SIDE as BONE_SIDE
from pi_pose.athlete.person.skeleton import Bone, at_rest

_MIDDLE_CONTACTS = (
    (Bone.HEAD, (0.0, 0.045, 0.0), 0.052),
    (Bone.CHEST, (0.0, 0.06, 0.01), 0.068),
    (Bone.PELVIS, (0.0, 0.0, 0.0), 0.064),
    (Bone.PELVIS, (0.035, -0.015, -0.035), 0.036),
    (Bone.PELVIS, (-0.035, -0.015, -0.035), 0.036),
)
_LEFT_CONTACTS = (
    (Bone.LEFT_FOREARM, (0.0, 0.0, 0.0), 0.022),
    (Bone.LEFT_HAND, (0.0, 0.0, 0.0), 0.015),
    (Bone.LEFT_FINGERS, (0.0, 0.0, 0.0), 0.009),
    (Bone.LEFT_FINGERS, (0.045, 0.0, 0.0), 0.005),
    (Bone.LEFT_SHIN, (0.0, 0.0, 0.0), 0.031),
    (Bone.LEFT_FOOT, (0.0, -0.028, -0.016), 0.014),
    (Bone.LEFT_TOES, (0.0, 0.0, 0.0), 0.014),
    (Bone.LEFT_TOES, (0.0, -0.004, 0.03), 0.010),
)
"""What may touch the floor: a ball at an offset from a joint at rest, in shares of the height."""

_CONTACTS = (
    *_MIDDLE_CONTACTS,
    *_LEFT_CONTACTS,
    *((bone.mirrored, (-x, y, z), radius) for bone, (x, y, z), radius in _LEFT_CONTACTS),
)
_BONES = np.array([bone for bone, _, _ in _CONTACTS])
_OFFSETS = np.array([offset for _, offset, _ in _CONTACTS], np.float32)
_RADII = np.array([radius for _, _, radius in _CONTACTS], np.float32)

_ROUNDS = 3


def stance(build: Build, posture: Posture) -> Stance:
    """Where every bone of a body is; its lowest part touches the floor."""
    rest = at_rest(build)
    stood = hung(rest, posture.angles)
    # Soles and palms move once the body is level, and the body is level by where they are.
    for _ in range(_ROUNDS if posture[Angle.HANDS_DOWN] > 0 else 1):
        stood = _levelled(stood, posture[Angle.HANDS_DOWN])
        for side in (0, 1):
            stood = _with_flat_palm(stood, rest, posture, side)
            stood = _with_flat_sole(stood, rest, posture, side)
    return _placed(stood, build, posture)


def _levelled(stood: Stance, share: float) -> Stance:
    """Tipped so that hands and feet are at one height."""
    if share <= 0:
        return stood
    hands = stood.positions[[Bone.LEFT_HAND, Bone.RIGHT_HAND]].mean(axis=0)
    feet = stood.positions[[Bone.LEFT_TOES, Bone.RIGHT_TOES]].mean(axis=0)
    reach = hands - feet
    rise = np.degrees(np.arctan2(reach[1], np.hypot(reach[0], reach[2])))
    return stood.tipped(rotation(unit(np.cross(reach, Y)), -share * float(rise)))


def _with_flat_sole(stood: Stance, rest: Floats, posture: Posture, side: int) -> Stance:
    """Sole, then toes, turned towards the floor as far as the ankle goes; `side` is 0 left, 1 right."""
    bones, angles, mirror = side * BONE_SIDE, side * SIDE, 1 - 2 * side
    shin, foot, toes = (Bone(bone + bones) for bone in (Bone.LEFT_SHIN, Bone.LEFT_FOOT, Bone.LEFT_TOES))
    share = posture[Angle(Angle.LEFT_PLANTED + angles)]
    x, y, z = (stood.rotations[shin].T @ Y).tolist()
    lift, roll = _degrees(-z, y), _degrees(-mirror * x, float(np.hypot(y, z)))
    lift = _towards(lift, share, posture, Angle(Angle.LEFT_ANKLE + angles))
    roll = _towards(roll, share, posture, Angle(Angle.LEFT_ANKLE_ROLL + angles))
    stood = stood.turned(foot, stood.rotations[shin] @ rotation(X, -lift) @ rotation(Z, mirror * roll), rest)
    x, y, z = (stood.rotations[foot].T @ Y).tolist()
    curl = _towards(_degrees(-z, y), share, posture, Angle(Angle.LEFT_TOES + angles))
    return stood.turned(toes, stood.rotations[foot] @ rotation(X, -curl), rest)


def _with_flat_palm(stood: Stance, rest: Floats, posture: Posture, side: int) -> Stance:
    """The palm turned towards the floor while the hands carry weight."""
    share = posture[Angle.HANDS_DOWN]
    if share <= 0:
        return stood
    hand, mirror = Bone(Bone.LEFT_HAND + side * BONE_SIDE), 1 - 2 * side
    x, y, z = (stood.rotations[hand].T @ Y).tolist()
    about = share * _degrees(z, y)
    low, high = LIMITS[Angle.LEFT_WRIST]
    bend = share * float(np.clip(_degrees(mirror * x, float(np.hypot(y, z))), low, high))
    return stood.turned(hand, stood.rotations[hand] @ rotation(X, about) @ rotation(Z, -mirror * bend), rest)


def _degrees(opposite: float, adjacent: float) -> float:
    return float(np.degrees(np.arctan2(opposite, adjacent)))


def _towards(wanted: float, share: float, posture: Posture, angle: Angle) -> float:
    """From the posture's own angle to the wanted one, which the joint may not allow."""
    low, high = LIMITS[angle]
    return posture[angle] + share * (float(np.clip(wanted, low, high)) - posture[angle])


def _placed(stood: Stance, build: Build, posture: Posture) -> Stance:
    """Moved so that the lowest part touches the floor, what carries the weight being at the place."""
    carried = np.einsum("nij,nj->ni", stood.rotations[_BONES], _OFFSETS * np.float32(build.height_m))
    heights = stood.positions[_BONES, 1] + carried[:, 1] - _RADII * np.float32(build.height_m)
    under, (x, z) = _support(stood, posture), posture.place
    return stood.moved(np.array([x - under[0], -heights.min(), z - under[2]], np.float32))


def _support(stood: Stance, posture: Posture) -> Floats:
    """(3,): the middle of the planted feet, the hands that carry weight, and else the hips."""
    left, right = posture[Angle.LEFT_PLANTED], posture[Angle.RIGHT_PLANTED]
    hands = posture[Angle.HANDS_DOWN]
    shares = np.array([left, right, hands, hands, 1.05 - max(left, right)], np.float32)
    bones = [Bone.LEFT_FOOT, Bone.RIGHT_FOOT, Bone.LEFT_HAND, Bone.RIGHT_HAND, Bone.PELVIS]
    return np.asarray(shares @ stood.positions[bones] / shares.sum(), np.float32)
