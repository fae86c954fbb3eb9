import numpy as np

from pi_pose.training.starter import obstacles
from pi_pose.training.starter.example import OCCLUDED
from tests.training.starter import people


def test_what_is_hidden_is_less_sure_and_the_rest_is_as_sure_as_before() -> None:
    example = people.dotted()
    stuff = np.full((50, 50, 3), 255, np.uint8)
    hid_something = False
    for seed in range(20):
        seen = obstacles.obstructed(example, stuff, np.random.default_rng(seed))
        row, column = np.floor(example.xy[:, ::-1]).astype(int).T
        covered = (seen.image[row, column] != example.image[row, column]).any(axis=1)
        expected = np.where(covered, example.scores * np.float32(OCCLUDED), example.scores)
        assert np.allclose(seen.scores, expected)
        assert np.array_equal(seen.xy, example.xy)
        hid_something |= bool(covered.any())
    assert hid_something
