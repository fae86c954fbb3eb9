"""What floors and walls are made of, as patterns over metres."""

from collections.abc import Callable, Mapping
from enum import StrEnum, auto
from types import MappingProxyType

import numpy as np

from pi_pose.athlete.geometry import Floats, floats, ramp


class Texture(StrEnum):
    """A material."""

    PLASTER = auto()
    PLANKS = auto()
    TILES = auto()
    BRICK = auto()
    CARPET = auto()
    CONCRETE = auto()
    PANELS = auto()
    STRIPES = auto()
    GRASS = auto()
    SAND = auto()


def shade(texture: Texture, u: Floats, v: Floats, scale: float) -> Floats:
    """-1 to 1 at each point (u, v) in metres: 0 is the material's own colour, 1 is its second colour.

    `scale` makes the pattern larger.
    """
    return _PATTERNS[texture](u / scale, v / scale)


def noise(u: Floats, v: Floats) -> Floats:
    """0 to 1, smooth, as wide as 1: the same at the same place."""
    column, row = floats(np.floor(u)), floats(np.floor(v))
    across, down = _eased(u - column), _eased(v - row)
    upper = _hash(column, row) * (1 - across) + _hash(column + 1, row) * across
    lower = _hash(column, row + 1) * (1 - across) + _hash(column + 1, row + 1) * across
    return floats(upper * (1 - down) + lower * down)


def _eased(t: Floats) -> Floats:
    return t * t * (3 - 2 * t)


def _hash(column: Floats, row: Floats) -> Floats:
    """0 to 1, unlike its neighbours."""
    wild = np.sin(column * np.float32(12.9898) + row * np.float32(78.233)) * np.float32(437.5853)
    return floats(wild - np.floor(wild))


def _joint(at: Floats, size: float, width: float) -> Floats:
    """1 on the line between two pieces, 0 elsewhere."""
    off = np.abs(at / size - np.round(at / size)) * size
    return ramp(off, width, width / 3)


def _plaster(u: Floats, v: Floats) -> Floats:
    return floats(0.10 * (noise(u * 1.7, v * 1.7) - 0.5))


def _planks(u: Floats, v: Floats) -> Floats:
    plank = floats(np.floor(u / 0.14))
    end = v + 1.3 * _hash(plank, np.zeros_like(plank))
    tone = _hash(plank, floats(np.floor(end / 1.1))) - 0.5
    grain = noise(u * 90, v * 3 + plank) - 0.5
    joints = np.maximum(_joint(u, 0.14, 0.006), _joint(end, 1.1, 0.006))
    return floats(0.5 * tone + 0.25 * grain + 0.8 * joints)


def _tiles(u: Floats, v: Floats) -> Floats:
    tone = _hash(floats(np.floor(u / 0.4 + 0.5)), floats(np.floor(v / 0.4 + 0.5))) - 0.5
    return floats(0.2 * tone + np.maximum(_joint(u + 0.2, 0.4, 0.008), _joint(v + 0.2, 0.4, 0.008)))


def _brick(u: Floats, v: Floats) -> Floats:
    row = floats(np.floor(v / 0.075))
    along = u + 0.11 * (row % 2)
    tone = _hash(floats(np.floor(along / 0.22)), row) - 0.5
    return floats(0.5 * tone + 0.8 * np.maximum(_joint(v, 0.075, 0.01), _joint(along, 0.22, 0.01)))


def _carpet(u: Floats, v: Floats) -> Floats:
    return floats(0.5 * (noise(u * 110, v * 110) - 0.5) + 0.15 * (noise(u * 3, v * 3) - 0.5))


def _concrete(u: Floats, v: Floats) -> Floats:
    return floats(0.5 * (noise(u * 2.3, v * 2.3) - 0.5) + 0.3 * (noise(u * 17, v * 17) - 0.5))


def _panels(u: Floats, v: Floats) -> Floats:
    joints = np.maximum(_joint(u, 0.6, 0.012), _joint(v - 0.9, 5, 0.02))
    return floats(0.05 * (noise(u * 2, v * 2) - 0.5) + 0.5 * joints)


def _stripes(u: Floats, v: Floats) -> Floats:  # noqa: ARG001
    return floats(0.5 * ramp(np.sin(u * 42), -0.15, 0.15))


def _grass(u: Floats, v: Floats) -> Floats:
    return floats(0.9 * (noise(u * 60, v * 25) - 0.5) + 0.6 * (noise(u * 2.1, v * 2.1) - 0.5))


def _sand(u: Floats, v: Floats) -> Floats:
    waves = 0.4 * (noise(u * 9, v * 9) - 0.5) + 0.5 * (noise(u * 1.3, v * 2.6) - 0.5)
    return floats(waves + 0.2 * (noise(u * 70, v * 70) - 0.5))


_PATTERNS: Mapping[Texture, Callable[[Floats, Floats], Floats]] = MappingProxyType(
    {
        Texture.PLASTER: _plaster,
        Texture.PLANKS: _planks,
        Texture.TILES: _tiles,
        Texture.BRICK: _brick,
        Texture.CARPET: _carpet,
        Texture.CONCRETE: _concrete,
        Texture.PANELS: _panels,
        Texture.STRIPES: _stripes,
        Texture.GRASS: _grass,
        Texture.SAND: _sand,
    }
)
