import numpy as np
import pytest

from pi_pose.pose import Keypoint
from pi_pose.training.starter import measure
from tests import poses

TRUTH = poses.standing(0.7).xy * 200
SURE = np.full(len(Keypoint), 0.9, np.float32)


def test_a_keypoint_is_found_within_a_share_of_the_torso() -> None:
    length = measure.torso(TRUTH)
    assert length == pytest.approx(0.3 * 0.7 * 200, rel=1e-3)
    found = TRUTH.copy()
    found[Keypoint.NOSE] += (0, 0.15 * length)
    found[Keypoint.LEFT_KNEE] += (0.25 * length, 0)
    assert measure.hits(found, TRUTH, SURE, 0.2).mean() == pytest.approx(16 / 17)
    assert measure.hits(found, TRUTH, SURE, 0.1).mean() == pytest.approx(15 / 17)


def test_what_the_teacher_does_not_see_does_not_count() -> None:
    scores = SURE.copy()
    scores[Keypoint.NOSE] = 0.1
    assert len(measure.hits(TRUTH, TRUTH, scores, 0.2)) == 16
