"""Recognises the poses that the mirror was taught, by how near they are."""

from collections.abc import Sequence

import numpy as np

from pi_pose.coach import embedding
from pi_pose.coach.embedding import ALIKE
from pi_pose.coach.taught import TaughtPose
from pi_pose.pose import Pose

SCORE_AT_ALIKE = 0.6
"""What a body gets that is just alike enough; the default of label_score."""


class Neighbours:
    """What was taught, and the same to the other side."""

    def __init__(self, poses: Sequence[TaughtPose]) -> None:
        self._poses = [
            (pose.name, embedding.embed(np.concatenate([pose.rows, embedding.mirrored(pose.rows)])))
            for pose in poses
        ]

    def scores(self, pose: Pose, size_wh: tuple[int, int]) -> dict[str, float]:
        """Return for each taught pose how much this one is like it, 0 to 1; it was found in such a frame."""
        if not self._poses:  # which is so on most mirrors, for every frame
            return {}
        found = embedding.embed(embedding.row(pose, size_wh)[np.newaxis])
        return {name: _score(float(embedding.nearest(found, taught)[0])) for name, taught in self._poses}


def _score(distance: float) -> float:
    return float(SCORE_AT_ALIKE ** (distance / ALIKE) ** 2)
