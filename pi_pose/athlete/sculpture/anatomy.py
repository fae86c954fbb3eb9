"""What the flesh on the bones is shaped like: a table of lumps."""

from collections.abc import Iterable
from dataclasses import replace

from pi_pose.athlete.person.body import Build
from pi_pose.athlete.person.skeleton import Bone
from pi_pose.athlete.sculpture.lumps import Lump, ball, cone, link, pair
from pi_pose.athlete.sculpture.volumes import Volume

B = Bone
"""Short, for the tables."""

_LEAST_BUST = 0.2
"""A bust less full than this is none."""

_TORSO: tuple[Lump, ...] = (
    cone(B.PELVIS, (0, 3, 0.5), (0, 9, 0.5), (9.6, 9.0), (1.5, 1, 1), (0.2, 0)),
    cone(B.SPINE, (0, -2, 2), (0, 9, 1.5), (8.6, 8.8), (1.42, 1, 1), (0.3, 0.05)),
    ball(B.SPINE, (0, -1, 5), 7.6, (1.25, 1.1, 1), (0.42, 0)),
    cone(B.CHEST, (0, -3, 1.5), (0, 10, 1.5), (9.4, 9.8), (1.42, 1, 1), (0.16, 0.12)),
    link(B.NECK, (0, -2, 0), B.HEAD, (0, 1, 0.4), (5.2, 4.7), (0.18, 0.3)),
)
_TORSO_SIDE: tuple[Lump, ...] = (
    ball(B.PELVIS, (6.6, -2.5, -4.2), 7.6, (1, 1.1, 1), (0.2, 0.06)),
    Lump(B.PELVIS, (B.LEFT_THIGH, (1, 3, 0)), (B.LEFT_THIGH, (0.4, -4, 0)), (8.0, 8.2), gains=(0.16, 0)),
    ball(B.CHEST, (7, 9.5, 6), 5.4, (1.25, 1, 0.85), (0.1, 0.3)),
    link(B.CHEST, (0, 21, -0.5), B.LEFT_ARM, (-4, 0.6, -0.5), (4.8, 4.0), (0.06, 0.25)),
    link(B.CHEST, (6.5, 2, -1), B.LEFT_ARM, (-3.5, -4, -0.5), (6.6, 4.6), (0.12, 0.22)),
    link(B.LEFT_CLAVICLE, (4, -1.5, 0.5), B.LEFT_ARM, (-2, -1, 0), (4.2, 4.5), (0.08, 0.2)),
)
_ARM: tuple[Lump, ...] = (
    ball(B.LEFT_ARM, (0.2, -0.4, 0), 4.9, gains=(0.12, 0.28)),
    link(B.LEFT_ARM, (2, 0, 0), B.LEFT_FOREARM, (0, 0, 0), (4.5, 3.6), (0.2, 0.2)),
    cone(B.LEFT_ARM, (10, 0.4, 1.2), (18, 0.4, 1), (3.5, 3.4), gains=(0.15, 0.45)),
    link(B.LEFT_FOREARM, (0, 0, 0), B.LEFT_HAND, (0.6, 0, 0), (3.9, 2.5), (0.14, 0.1)),
    cone(B.LEFT_FOREARM, (4, 0, 0.5), (10, 0, 0.4), (3.8, 3.3), gains=(0, 0.25)),
)
_LEG: tuple[Lump, ...] = (
    link(B.LEFT_THIGH, (0.6, -3, 0.4), B.LEFT_SHIN, (0, 0, 0.2), (8.3, 5.2), (0.2, 0.08)),
    link(B.LEFT_THIGH, (2.2, -12, 1.6), B.LEFT_SHIN, (-2, 12, 1.4), (6.9, 5.4), (0.14, 0.12)),
    link(B.LEFT_SHIN, (0, 0, 0.4), B.LEFT_FOOT, (0, 2, 0), (5.2, 3.3), (0.12, 0.06)),
    cone(B.LEFT_SHIN, (1.2, -7, -1.6), (3, -17, -1.8), (5.0, 4.4), gains=(0.12, 0.16)),
    link(B.LEFT_SHIN, (5.2, -34, 0), B.LEFT_FOOT, (0, -1, 0), (3.4, 3.5), (0.06, 0)),
)
_BUST = pair(ball(B.CHEST, (7.4, 5.2, 8.2), 6.2, (1.08, 1, 1), (0.12, 0)))
_HEAD: tuple[Lump, ...] = (
    ball(B.HEAD, (0, 8.2, -0.6), 8.0, (0.92, 1, 1.18)),
    ball(B.HEAD, (0, 2.2, 3.6), 5.3, (0.98, 1.35, 1.05)),
    ball(B.HEAD, (0, -3.7, 6.2), 2.2, (1.2, 1, 1), (0, 0.15)),
    cone(B.HEAD, (0, 5.6, 8.4), (0, 1.7, 10.1), (0.7, 1.2)),
    cone(B.HEAD, (-1.2, -1.9, 8.2), (1.2, -1.9, 8.2), (0.8, 0.8), (1.2, 1, 1)),
    *pair(
        ball(B.HEAD, (3.7, 2.4, 5.4), 2.9),
        ball(B.HEAD, (0.9, 1.2, 8.9), 0.8),
        cone(B.HEAD, (4.7, -0.1, 1), (1.6, -3.8, 5.5), (1.9, 1.7), gains=(0, 0.12)),
        cone(B.HEAD, (7.6, 1.6, -0.2), (8.0, 4.6, -0.9), (1.0, 1.6), (0.6, 1, 1)),
        ball(B.HEAD, (3.2, 7.0, 7.0), 1.4, (1.5, 0.7, 0.8)),
    ),
)
_BODY = (*_TORSO, *pair(*_TORSO_SIDE, *_ARM, *_LEG), *_HEAD)

