"""Who is seen from behind."""

import numpy as np

from pi_pose.pose import Points
from pi_pose.training.starter.measure import HIPS, SHOULDERS

TURNED = 0.2
"""The width of a trunk, of its length, from which on it counts as seen from the front or from behind."""


def is_from_behind(xy: Points) -> bool:
    """Whether the left side of a trunk, (17, 2), is where the right one is for whoever faces the camera."""
    shoulders, hips = xy[SHOULDERS], xy[HIPS]
    up = shoulders.mean(axis=0) - hips.mean(axis=0)
    across = (shoulders[0] - shoulders[1] + hips[0] - hips[1]) / 2
    turned = np.cross(up, across)
    return bool(turned < -TURNED * (up @ up))
