"""The skin of a solid: a mesh where its signed distance is 0, by naive surface nets."""

from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete.geometry import Floats, Mask, floats
from pi_pose.athlete.sculpture.volumes import Grid

Triangles: TypeAlias = NDArray[np.int32]
"""(n, 3): indices of vertices, counter-clockwise seen from outside."""


def skin(distance: Floats, grid: Grid) -> tuple[Floats, Triangles]:
    """Vertices (n, 3), metres, and triangles."""
    inside = distance < 0
    corners = [_corner(inside, at) for at in product((0, 1), repeat=3)]
    cells = np.argwhere(np.any(corners, axis=0) & ~np.all(corners, axis=0))
    numbers = np.full(corners[0].shape, -1, np.int32)
    numbers[tuple(cells.T)] = np.arange(len(cells))
    quads = np.concatenate([_quads(inside, numbers, axis) for axis in range(3)])
    return _vertices(distance, grid, cells), np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])


def _corner(values: Mask, at: tuple[int, ...]) -> Mask:
    """The values at one corner of every cell."""
    return values[tuple(slice(a, size - 1 + a) for a, size in zip(at, values.shape, strict=True))]


def _vertices(distance: Floats, grid: Grid, cells: NDArray[np.intp]) -> Floats:
    """The mean of the points where the cell's twelve edges cross the surface."""
    total = np.zeros((len(cells), 3))
    count = np.zeros((len(cells), 1))
    for axis, (j, k) in product(range(3), product((0, 1), repeat=2)):
        start = cells + np.insert((j, k), axis, 0)
        end = cells + np.insert((j, k), axis, 1)
        a, b = distance[tuple(start.T)], distance[tuple(end.T)]
        crosses = (a < 0) != (b < 0)
        t = np.where(crosses, a / np.where(crosses, a - b, 1), 0)[:, None]
        points = _positions(grid, start) * (1 - t) + _positions(grid, end) * t
        total += np.where(crosses[:, None], points, 0)
        count += crosses[:, None]
    return floats(total / count)


def _positions(grid: Grid, at: NDArray[np.intp]) -> Floats:
    return np.stack([axis[index] for axis, index in zip(grid.axes, at.T, strict=True)], axis=1)


def _quads(inside: Mask, numbers: NDArray[np.int32], axis: int) -> NDArray[np.int32]:
    """(n, 4): one face around every grid edge along `axis` that crosses the surface."""
    near = np.moveaxis(inside, axis, 0)
    cells = np.moveaxis(numbers, axis, 0)
    crosses = near[:-1, 1:-1, 1:-1] != near[1:, 1:-1, 1:-1]
    i, j, k = np.nonzero(crosses)
    around = np.stack(
        [cells[i, j, k], cells[i, j + 1, k], cells[i, j + 1, k + 1], cells[i, j, k + 1]], axis=1
    )
    outwards = near[i, j + 1, k + 1] ^ (axis == 1)
    return np.where(outwards[:, None], around, around[:, ::-1])
