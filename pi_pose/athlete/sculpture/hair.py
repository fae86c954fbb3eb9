"""The shape of the hair."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from pi_pose.athlete.geometry import Floats
from pi_pose.athlete.person.body import Build, Hair
from pi_pose.athlete.person.skeleton import Bone
from pi_pose.athlete.sculpture.lumps import Lump, Triple, ball, cone, pair
from pi_pose.athlete.sculpture.volumes import FAR_M, Grid, Volume, melted

_MELT_M = 0.008
_H = Bone.HEAD


def _on_back(start: Triple, end: Triple, radii_cm: tuple[float, float]) -> Lump:
    """A lock that falls from the head but rests on the shoulders."""
    return Lump(Bone.CHEST, (_H, start), (_H, end), radii_cm)


_CAP = (ball(_H, (0, 8.4, -0.9), 8.35, (0.95, 1, 1.17)), ball(_H, (0, 4.0, -4.6), 6.2, (1.05, 1.2, 1)))
_THICK = (ball(_H, (0, 9.0, -0.9), 8.8, (0.96, 1, 1.14)), ball(_H, (0, 4.0, -4.6), 6.5, (1.05, 1.2, 1)))
_STYLES: Mapping[Hair, tuple[Lump, ...]] = MappingProxyType(
    {
        Hair.BALD: (),
        Hair.CROPPED: _CAP,
        Hair.SHORT: (*_THICK, ball(_H, (1.2, 14.6, 4.6), 3.4, (1.7, 0.8, 1.1))),
        Hair.CURLY: (
            ball(_H, (0, 10.2, -1.6), 10.0, (1.0, 0.95, 1.1)),
            ball(_H, (0, 4.5, -8.0), 5.4),
            ball(_H, (1.5, 18.6, 0.5), 2.6),
            *pair(
                ball(_H, (5.8, 6.5, -3.0), 5.0),
                ball(_H, (4.5, 14.0, 2.0), 4.6),
                ball(_H, (9.4, 10.5, -2.0), 2.6),
                ball(_H, (8.0, 15.0, -2.0), 2.6),
                ball(_H, (4.0, 17.6, -5.0), 2.7),
                ball(_H, (6.5, 8.0, -9.0), 2.8),
            ),
        ),
        Hair.BOB: (
            *_THICK,
            *pair(
                cone(_H, (6.6, 8, 0), (7.0, -3.4, 0.4), (3.0, 2.2)),
                cone(_H, (4, 6, -6), (4.4, -4.5, -5), (4.6, 3.4)),
            ),
        ),
        Hair.LONG: (
            *_THICK,
            _on_back((0, -8, -7.5), (0, -23, -9.6), (3.6, 2.6)),
            *pair(
                cone(_H, (6.4, 9, 0), (7.2, -5, -1.5), (2.9, 2.6)),
                cone(_H, (4, 6, -6), (5, -8, -7), (4.6, 3.6)),
                _on_back((4.6, -8, -6.5), (3.8, -21, -9), (3.6, 2.4)),
            ),
        ),
        Hair.PONYTAIL: (
            *_CAP,
            ball(_H, (0, 9.4, -11.0), 2.4),
            cone(_H, (0, 9.4, -11.4), (0, 4, -14.6), (2.3, 2.9)),
            cone(_H, (0, 4, -14.6), (0, -8.5, -14.0), (2.9, 1.3)),
        ),
        Hair.BUN: (*_CAP, ball(_H, (0, 14.6, -7.4), 3.9)),
    }
)
_FACE = (ball(_H, (0, 2.6, 8.4), 6.6, (0.98, 1.38, 0.9)),)
_EARS_AND_NAPE = (
    *pair(ball(_H, (8.0, 2.0, 1.2), 3.0, (1, 1.3, 1.0))),
    ball(_H, (0, -8.0, 3.0), 8.0, (1.6, 0.95, 1)),
)
_WORN_UP = (Hair.CROPPED, Hair.SHORT, Hair.PONYTAIL, Hair.BUN)


def strands(style: Hair, build: Build) -> list[Volume]:
    """What the hair is made of, for the bones it moves with."""
    return [lump.on(build) for lump in _STYLES[style]]


def distance(style: Hair, build: Build, grid: Grid) -> Floats:
    """Signed distance to the hair over a grid, metres; the face is left free."""
    if style is Hair.BALD:
        return np.full(grid.shape, FAR_M, np.float32)
    free = (*_FACE, *(_EARS_AND_NAPE if style in _WORN_UP else ()))
    bare = melted([lump.on(build) for lump in free], grid, _MELT_M)
    return np.maximum(melted(strands(style, build), grid, _MELT_M), -bare)
