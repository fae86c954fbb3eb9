"""PCK: the share of keypoints found within a part of the torso's length (Yang and Ramanan, PAMI 2013)."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from pi_pose.pose import Keypoint, Points

SHOULDERS = [Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER]
HIPS = [Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP]

COUNTED = 0.3
"""A keypoint counts when the truth, or the teacher who stands in for it, is at least so sure of it."""


def torso(xy: Points) -> float:
    """From the middle of the shoulders to the middle of the hips."""
    return float(np.linalg.norm(xy[SHOULDERS].mean(axis=0) - xy[HIPS].mean(axis=0)))


def hits(found: Points, truth: Points, scores: NDArray[np.float32], share: float) -> NDArray[np.bool_]:
    """(n,): whether each keypoint that counts is found; all points are (17, 2), in pixels."""
    apart = np.linalg.norm(found - truth, axis=1)
    return np.asarray(apart[scores >= COUNTED] <= share * torso(truth), np.bool_)


def share_of(rows: Iterable[NDArray[np.bool_]]) -> float:
    """The share of all keypoints of all pictures."""
    every = np.concatenate(list(rows))
    return float(every.mean()) if every.size else float("nan")
