import numpy as np
from numpy.typing import NDArray

from pi_pose.pose import Keypoint
from pi_pose.training.starter import agreement
from tests import poses

SIZE = 200
TRUTH = poses.standing(0.7).xy * SIZE


def _asked(ways: int = 6, looks: int = 3) -> NDArray[np.float32]:
    noise = np.random.default_rng(1).normal(0, 1.5, (ways, looks, len(Keypoint), 2))
    scores = np.full((ways, looks, len(Keypoint), 1), 0.7)
    return np.asarray(np.concatenate([TRUTH + noise, scores], axis=-1), np.float32)


def _marked() -> NDArray[np.float32]:
    marks = np.column_stack([TRUTH, np.full(len(Keypoint), 2)]).astype(np.float32)
    marks[:5] = 0
    return marks


def test_many_looks_are_better_than_one() -> None:
    asked = _asked()
    label = agreement.label(asked, None)
    assert label is not None
    single = np.linalg.norm(asked[0, 0, :, :2] - TRUTH, axis=1).mean()
    assert np.linalg.norm(label.xy - TRUTH, axis=1).mean() < single / 2
    assert label.trust.min() == 1


def test_one_look_that_is_somewhere_else_has_no_say() -> None:
    asked = _asked()
    asked[2, 1, :, :2] += 150
    asked[2, 1, :, 2] = 0.9
    label = agreement.label(asked, None)
    assert label is not None
    assert np.linalg.norm(label.xy - TRUTH, axis=1).max() < 3


def test_a_place_on_which_the_looks_differ_is_not_trusted() -> None:
    asked = _asked()
    asked[..., Keypoint.LEFT_WRIST, :2] += np.random.default_rng(2).normal(0, 60, (6, 3, 2))
    label = agreement.label(asked, None)
    assert label is not None
    assert label.trust[Keypoint.LEFT_WRIST] < 0.5 < label.trust[Keypoint.RIGHT_WRIST]


def test_people_overrule_the_teacher() -> None:
    marked = _marked()
    marked[Keypoint.LEFT_ANKLE, :2] += (60, 0)
    label = agreement.label(_asked(), marked)
    assert label is not None
    assert np.array_equal(label.xy[Keypoint.LEFT_ANKLE], marked[Keypoint.LEFT_ANKLE, :2])
    assert label.trust[Keypoint.LEFT_ANKLE] == np.float32(agreement.DOUBTED)


def test_a_label_of_somebody_else_is_thrown_away() -> None:
    marked = _marked()
    marked[:, 0] += 120
    assert agreement.label(_asked(), marked) is None


def test_a_teacher_who_sees_nobody_makes_no_label() -> None:
    asked = _asked()
    asked[..., 2] = 0.1
    assert agreement.label(asked, None) is None
