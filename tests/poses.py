"""People made of numbers, for tests that need a pose and no picture."""

import numpy as np

from pi_pose.pose import Keypoint, Pose

HEIGHTS = {"NOSE": -0.42, "EYE": -0.44, "EAR": -0.43, "SHOULDER": -0.3, "ELBOW": -0.12, "WRIST": 0.03}
HEIGHTS |= {"HIP": 0.0, "KNEE": 0.24, "ANKLE": 0.46}
"""How far below the hips each body part is, in body heights."""


def standing(height: float = 0.5, x: float = 0.5, y: float = 0.5, score: float = 0.9) -> Pose:
    """Somebody who faces the camera with hips at x, y, and is `height` of the frame high."""
    xy = np.empty((len(Keypoint), 2), np.float32)
    for k in Keypoint:
        side = 0.0 if k is Keypoint.NOSE else (0.06 if k.name.startswith("LEFT") else -0.06)
        xy[k] = x + side * height, y + HEIGHTS[k.name.rpartition("_")[2]] * height
    return Pose(xy, np.full(len(Keypoint), score, np.float32))


def with_scores(pose: Pose, score: float, *keypoints: Keypoint) -> Pose:
    """Return the same pose with another score for some keypoints."""
    scores = pose.scores.copy()
    scores[list(keypoints)] = score
    return Pose(pose.xy, scores)
