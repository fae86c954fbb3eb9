import numpy as np
import pytest

from pi_pose.pose import Keypoint
from pi_pose.training.starter import framing
from pi_pose.training.starter.example import nobody
from tests.training.starter import people

SIDE = 160


@pytest.mark.parametrize("seed", range(25))
def test_keypoints_stay_on_the_body_however_it_is_framed(seed: int) -> None:
    framed = framing.framed(people.dotted(), SIDE, 1.0, np.random.default_rng(seed))
    original = framing.framed(people.dotted(), SIDE, 1.0, np.random.default_rng(seed))
    assert framed.image.shape == (SIDE, SIDE, 3)
    assert np.array_equal(framed.image, original.image)
    whole = [k for k in Keypoint if framed.scores[k] > 0 and _clear_of_edges(framed.xy[k])]
    near = [np.abs(framed.image[_cell(framed.xy[k])].astype(int) - 20).max() > 30 for k in whole]
    assert all(near)


@pytest.mark.parametrize("seed", range(25))
def test_without_straying_the_square_is_about_the_one_that_the_mirror_looks_at(seed: int) -> None:
    expected = framing.expected(people.dotted(), SIDE)
    framed = framing.framed(people.dotted(), SIDE, 0.0, np.random.default_rng(seed))
    assert framed.xy[Keypoint.NOSE, 1] < framed.xy[Keypoint.LEFT_ANKLE, 1]
    taller = np.ptp(framed.xy[:, 1]) / np.ptp(expected.xy[:, 1])
    assert 0.5 < taller < 1.8


def test_the_expected_square_holds_the_whole_body() -> None:
    framed = framing.expected(people.dotted(), SIDE)
    assert (framed.scores > 0).all()
    assert np.ptp(framed.xy[:, 1]) > SIDE / 2


def test_a_place_without_anybody_can_be_framed() -> None:
    framed = framing.framed(nobody(np.zeros((90, 120, 3), np.uint8)), SIDE, 1.0, np.random.default_rng(0))
    assert framed.image.shape == (SIDE, SIDE, 3)
    assert framed.scores.max() == 0


def _clear_of_edges(xy: np.ndarray[tuple[int], np.dtype[np.float32]]) -> bool:
    return bool(xy.min() > 2 and xy.max() < SIDE - 2)


def _cell(xy: np.ndarray[tuple[int], np.dtype[np.float32]]) -> tuple[int, int]:
    return int(xy[1]), int(xy[0])
