"""Which triangle is seen at each pixel."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete.geometry import Floats, Indices, floats
from pi_pose.athlete.sculpture.surface import Triangles

_HALF = np.float32(0.5)
"""From a pixel's corner to its centre."""
_EDGE = np.float32(-1e-4)
"""Shares down to this count as inside, so that rounding leaves no cracks between neighbours."""
NEAR_M = 0.15
"""Triangles nearer to the camera than this are left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """The pixels a mesh covers."""

    pixels: Indices
    """(n,): index into the flattened picture; each pixel once."""
    triangles: Triangles
    """(n, 3): the vertices of the triangle seen there."""
    shares: Floats
    """(3, n): how much each of the three counts at the pixel's centre; columns sum to 1."""
    depth: Floats
    """(height, width): metres before the camera; infinite where nothing is."""

    def at_pixels(self, values: Floats) -> Floats:
        """(n, k): values of vertices (v, k), between the vertices."""
        a, b, c = (self.shares[i, :, None] * np.take(values, self.triangles[:, i], axis=0) for i in range(3))
        a += b
        a += c
        return a


def rasterise(screen: Floats, triangles: Triangles, size_wh: tuple[int, int]) -> Raster:
    """Draw a closed mesh; `screen` (v, 3) is x and y in pixels, and depth in metres."""
    width, height = size_wh
    facing = _facing(screen, triangles)
    corners = np.take(screen, facing, axis=0)
    owner, column, row = _candidates(corners, size_wh)
    shares = _shares(corners, owner, column, row)
    kept = np.flatnonzero(shares.min(axis=0) >= _EDGE)
    owner, shares = owner[kept], np.take(shares, kept, axis=1)
    depth = np.einsum("cn,cn->n", shares, np.take(np.ascontiguousarray(corners[:, :, 2].T), owner, axis=1))
    pixels = (row[kept] * width + column[kept]).astype(np.int32)
    buffer, front = _nearest(pixels, depth, width * height)
    return Raster(
        pixels=pixels[front],
        triangles=np.take(facing, owner[front], axis=0),
        shares=np.take(shares, front, axis=1),
        depth=buffer.reshape(height, width),
    )


def _facing(screen: Floats, triangles: Triangles) -> Triangles:
    """The triangles that turn their outside to the camera, before it."""
    x, y, depth = np.ascontiguousarray(screen.T)
    a, b, c = np.ascontiguousarray(triangles.T)
    ax, ay = x[a], y[a]
    clockwise = (x[b] - ax) * (y[c] - ay) < (y[b] - ay) * (x[c] - ax)
    before = depth > NEAR_M
    return np.compress(clockwise & before[a] & before[b] & before[c], triangles, axis=0)


def _candidates(corners: Floats, size_wh: tuple[int, int]) -> tuple[Indices, Floats, Floats]:
    """Every pixel in every triangle's box: whose, column, row."""
    a, b, c = (corners[:, i, :2] for i in range(3))
    low = np.maximum(np.ceil(np.minimum(np.minimum(a, b), c) - _HALF), 0)
    high = np.minimum(np.floor(np.maximum(np.maximum(a, b), c) - _HALF), floats(size_wh) - 1)
    wide, tall = np.maximum(high - low + 1, 0).T
    count = (wide * tall).astype(np.int32)
    owner = np.repeat(np.arange(len(corners), dtype=np.int32), count)
    boxes = np.stack([np.cumsum(count) - count, wide, low[:, 0], low[:, 1]], axis=1)
    start, wide, left, top = np.take(boxes, owner, axis=0).T
    within = np.arange(owner.size) - start
    down = np.floor((within + _HALF) / wide)
    return owner, floats(left + within - down * wide), floats(top + down)


def _shares(corners: Floats, owner: Indices, column: Floats, row: Floats) -> Floats:
    """(3, n): each corner's share at each candidate's centre; one is below 0 outside the triangle."""
    a, b, c = (corners[:, i, :2] for i in range(3))
    (bx, by), (cx, cy) = (b - a).T, (c - a).T
    area = bx * cy - by * cx
    edges = np.stack([*(a - _HALF).T, cy / area, -cx / area, -by / area, bx / area], axis=1)
    x0, y0, vx, vy, wx, wy = np.ascontiguousarray(np.take(edges, owner, axis=0).T)
    x, y = column - x0, row - y0
    shares = np.empty((3, owner.size), np.float32)
    shares[1] = vx * x + vy * y
    shares[2] = wx * x + wy * y
    shares[0] = 1 - shares[1] - shares[2]
    return shares


def _nearest(pixels: Indices, depth: Floats, size: int) -> tuple[Floats, NDArray[np.intp]]:
    """The least depth of every pixel, infinite where nothing fell, and which candidate had it."""
    buffer = np.full(size, np.inf, np.float32)
    np.minimum.at(buffer, pixels, depth)
    level = np.flatnonzero(depth == buffer[pixels])
    first = np.full(size, -1, np.intp)
    first[pixels[level]] = level
    return buffer, first[first >= 0]