_ANKLE = Lump(B.LEFT_SHIN, (B.LEFT_FOOT, (-1.2, 8, 0)), (B.LEFT_FOOT, (0, 0, 0.2)), (3.3, 3.5))
_FOOT: tuple[Lump, ...] = (
    _ANKLE,
    cone(B.LEFT_FOOT, (0, -4.2, -2.6), (0, -1, -0.8), (2.9, 3.5)),
    Lump(B.LEFT_FOOT, (B.LEFT_FOOT, (0, -1.6, 2)), (B.LEFT_TOES, (0, 0.4, -1)), (3.5, 2.7), (1.1, 1, 1)),
    Lump(B.LEFT_FOOT, (B.LEFT_TOES, (-2.4, -0.3, -1)), (B.LEFT_TOES, (2.2, -0.5, -2)), (2.2, 2.0)),
    cone(B.LEFT_TOES, (-2.5, -0.5, 1), (-2.3, -0.7, 6.0), (2.0, 1.5)),
    cone(B.LEFT_TOES, (-0.6, -0.6, 0.5), (-0.6, -1, 5.4), (1.7, 1.05)),
    cone(B.LEFT_TOES, (0.7, -0.6, 0.5), (0.7, -1, 4.7), (1.7, 1.05)),
    cone(B.LEFT_TOES, (1.8, -0.6, 0.5), (1.8, -1, 3.8), (1.7, 1.05)),
    cone(B.LEFT_TOES, (2.8, -0.6, 0.5), (2.8, -1, 2.6), (1.7, 1.05)),
)
_SHOE: tuple[Lump, ...] = (
    _ANKLE,
    cone(B.LEFT_FOOT, (0, -3.2, -2.8), (0, -1, -0.8), (4.2, 4.3)),
    Lump(B.LEFT_FOOT, (B.LEFT_FOOT, (0, -1.8, 2)), (B.LEFT_TOES, (0, 0.4, -1)), (4.2, 3.7), (1.08, 1, 1)),
    cone(B.LEFT_TOES, (0, -0.1, -0.5), (-0.5, -0.3, 4.4), (3.3, 2.6), (1.35, 1, 1)),
)
_HAND: tuple[Lump, ...] = (
    Lump(B.LEFT_FOREARM, (B.LEFT_HAND, (-4, 0, 0)), (B.LEFT_HAND, (0.8, 0, 0)), (2.1, 2.2)),
    link(B.LEFT_HAND, (0.5, 0, 1.6), B.LEFT_FINGERS, (0, 0, 2.7), (1.7, 1.25)),
    link(B.LEFT_HAND, (0.5, 0, 0.5), B.LEFT_FINGERS, (0, 0, 0.9), (1.7, 1.25)),
    link(B.LEFT_HAND, (0.5, 0, -0.5), B.LEFT_FINGERS, (0, 0, -0.9), (1.7, 1.25)),
    link(B.LEFT_HAND, (0.5, 0, -1.6), B.LEFT_FINGERS, (0, 0, -2.6), (1.7, 1.25)),
    cone(B.LEFT_FINGERS, (-0.5, 0, 2.7), (7.2, -0.2, 3.4), (1.05, 0.72)),
    cone(B.LEFT_FINGERS, (-0.5, 0, 0.9), (8.2, -0.2, 1.1), (1.05, 0.72)),
    cone(B.LEFT_FINGERS, (-0.5, 0, -0.9), (7.6, -0.2, -1.1), (1.05, 0.72)),
    cone(B.LEFT_FINGERS, (-0.5, 0, -2.6), (5.8, -0.2, -3.3), (1.05, 0.72)),
    cone(B.LEFT_HAND, (1.5, -0.5, 1.6), (5.2, -1.0, 4.6), (1.9, 1.25)),
    cone(B.LEFT_HAND, (5.2, -1.0, 4.6), (8.4, -1.2, 5.6), (1.2, 0.85)),
)


def body(build: Build) -> list[Volume]:
    """The whole person but for hands and feet."""
    bust = [replace(lump, radii_cm=_scaled(lump.radii_cm, build.bust)) for lump in _BUST]
    return _on(build, (*_BODY, *(bust if build.bust > _LEAST_BUST else ())))


def left_hand(build: Build) -> list[Volume]:
    """A hand, and enough of the arm to join it."""
    return _on(build, _HAND)


def left_foot(build: Build, *, shoe: bool) -> list[Volume]:
    """A foot, bare or in a trainer, and enough of the leg to join it."""
    return _on(build, _SHOE if shoe else _FOOT)


def _on(build: Build, lumps: Iterable[Lump]) -> list[Volume]:
    return [lump.on(build) for lump in lumps]


def _scaled(radii: tuple[float, float], by: float) -> tuple[float, float]:
    return radii[0] * by, radii[1] * by
