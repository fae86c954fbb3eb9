"""Vectors, rotations and soft edges, as arrays."""

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float32]
Indices: TypeAlias = NDArray[np.int32]
Mask: TypeAlias = NDArray[np.bool_]


def floats(values: ArrayLike) -> Floats:
    """Any numbers as an array of single precision."""
    return np.asarray(values, np.float32)


X, Y, Z = np.eye(3, dtype=np.float32)
"""x is the resting athlete's left, y is up, z is where the athlete looks: metres, right-handed."""


def rotations(axes: Floats, degrees: Floats) -> Floats:
    """(n, 3, 3): one turn about each of the unit `axes` (n, 3), right-handed."""
    angles = np.radians(degrees)[:, None, None]
    x, y, z = axes.T
    zero = np.zeros_like(x)
    cross = np.stack([zero, -z, y, z, zero, -x, -y, x, zero], axis=1).reshape(-1, 3, 3)
    return floats(np.eye(3) + np.sin(angles) * cross + (1 - np.cos(angles)) * (cross @ cross))


def rotation(axis: Floats, degrees: float) -> Floats:
    """(3, 3): one turn about the unit `axis`; for a single one, quicker than `rotations`."""
    x, y, z = axis.tolist()
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    rest = 1 - cosine
    return floats(
        [
            [cosine + x * x * rest, x * y * rest - z * sine, x * z * rest + y * sine],
            [x * y * rest + z * sine, cosine + y * y * rest, y * z * rest - x * sine],
            [x * z * rest - y * sine, y * z * rest + x * sine, cosine + z * z * rest],
        ]
    )


def unit(vectors: Floats) -> Floats:
    """The same directions, length 1, along the last axis; a zero vector stays zero."""
    length = np.sqrt(np.einsum("...k,...k->...", vectors, vectors))
    return floats(vectors / np.maximum(length, np.float32(1e-9))[..., None])


def ramp(values: Floats, start: float, end: float) -> Floats:
    """0 at `start`, 1 at `end`, smooth between them, flat outside."""
    t = np.minimum(np.maximum((values - np.float32(start)) * np.float32(1 / (end - start)), 0), 1)
    return floats(t * t * (3 - 2 * t))


def laid(below: Floats, share: Floats, above: Floats) -> Floats:
    """(n, k): colours `below`, covered by those `above` as far as `share` (n,) says.

    Both are (n, k), or (k,) for the same everywhere.
    """
    return floats(below + share[:, None] * (above - below))
