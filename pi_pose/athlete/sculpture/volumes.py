"""Round cones melted into one smooth solid."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete.geometry import Floats, floats
from pi_pose.athlete.person.skeleton import Bone

FAR_M = 0.2
"""What counts as far outside: distances are not told apart beyond it."""


@dataclass(frozen=True, slots=True, eq=False)
class Volume:
    """One round cone at rest, metres."""

    bone: Bone
    start: Floats
    """(3,)"""
    end: Floats
    """(3,)"""
    radii: tuple[float, float]
    """At the start and at the end."""
    stretch: Floats
    """(3,): how much wider than round along x, y, z."""

    def distance(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """Signed distance of broadcastable coordinates: below 0 inside; exact where it is 0."""
        along = (self.end - self.start) / self.stretch
        px, py, pz = ((p - a) / s for p, a, s in zip((x, y, z), self.start, self.stretch, strict=True))
        length2 = max(float(along @ along), 1e-12)
        t = np.clip((px * along[0] + py * along[1] + pz * along[2]) / length2, 0, 1)
        off2 = (px - t * along[0]) ** 2 + (py - t * along[1]) ** 2 + (pz - t * along[2]) ** 2
        near, far = self.radii
        return floats(np.sqrt(off2) - (near + t * (far - near)))

    def bounds(self, margin_m: float) -> tuple[Floats, Floats]:
        """The lowest and the highest corner of a box around it."""
        reach = max(self.radii) * self.stretch + margin_m
        return np.minimum(self.start, self.end) - reach, np.maximum(self.start, self.end) + reach


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Where a solid is sampled: ascending coordinates along each axis, metres."""

    x: Floats
    y: Floats
    z: Floats

    @classmethod
    def around(cls, volumes: Sequence[Volume], step_m: float, margin_m: float) -> "Grid":
        """Even steps through a box around volumes."""
        boxes = [volume.bounds(margin_m) for volume in volumes]
        low = np.min([box[0] for box in boxes], axis=0)
        high = np.max([box[1] for box in boxes], axis=0)
        return cls(
            *(np.arange(a, b + step_m, step_m, dtype=np.float32) for a, b in zip(low, high, strict=True))
        )

    @classmethod
    def graded(cls, *axes: Sequence[tuple[float, float]]) -> "Grid":
        """Each axis as runs of (up to metres, step): the first run's end is where the axis starts."""
        return cls(*(_graded(runs) for runs in axes))

    @property
    def axes(self) -> tuple[Floats, Floats, Floats]:
        """The three, in order."""
        return self.x, self.y, self.z

    @property
    def corners(self) -> tuple[list[float], list[float]]:
        """The lowest and the highest corner, metres."""
        return [float(axis[0]) for axis in self.axes], [float(axis[-1]) for axis in self.axes]

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many nodes along each axis."""
        return self.x.size, self.y.size, self.z.size

    @property
    def open(self) -> tuple[Floats, Floats, Floats]:
        """The three, shaped so that they broadcast to the grid."""
        return self.x[:, None, None], self.y[None, :, None], self.z[None, None, :]


def _graded(runs: Sequence[tuple[float, float]]) -> Floats:
    pairs = pairwise(runs)
    parts = [np.arange(start, end, step) for (start, _), (end, step) in pairs]
    return floats(np.concatenate(parts))


def melted(volumes: Sequence[Volume], grid: Grid, melt_m: float) -> Floats:
    """Signed distance to the smooth union, over the grid; `melt_m` is how round the joins are."""
    total = np.full(grid.shape, np.exp(-FAR_M / melt_m), np.float32)
    for volume in volumes:
        low, high = volume.bounds(5 * melt_m)
        box = tuple(
            slice(*np.searchsorted(axis, (a, b))) for axis, a, b in zip(grid.axes, low, high, strict=True)
        )
        x, y, z = (axis[part] for axis, part in zip(grid.axes, box, strict=True))
        total[box] += np.exp(-volume.distance(*Grid(x, y, z).open) / melt_m)
    return floats(-melt_m * np.log(total))


def shares(volumes: Sequence[Volume], points: Floats, melt_m: float) -> Floats:
    """(n, bones): how much each bone's volumes take part in each of `points` (n, 3); rows sum to 1."""
    near = np.stack([volume.distance(*points.T) for volume in volumes], axis=1)
    near -= near.min(axis=1, keepdims=True)
    taken = np.exp(-near / melt_m)
    weights = np.zeros((len(points), len(Bone)), np.float32)
    for column, volume in enumerate(volumes):
        weights[:, volume.bone] += taken[:, column]
    return floats(weights / weights.sum(axis=1, keepdims=True))


def sampled(values: Floats, grid: Grid, points: Floats) -> Floats:
    """(n,): values over a grid, read between its nodes at `points` (n, 3)."""
    result = np.zeros(len(points), np.float32)
    found = [_cell(axis, points[:, i]) for i, axis in enumerate(grid.axes)]
    for corner in product((0, 1), repeat=3):
        share = np.prod([t if far else 1 - t for far, (_, t) in zip(corner, found, strict=True)], axis=0)
        at = tuple(index + far for far, (index, _) in zip(corner, found, strict=True))
        result += share * values[at]
    return result


def _cell(axis: Floats, at: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Which step of an axis each coordinate falls in, and how far along it, 0 to 1."""
    index = np.clip(np.searchsorted(axis, at) - 1, 0, axis.size - 2)
    return index, np.clip((at - axis[index]) / (axis[index + 1] - axis[index]), 0, 1)
