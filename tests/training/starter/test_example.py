import numpy as np

from pi_pose.pose import Keypoint
from pi_pose.training.starter import warp
from pi_pose.training.starter.example import nobody
from tests.training.starter import people


def test_a_mirrored_left_arm_is_a_right_arm() -> None:
    example = people.dotted()
    width, height = example.size_wh
    mirrored = example.warped(warp.mirrored(width), (width, height))
    seen = people.found(mirrored.image, Keypoint.LEFT_ELBOW)
    assert seen is not None
    assert np.abs(mirrored.xy[Keypoint.RIGHT_ELBOW] - seen).max() < 1.5


def test_mirrored_twice_is_as_before() -> None:
    example = people.dotted()
    width, height = example.size_wh
    once = example.warped(warp.mirrored(width), (width, height))
    twice = once.warped(warp.mirrored(width), (width, height))
    assert np.allclose(twice.xy, example.xy, atol=1e-3)
    assert np.array_equal(twice.image, example.image)


def test_what_leaves_the_picture_is_not_asked_for() -> None:
    example = people.dotted()
    width, height = example.size_wh
    cut = example.warped(warp.shifted(0, -0.5 * height), (width, height))
    assert cut.scores[Keypoint.NOSE] == 0
    assert cut.scores[Keypoint.LEFT_ANKLE] == example.scores[Keypoint.LEFT_ANKLE]


def test_nobody_scores_nothing_and_that_is_certain() -> None:
    empty = nobody(np.zeros((10, 10, 3), np.uint8))
    assert empty.scores.max() == 0
    assert empty.trust.min() == 1
