"""The shadow a person throws on the floor."""

import cv2
import numpy as np

from pi_pose.athlete.drawing.light import Light
from pi_pose.athlete.geometry import Floats, floats
from pi_pose.athlete.view import View
from pi_pose.frames import Image

_CELLS, _CELL_M = 96, 0.04
"""The square of floor under a person: how many cells it is wide, and how large each is."""
_CONTACT_M = 0.1
"""Below this height a body darkens the floor right under it."""
_UNSEEN = 0.01


def cast(picture: Image, vertices: Floats, light: Light, view: View) -> None:
    """Darken the floor in a picture, in place, under a person's vertices (n, 3), metres."""
    middle = vertices[:, [0, 2]].mean(axis=0)
    dark = _darkness(vertices, middle, light)
    to_picture = _floor_to_picture(middle, view)
    x, y, width, height = _reached(dark, to_picture, view.size_wh)
    if width * height == 0:
        return
    shift = np.array([[1, 0, -x], [0, 1, -y], [0, 0, 1]], np.float64)
    seen = cv2.warpPerspective(dark, shift @ to_picture, (width, height), flags=cv2.INTER_LINEAR)
    window = picture[y : y + height, x : x + width]
    window[:] = cv2.multiply(window, cv2.merge([1 - seen] * 3), dtype=cv2.CV_8U)


def _darkness(vertices: Floats, middle: Floats, light: Light) -> Floats:
    """(cells, cells), 0 to 1: how much light a square of floor around `middle` misses."""
    thrown = _splatted(_thrown(vertices, light) - middle, np.ones(len(vertices), np.float32))
    near = np.exp(-vertices[:, 1] / _CONTACT_M).astype(np.float32)
    contact = _splatted(vertices[:, [0, 2]] - middle, near)
    soft = cv2.GaussianBlur(np.minimum(thrown, 1), (0, 0), 1.5 + 1.9 * light.softness)
    close = cv2.GaussianBlur(np.minimum(contact, 1), (0, 0), 1.2)
    return floats(np.clip(0.6 * (1 - 0.6 * light.softness) * soft + 0.75 * close, 0, 0.85))


def _reached(dark: Floats, to_picture: Floats, size_wh: tuple[int, int]) -> tuple[int, int, int, int]:
    """The rectangle (x, y, width, height) of the picture that holds the shadow."""
    rows, columns = np.nonzero(dark > _UNSEEN)
    cells = np.stack([columns, rows, np.ones_like(rows)], axis=1) @ to_picture.T
    before = cells[:, 2] > 0
    pixels = cells[before, :2] / cells[before, 2:]
    if not len(pixels):
        return 0, 0, 0, 0
    low = np.clip(np.floor(pixels.min(axis=0)) - 4, 0, size_wh).astype(int)
    high = np.clip(np.ceil(pixels.max(axis=0)) + 4, 0, size_wh).astype(int)
    (x, y), (width, height) = low.tolist(), (high - low).tolist()
    return x, y, width, height


def _thrown(vertices: Floats, light: Light) -> Floats:
    """(n, 2): where on the floor (x, z) the lamp throws each vertex."""
    x, y, z = light.direction
    return floats(vertices[:, [0, 2]] - vertices[:, 1:2] * (floats([x, z]) / max(y, 0.3)))


def _splatted(at_m: Floats, weights: Floats) -> Floats:
    """(cells, cells): weights summed over a square of floor, its middle at 0."""
    column, row = np.floor(at_m / _CELL_M + _CELLS / 2).astype(int).T
    inside = (column >= 0) & (column < _CELLS) & (row >= 0) & (row < _CELLS)
    cells = row[inside] * _CELLS + column[inside]
    total = np.bincount(cells, weights[inside], _CELLS * _CELLS)
    return total.reshape(_CELLS, _CELLS).astype(np.float32)


def _floor_to_picture(middle: Floats, view: View) -> Floats:
    """(3, 3): the homography from cells to pixels."""
    cells = floats(
        [(_CELLS / 2 + 7 * x, _CELLS / 2 + 7 * z) for x, z in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    )
    x, z = ((cells + 0.5 - _CELLS / 2) * _CELL_M + middle).T
    corners = view.project(floats(np.stack([x, np.zeros(4), z], axis=1)))[:, :2]
    return floats(cv2.getPerspectiveTransform(cells, corners - np.float32(0.5)))
