"""Where the seventeen keypoints of a drawn person really are."""

import numpy as np

from pi_pose.athlete.geometry import Floats, Mask, floats
from pi_pose.athlete.motion.kinematics import Stance
from pi_pose.athlete.person.body import Build
from pi_pose.athlete.person.skeleton import MODEL_HEAD_M, Bone, head_height
from pi_pose.pose import Keypoint

_FACE_CM: dict[Keypoint, tuple[float, float, float]] = {
    Keypoint.NOSE: (0.0, 1.6, 11.2),
    Keypoint.LEFT_EYE: (3.15, 5.0, 8.3),
    Keypoint.RIGHT_EYE: (-3.15, 5.0, 8.3),
    Keypoint.LEFT_EAR: (7.6, 3.4, -0.2),
    Keypoint.RIGHT_EAR: (-7.6, 3.4, -0.2),
}
"""From the head's joint, on a head of 22.7 cm."""

_JOINTS: dict[Keypoint, Bone] = {
    Keypoint.LEFT_SHOULDER: Bone.LEFT_ARM,
    Keypoint.LEFT_ELBOW: Bone.LEFT_FOREARM,
    Keypoint.LEFT_WRIST: Bone.LEFT_HAND,
    Keypoint.LEFT_HIP: Bone.LEFT_THIGH,
    Keypoint.LEFT_KNEE: Bone.LEFT_SHIN,
    Keypoint.LEFT_ANKLE: Bone.LEFT_FOOT,
    Keypoint.RIGHT_SHOULDER: Bone.RIGHT_ARM,
    Keypoint.RIGHT_ELBOW: Bone.RIGHT_FOREARM,
    Keypoint.RIGHT_WRIST: Bone.RIGHT_HAND,
    Keypoint.RIGHT_HIP: Bone.RIGHT_THIGH,
    Keypoint.RIGHT_KNEE: Bone.RIGHT_SHIN,
    Keypoint.RIGHT_ANKLE: Bone.RIGHT_FOOT,
}

_DEPTH_INSIDE_M = floats(
    [0.03, 0.03, 0.03, 0.04, 0.04, 0.09, 0.09, 0.07, 0.07, 0.06, 0.06, 0.15, 0.15, 0.09, 0.09, 0.08, 0.08]
)
"""(17,): how far behind the skin, at most, a keypoint that is seen lies."""


def keypoints_m(build: Build, stance: Stance) -> Floats:
    """(17, 3) metres in the world, COCO's order."""
    scale = head_height(build) / MODEL_HEAD_M / 100
    points = [
        stance.at(Bone.HEAD, floats(_FACE_CM[k]) * scale) if k in _FACE_CM else stance.positions[_JOINTS[k]]
        for k in Keypoint
    ]
    return floats(points)


def visible(screen: Floats, depth: Floats, corner_xy: tuple[int, int]) -> Mask:
    """(17,): inside the frame, with nothing of the body in front.

    `screen` (17, 3) is pixels and metres of depth, `depth` the body's own, from `corner_xy` on.
    """
    height, width = depth.shape
    column, row = (np.floor(screen[:, :2]).astype(int) - corner_xy).T
    inside = (column >= 0) & (column < width) & (row >= 0) & (row < height) & (screen[:, 2] > 0)
    surface = depth[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)]
    return np.asarray(inside & (screen[:, 2] - surface < _DEPTH_INSIDE_M), np.bool_)
