"""Keypoints with the name of the pose they show."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pi_pose.pose import Pose

Rows: TypeAlias = NDArray[np.float32]
"""(n, 17, 3): x and y in pixels, score; what the classifier takes."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """What a classifier learns from, or is measured on."""

    rows: Rows
    labels: NDArray[np.str_]
    """(n,)."""
    names: NDArray[np.str_]
    """(n,): the picture each came from; empty for drawn ones."""

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Samples":
        return Samples(self.rows[chosen], self.labels[chosen], self.names[chosen])


def row(pose: Pose, size_wh: tuple[int, int]) -> Rows:
    """Return a pose as (17, 3), in pixels."""
    xy = pose.xy * np.array(size_wh, np.float32)
    return np.asarray(np.concatenate([xy, pose.scores[:, np.newaxis]], axis=1), np.float32)


def join(*parts: Samples) -> Samples:
    """Put sets of samples one after another."""
    return Samples(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.names for part in parts]),
    )
