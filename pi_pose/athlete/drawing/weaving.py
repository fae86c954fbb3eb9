"""The pattern of the clothes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from pi_pose.athlete.geometry import Floats, floats, laid, ramp
from pi_pose.athlete.person.body import Colours, Pattern, Rgb, tone
from pi_pose.athlete.sculpture.wardrobe import Wardrobe


@dataclass(frozen=True, slots=True, eq=False)
class _Cloth:
    """Points of a garment on the resting body, metres."""

    x: Floats
    y: Floats
    z: Floats
    seam: Floats
    """How far from the seam at the side."""
    edge: Floats
    """How far inside the garment's edges."""
    chest: float
    """The height of the chest."""


def top(dyes: Colours, wardrobe: Wardrobe, places: Floats, inside_m: Floats) -> Floats:
    """(n, 3), 0 to 1: the colour of the top at places (n, 3) of the resting body, inside its edges."""
    x, y, z = places.T
    # The seam ends under the arm; what is higher counts as far from it.
    seam = np.abs(z + 0.01) + ramp(y, wardrobe.shoulder_height - 0.14, wardrobe.shoulder_height - 0.1)
    cloth = _Cloth(x, y, z, floats(seam), inside_m, wardrobe.shoulder_height - 0.1)
    return _woven(dyes.top, dyes.top_second, dyes.top_pattern, cloth)


def legs(dyes: Colours, wardrobe: Wardrobe, places: Floats, inside_m: Floats) -> Floats:
    """(n, 3), 0 to 1: the colour of the trousers, likewise."""
    x, y, z = places.T
    seam = np.abs(z + 0.01) + ramp(np.abs(x), 0.14, 0.1)
    cloth = _Cloth(x, y, z, floats(seam), inside_m, wardrobe.waist - 0.1)
    return _woven(dyes.legs, dyes.legs_second, dyes.legs_pattern, cloth)


def _woven(first: Rgb, second: Rgb, pattern: Pattern, cloth: _Cloth) -> Floats:
    base = np.tile(tone(first), (len(cloth.x), 1))
    return base if pattern is Pattern.PLAIN else laid(base, _PATTERNS[pattern](cloth), tone(second))


def _piping(cloth: _Cloth) -> Floats:
    return np.maximum(ramp(cloth.seam, 0.016, 0.011), ramp(cloth.edge, 0.016, 0.011))


def _check(cloth: _Cloth) -> Floats:
    return 0.5 * ramp(np.sin(cloth.x * 80), -0.1, 0.1) + 0.5 * ramp(np.sin(cloth.y * 80), -0.1, 0.1)


def _print(cloth: _Cloth) -> Floats:
    return ramp(np.hypot(cloth.x, 1.2 * (cloth.y - cloth.chest)), 0.06, 0.055) * (cloth.z > 0)


_PATTERNS: Mapping[Pattern, Callable[[_Cloth], Floats]] = MappingProxyType(
    {
        Pattern.STRIPES: lambda cloth: ramp(np.sin(cloth.y * 90), -0.2, 0.2),
        Pattern.BLOCK: lambda cloth: ramp(cloth.seam, 0.05, 0.04),
        Pattern.PIPING: _piping,
        Pattern.DOTS: lambda cloth: ramp(np.sin(cloth.x * 110) * np.sin(cloth.y * 110), 0.35, 0.6),
        Pattern.CHECK: _check,
        Pattern.PRINT: _print,
    }
)
"""(n,): 0 is the first colour, 1 the second."""
