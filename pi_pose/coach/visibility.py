"""What keeps a person from being recognised."""

from pi_pose.estimate import Reason
from pi_pose.pose import Keypoint, Pose, Scores

PAIRS = tuple(
    (Keypoint[f"LEFT_{part}"], Keypoint[f"RIGHT_{part}"])
    for part in ("SHOULDER", "HIP", "KNEE", "ANKLE", "ELBOW", "WRIST")
)
"""One of each pair is enough: seen from the side, a body hides half of itself."""

HIDDEN = 0.1
"""Below this score a keypoint is a guess out of thin air. The model is often right about keypoints it is
not sure of, so that a pose may be named in spite of a few below the threshold for drawing."""

HIDDEN_FROM = {"starter": 0.01}
"""The same for models whose scores say something else. The starter answers a low one wherever it may be a
little off: of drawn people in cobra, seen from all around, 27 in 100 have a pair below 0.1, and 7 in 100 one
below 0.01."""

NEAR_EDGE = 0.04
"""A keypoint this close to the frame's edge, as a share of the frame, is likely cut off."""


def hidden(model: str) -> float:
    """Return the score below which a keypoint is a guess out of thin air, when this pose model found it."""
    return HIDDEN_FROM.get(model, HIDDEN)


def obstacle(pose: Pose, minimum: float) -> Reason | None:
    """Return what is in the way of naming the pose, or None when enough of the body is seen."""
    keypoint = missing(pose.scores, minimum)
    if keypoint is None:
        return None
    return Reason("step_back" if _cut_off(pose) else "hidden", keypoint)


def missing(scores: Scores, minimum: float) -> Keypoint | None:
    """Return the first keypoint of which neither side is seen; of the two, the one that is seen better."""
    values = scores.tolist()
    hidden = next((pair for pair in PAIRS if max(values[pair[0]], values[pair[1]]) < minimum), None)
    return max(hidden, key=values.__getitem__) if hidden else None


def _cut_off(pose: Pose) -> bool:
    """Whether some of the body lies at, or beyond, the frame's edge."""
    return bool((pose.xy.min() < NEAR_EDGE) or (pose.xy.max() > 1 - NEAR_EDGE))
