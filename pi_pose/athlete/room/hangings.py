"""What hangs on the back wall: windows and pictures."""

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete.geometry import Floats, floats, laid, ramp
from pi_pose.athlete.room.layout import Picture, Window
from pi_pose.athlete.room.textures import noise

_FRINGE_M = 0.2
"""How far around them their shade reaches."""
_FOLIAGE, _PAPER = (128, 150, 120), (240, 238, 232)


def outside(at: tuple[Floats, Floats], centre_m: tuple[float, float], size_m: tuple[float, float]) -> Floats:
    """(n,): metres outside a rectangle; below 0 inside."""
    u, v = (np.abs(a - c) - size / 2 for a, c, size in zip(at, centre_m, size_m, strict=True))
    return floats(np.maximum(u, v))


def near(thing: Window | Picture, x: Floats, y: Floats) -> NDArray[np.intp]:
    """Which points of the wall have to do with it."""
    return np.flatnonzero(outside((x, y), thing.centre_m, thing.size_m) < _FRINGE_M)


def with_window(wall: Floats, window: Window, x: Floats, y: Floats) -> Floats:
    """(n, 3): the wall's colours (n, 3), with a window and its sill's shade."""
    out = outside((x, y), window.centre_m, window.size_m)
    below = ramp(y, window.sill_m + 0.3, window.sill_m - 0.1)
    shaded = wall * (1 - 0.25 * ramp(out, 0.16, 0.07) * below)[:, None]
    transom = window.sill_m + 0.62 * window.size_m[1]
    bars = np.minimum(np.minimum(np.abs(x - window.centre_m[0]), np.abs(y - transom)), -out)
    inside = laid(_outlook(window, x, y - window.sill_m), ramp(bars, 0.03, 0.02), floats(window.frame))
    return laid(shaded, ramp(out, 0.055, 0.045), inside)


def _outlook(window: Window, x: Floats, y: Floats) -> Floats:
    """(n, 3): sky over trees; `y` is metres above the sill."""
    sky = floats(window.sky) * (0.9 + 0.1 * noise(2 * x, 3 * y) + 0.04 * y)[:, None]
    leafy = floats(_FOLIAGE) * (0.75 + 0.5 * noise(12 * x, 12 * y))[:, None]
    crowns = 0.25 + 0.2 * noise(5 * x, np.zeros_like(x))
    return laid(sky, ramp(y - crowns, 0.02, -0.02), leafy)


def with_picture(wall: Floats, picture: Picture, x: Floats, y: Floats) -> Floats:
    """(n, 3): the wall's colours (n, 3), with a framed picture and its shade."""
    out = outside((x, y), picture.centre_m, picture.size_m)
    fallen = outside((x - 0.03, y + 0.04), picture.centre_m, picture.size_m)
    shaded = wall * (1 - 0.3 * ramp(fallen, 0.05, 0.0))[:, None]
    mounted = laid(floats(_PAPER), ramp(out, -0.068, -0.075), _artwork(picture, x, y))
    framed = laid(mounted, ramp(out, -0.032, -0.026), floats(picture.colours[2]) * 0.55)
    return laid(shaded, ramp(out, 0.004, -0.004), framed)


def _artwork(picture: Picture, x: Floats, y: Floats) -> Floats:
    """(n, 3): a sun over a land."""
    (cx, cy), (wide, tall) = picture.centre_m, picture.size_m
    sky, sun, land = (floats(colour) for colour in picture.colours)
    radius = 0.26 * min(wide, tall)
    disc = ramp(np.hypot(x - cx - 0.1 * wide, y - cy - 0.1 * tall), radius + 0.005, radius - 0.005)
    hills = y - cy + 0.22 * tall - 0.06 * np.sin((x - cx) * 9 / wide)
    return laid(laid(sky, disc, sun), ramp(hills, 0.005, -0.005), land)
