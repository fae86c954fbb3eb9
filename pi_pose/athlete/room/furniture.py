"""What stands about in a room."""

from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete.geometry import Floats, floats, unit
from pi_pose.athlete.room.layout import Box, Plant
from pi_pose.athlete.view import View
from pi_pose.frames import Image

_SUBPIXEL = 4
"""Bits of a pixel's fraction in OpenCV's coordinates."""

_FACES: tuple[tuple[tuple[int, int, int, int], tuple[int, int], float], ...] = (
    ((0, 1, 3, 2), (0, -1), 0.72),
    ((4, 5, 7, 6), (0, 1), 0.78),
    ((2, 3, 7, 6), (1, 1), 1.12),
    ((1, 3, 7, 5), (2, 1), 0.94),
)
"""Corners of a box's face, the axis and the side it looks to, and how brightly it is lit."""

_LEAVES, _POT_SIDES = 26, 24
_SOIL = (70, 56, 46)


def draw_box(picture: Image, box: Box, view: View) -> None:
    """Draw a box onto a picture, in place."""
    corners = view.project(floats(list(product(*zip(box.low, box.high, strict=True)))))
    if corners[:, 2].min() <= 0:
        return
    colour = floats(box.colour)
    for face, (axis, side), brightness in _FACES:
        wall = (box.low if side < 0 else box.high)[axis]
        if (view.eye_m[axis] - wall) * side > 0:
            outline = corners[list(face), :2]
            _fill(picture, outline, colour * np.float32(brightness))
            _outline(picture, outline, colour * np.float32(0.6))


def draw_plant(picture: Image, plant: Plant, view: View) -> None:
    """Draw a plant onto a picture, in place."""
    x, z = plant.place_m
    rng = np.random.default_rng(plant.seed)
    root = floats((x, 0.24 * plant.height_m, z))
    for _ in range(_LEAVES):
        spine = root + _leaf(rng, plant.height_m)
        _draw_leaf(picture, view.project(spine), floats(plant.leaf) * np.float32(rng.uniform(0.7, 1.25)))
    _draw_pot(picture, root, plant, view)


def _leaf(rng: np.random.Generator, height_m: float) -> Floats:
    """(points, 3) metres from the root: the spine of one leaf that bends under its weight."""
    tilt, around = rng.uniform(0.05, 1.15), rng.uniform(0, 2 * np.pi)
    along = np.linspace(0, 1, 9)
    out = np.sin(tilt) * (along + 0.25 * along**2)
    up = np.cos(tilt) * along - 0.42 * np.sin(tilt) * along**2
    length = height_m * rng.uniform(0.4, 0.72)
    return floats(length * np.stack([out * np.cos(around), up, 0.5 * out * np.sin(around)], axis=1))


def _draw_leaf(picture: Image, spine: Floats, colour: Floats) -> None:
    """One long leaf along `spine` (points, 3) in pixels and depth; one half lies in shade."""
    line, along = spine[:, :2], np.linspace(0, 1, len(spine))
    direction = unit(floats(np.gradient(line, axis=0)))
    length = float(np.abs(np.diff(line, axis=0)).sum())
    wide = floats(0.075 * length * np.sin(np.pi * along**0.8))[:, None] * direction[:, ::-1] * floats((-1, 1))
    for side, brightness in ((1, 1.0), (-1, 0.82)):
        _fill(picture, np.concatenate([line + side * wide, line[::-1]]), colour * np.float32(brightness))


def _draw_pot(picture: Image, root: Floats, plant: Plant, view: View) -> None:
    turn = np.linspace(0, 2 * np.pi, _POT_SIDES, endpoint=False)
    circle = 0.13 * plant.height_m * np.stack([np.cos(turn), np.zeros(_POT_SIDES), np.sin(turn)], axis=1)
    rim, foot = root + circle, root * (1, 0, 1) + 0.75 * circle
    outline = view.project(floats(np.concatenate([rim, foot])))[:, :2]
    hull = floats(cv2.convexHull(np.ascontiguousarray(outline)))[:, 0]
    lit, shaded = floats(plant.pot), hull.copy()
    shaded[:, 0] = np.maximum(shaded[:, 0], hull[:, 0].mean() + 0.1 * np.ptp(hull[:, 0]))
    _fill(picture, hull, lit)
    _fill(picture, shaded, lit * np.float32(0.85))
    _fill(picture, view.project(floats(rim))[:, :2], floats(_SOIL))


def _fill(picture: Image, outline: Floats, colour: Floats) -> None:
    cv2.fillPoly(picture, [_fixed(outline)], _clipped(colour), cv2.LINE_AA, _SUBPIXEL)


def _outline(picture: Image, outline: Floats, colour: Floats) -> None:
    cv2.polylines(
        picture,
        [_fixed(outline)],
        isClosed=True,
        color=_clipped(colour),
        lineType=cv2.LINE_AA,
        shift=_SUBPIXEL,
    )


def _clipped(colour: Floats) -> list[float]:
    return [float(value) for value in np.clip(colour, 0, 255)]


def _fixed(outline: Floats) -> NDArray[np.int32]:
    """(n, 2): pixels as OpenCV wants fractions of them."""
    return np.asarray(np.round((outline - 0.5) * 2**_SUBPIXEL), np.int32)
