"""Where the keypoints are by now: the skeleton moves at the display's rate; poses come seldom and late.

A pose is known only after its frame was taken, looked at and passed on. Each keypoint is carried on at the
speed it had, less and less the longer that takes, and the drawn skeleton follows that point smoothly.
"""

import math

import numpy as np

from pi_pose.pose import Points, Pose

FADE_SECONDS = 0.5
"""How long a speed is believed in: a keypoint is never carried on by more than it would move in this time."""

SPEED_SECONDS = 0.05
"""Over which time the speed is averaged."""

EASE_SECONDS = 0.03
"""In which time the drawn skeleton makes up for most of what a new pose corrects."""

STILL = 0.05
"""Below this speed, in body sizes a second, a keypoint trembles rather than moves, and is not carried on."""

LOST_SECONDS = 0.5
"""After a longer gap it may be somebody else."""


class Motion:
    """The skeleton of one person."""

    def __init__(self) -> None:
        self._pose: Pose | None = None
        self._timestamp = 0.0
        self._speed: Points = np.zeros((0, 2), np.float32)
        self._shown: Points | None = None
        self._shown_at = 0.0

    def observe(self, pose: Pose | None, timestamp: float) -> None:
        """Take note of a pose, and when its frame was taken."""
        before, gap = self._pose, timestamp - self._timestamp
        self._pose, self._timestamp = pose, timestamp
        if pose is None or before is None or not 0 < gap <= LOST_SECONDS:
            self._shown = None
            self._speed = np.zeros((0, 2), np.float32) if pose is None else np.zeros_like(pose.xy)
            return
        weight = 1 - math.exp(-gap / SPEED_SECONDS)
        speed = (pose.xy - before.xy) / np.float32(gap)
        self._speed = self._speed + np.float32(weight) * (speed - self._speed)

    def at(self, now: float) -> Pose | None:
        """Return the skeleton to draw now; `now` never goes back."""
        if self._pose is None:
            return None
        target = self._carried_on(self._pose, now)
        if self._shown is None:
            self._shown = target
        else:
            step = 1 - math.exp(-max(0.0, now - self._shown_at) / EASE_SECONDS)
            self._shown = self._shown + np.float32(step) * (target - self._shown)
        self._shown_at = now
        return Pose(self._shown, self._pose.scores)

    def _carried_on(self, pose: Pose, now: float) -> Points:
        size = max(float(np.ptp(pose.xy, axis=0).max()), 0.05)
        pace = np.linalg.norm(self._speed, axis=1, keepdims=True) / size
        trusted = self._speed * np.clip(pace / STILL - 1, 0, 1)
        seconds = FADE_SECONDS * (1 - math.exp(-max(0.0, now - self._timestamp) / FADE_SECONDS))
        carried_on: Points = pose.xy + np.float32(seconds) * trusted
        return carried_on.astype(np.float32)
