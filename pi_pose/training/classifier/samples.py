"""Keypoints with the name of the pose they show."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pi_pose.coach.embedding import Rows

DRAWN = ""
"""The name of what comes from no picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """What a classifier learns from, or is measured on."""

    rows: Rows
    labels: NDArray[np.str_]
    """(n,)."""
    names: NDArray[np.str_]
    """(n,): the picture each came from; DRAWN for drawn ones."""

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Samples":
        return Samples(self.rows[chosen], self.labels[chosen], self.names[chosen])


def join(*parts: Samples) -> Samples:
    """Put sets of samples one after another."""
    return Samples(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.names for part in parts]),
    )


def divide(samples: Samples, share: float, seed: int) -> tuple[Samples, Samples]:
    """Set a share of the samples aside; what comes from one picture stays together.

    A label that has a single picture, or none of whose pictures is drawn by lot, keeps them all.
    """
    rng = np.random.default_rng(seed)
    pictures, inverse = np.unique(samples.names, return_inverse=True)
    aside = (
        np.where(samples.names == DRAWN, rng.random(len(samples)), rng.random(len(pictures))[inverse]) < share
    )
    for label in np.unique(samples.labels):
        own = samples.labels == label
        if aside[own].all():
            aside &= ~own
    return samples[~aside], samples[aside]
