"""The face, painted onto the head stroke by stroke."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from pi_pose.athlete.geometry import Floats, floats, laid, ramp
from pi_pose.athlete.person.body import Colours, tone

_EYE_SIDE, _EYE_UP = 3.15, 5.0
"""Left and up from the head's joint: centimetres on a head of the model's size, as everything here."""
_FRONT_STARTS, _FRONT = 3.0, 5.0
"""How far forwards the face begins, and from where on it is painted in full."""


class _Axis(IntEnum):
    """What a stroke is measured along."""

    ACROSS = 0
    """From the middle to the left."""
    ASIDE = 1
    """From the middle to either side: a stroke on both halves of the face."""
    UP = 2
    ABOVE_LIPS = 3
    """Up from the line between the lips, which is curved; so are the next two."""
    ABOVE_LASHES = 4
    ABOVE_BROW = 5


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A soft oval of one colour."""

    tint: str
    axis: _Axis
    centre: tuple[float, float]
    radii: tuple[float, float]
    soft: float
    """How far the edge reaches to either side."""
    strength: float = 1.0
    upwards: _Axis = _Axis.UP


_STROKES = (
    _Stroke("flush", _Axis.ASIDE, (4.6, 0.6), (2.4, 1.8), 1.8, 0.4),
    _Stroke("light", _Axis.ACROSS, (0, 9.3), (3.6, 1.4), 2.0, 0.5),
    _Stroke("light", _Axis.ASIDE, (4.3, 2.5), (1.7, 0.9), 1.2, 0.5),
    _Stroke("light", _Axis.ACROSS, (0, -4.7), (1.3, 0.8), 1.0, 0.4),
    _Stroke("dusk", _Axis.ASIDE, (3.1, 5.4), (2.3, 1.5), 1.2, 0.6),
    _Stroke("dusk", _Axis.ASIDE, (1.3, 2.9), (0.5, 2.2), 0.6, 0.4),
    _Stroke("light", _Axis.ACROSS, (0, 3.6), (0.6, 2.4), 0.7, 0.7),
    _Stroke("dusk", _Axis.ACROSS, (0, 0.6), (1.7, 0.55), 0.6, 0.7),
    _Stroke("nostril", _Axis.ASIDE, (0.75, 0.7), (0.42, 0.28), 0.3, 0.9),
    _Stroke("dusk", _Axis.ACROSS, (0, -3.35), (1.7, 0.4), 0.6, 0.3),
    _Stroke("lips", _Axis.ACROSS, (0, -1.95), (2.35, 0.75), 0.35),
    _Stroke("mouth", _Axis.ACROSS, (0, 0), (2.45, 0.15), 0.22, 0.9, _Axis.ABOVE_LIPS),
    _Stroke("eyeball", _Axis.ASIDE, (_EYE_SIDE, _EYE_UP), (1.6, 0.68), 0.2),
    _Stroke("iris", _Axis.ASIDE, (_EYE_SIDE, _EYE_UP + 0.05), (0.72, 0.7), 0.2),
    _Stroke("pupil", _Axis.ASIDE, (_EYE_SIDE, _EYE_UP + 0.05), (0.38, 0.38), 0.15),
    _Stroke("glint", _Axis.ASIDE, (_EYE_SIDE + 0.25, _EYE_UP + 0.28), (0.13, 0.13), 0.12, 0.8),
    _Stroke("lashes", _Axis.ASIDE, (_EYE_SIDE, 0), (1.55, 0.22), 0.2, 0.95, _Axis.ABOVE_LASHES),
    _Stroke("brow", _Axis.ASIDE, (3.35, 0), (2.0, 0.42), 0.34, 0.9, _Axis.ABOVE_BROW),
)
_SIDEWAYS = [stroke.axis for stroke in _STROKES]
_UPWARDS = [stroke.upwards for stroke in _STROKES]
_CENTRES = floats([stroke.centre for stroke in _STROKES])[:, :, None]
_RADII = floats([stroke.radii for stroke in _STROKES])[:, :, None]
_SOFTNESS = floats([stroke.soft / min(stroke.radii) for stroke in _STROKES])[:, None]
_STRENGTHS = floats([stroke.strength for stroke in _STROKES])[:, None]


def painted(skin: Floats, head_cm: Floats, colours: Colours, *, beard: bool) -> Floats:
    """(n, 3), 0 to 1: the face at points (n, 3) in the head's own centimetres, over its `skin` (n, 3)."""
    x, y, z = np.ascontiguousarray(head_cm.T)
    tints, face = _tints(colours), skin
    if beard:
        face = _bearded(face, (np.abs(x), y, z), tints)
    shares = _shares(x, y) * ramp(z, _FRONT_STARTS, _FRONT)
    for stroke, share in zip(_STROKES, shares, strict=True):
        face = laid(face, share, tints[stroke.tint])
    return face


def _tints(colours: Colours) -> Mapping[str, Floats]:
    """The colours on the palette, each (3,)."""
    skin, hair, lips = tone(colours.skin), tone(colours.hair), tone(colours.lips)
    return {
        "light": floats(skin * 1.12 + 0.05),
        "flush": floats(skin * (1.06, 0.84, 0.8)),
        "dusk": floats(skin * (0.66, 0.56, 0.54)),
        "nostril": floats(skin * (0.3, 0.2, 0.2)),
        "lips": lips,
        "mouth": floats(lips * 0.42),
        "eyeball": floats((0.92, 0.91, 0.89)),
        "iris": tone(colours.eyes),
        "pupil": floats((0.04, 0.03, 0.03)),
        "glint": floats((1, 1, 1)),
        "lashes": floats(skin * 0.14),
        # Brows as fair as some hair, or as dark as some skin, would leave the face without any.
        "brow": floats(0.6 * np.minimum(hair, skin * 0.6)),
        "beard": floats(0.55 * hair + 0.27 * skin),
    }


def _shares(x: Floats, y: Floats) -> Floats:
    """(strokes, n), 0 to 1: how much of each point each stroke covers."""
    side = np.abs(x)
    lashes = 0.66 * np.sqrt(np.maximum(1 - ((side - _EYE_SIDE) / 1.6) ** 2, 0))
    brow = 6.9 - 0.09 * (side - 3.6) ** 2
    axes = floats([x, side, y, y + 1.85 - 0.05 * x**2, y - _EYE_UP - lashes, y - brow])
    off = (np.stack([axes[_SIDEWAYS], axes[_UPWARDS]], axis=1) - _CENTRES) / _RADII
    far = np.sqrt(off[:, 0] ** 2 + off[:, 1] ** 2)
    return ramp(floats((far - 1) / _SOFTNESS), 1, -1) * _STRENGTHS


def _bearded(face: Floats, at: tuple[Floats, Floats, Floats], tints: Mapping[str, Floats]) -> Floats:
    """Along the jaw, up to the ears."""
    side, y, z = at
    edge = 0.4 + 0.16 * np.maximum(side - 2.2, 0) ** 2
    jaw = ramp(y - edge, 0.7, -0.7) * ramp(z, 0.4, 2.2) * ramp(y, 4.6, 3.6)
    moustache = ramp(np.abs(y + 0.45), 0.9, 0.4) * ramp(side, 2.9, 2.3) * ramp(z, _FRONT_STARTS, _FRONT)
    return laid(face, np.maximum(0.85 * jaw, 0.7 * moustache), tints["beard"])
