"""Calms keypoints that tremble, without holding back those that move.

The One-Euro filter of Casiez, Roussel and Vogel (CHI 2012): a low-pass filter whose cut-off frequency
rises with speed. Speed is measured in body sizes a second, so that a person far away is calmed like one
close by.
"""

import math

import numpy as np

from pi_pose.pose import Points, Pose
from pi_pose.settings import Smoothing

SPEED_CUTOFF_HZ = 1.0
"""How the speed itself is smoothed; the value of the paper."""

LONGEST_GAP_SECONDS = 0.5
"""After a longer gap the past says nothing about the present."""


class Smoother:
    """Filters the poses of one person, in the order of their time."""

    def __init__(self, settings: Smoothing) -> None:
        self._settings = settings
        self._xy: Points | None = None
        self._speed: Points | None = None
        self._timestamp = 0.0

    def reset(self) -> None:
        """Forget the person."""
        self._xy = None

    def smooth(self, pose: Pose, timestamp: float) -> Pose:
        """Return the pose with calmed keypoints; the scores stay as they are."""
        gap = timestamp - self._timestamp
        self._timestamp = timestamp
        if self._xy is None or self._speed is None or not 0 < gap <= LONGEST_GAP_SECONDS:
            self._xy, self._speed = pose.xy, np.zeros_like(pose.xy)
            return pose
        speed = (pose.xy - self._xy) / gap
        self._speed = _blend(self._speed, speed, _weight(SPEED_CUTOFF_HZ, gap))
        pace = _lengths(self._speed) / _size(pose.xy)
        cutoff_hz = self._settings.cutoff_hz + self._settings.speed * pace
        self._xy = _blend(self._xy, pose.xy, _weight(cutoff_hz, gap))
        return Pose(self._xy, pose.scores)


def _weight(cutoff_hz: float | Points, gap_seconds: float) -> float | Points:
    """How much of the new value a low-pass filter takes."""
    turn = 2 * math.pi * cutoff_hz * gap_seconds
    return turn / (turn + 1)


def _blend(old: Points, new: Points, weight: float | Points) -> Points:
    return (old + weight * (new - old)).astype(np.float32)


def _lengths(vectors: Points) -> Points:
    """(n, 1); what `np.linalg.norm` answers, in a third of its time."""
    squares = vectors * vectors
    return np.sqrt(squares[:, :1] + squares[:, 1:])


def _size(xy: Points) -> float:
    """The longer side of the box around the keypoints; never so small that it divides badly."""
    across, down = zip(*xy.tolist(), strict=True)
    return float(max(max(across) - min(across), max(down) - min(down), 0.05))
