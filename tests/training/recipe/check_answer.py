"""What the network's heatmaps are taken for."""

import numpy as np
import torch
from numpy.typing import NDArray

from pi_pose.pose import Keypoint
from pi_pose.training.starter import answer

SIDE = 48
HERE, THERE, BESIDE = (30.0, 12.0), (22.0, 33.0), (31.0, 13.0)
"""Places of keypoints, in cells: down, along."""

Places = dict[Keypoint, dict[tuple[float, float], float]]
"""From a keypoint to how high its heatmap is at some places."""


def rows(places: Places) -> NDArray[np.float32]:
    """Answer heatmaps that are low elsewhere; (17, 3): cells down, cells along, score."""
    heat = np.full((len(Keypoint), SIDE, SIDE), -8.0, np.float32)
    down, along = np.mgrid[:SIDE, :SIDE]
    for keypoint, heights in places.items():
        for (at_down, at_along), height in heights.items():
            away = (down - at_down) ** 2 + (along - at_along) ** 2
            heat[keypoint] = np.maximum(heat[keypoint], height - away)
    found = answer.rows(torch.from_numpy(heat[np.newaxis]))[0].numpy()
    return np.asarray(found * [SIDE, SIDE, 1] - [0.5, 0.5, 0], np.float32)


def test_a_keypoint_is_where_its_heatmap_is_highest() -> None:
    found = rows({Keypoint.NOSE: {HERE: 2.0, THERE: 1.0}})[Keypoint.NOSE]
    assert np.allclose(found[:2], HERE, atol=0.05)
    assert np.isclose(found[2], 1 / (1 + np.exp(-2.0)))


def test_a_place_between_two_cells_is_found() -> None:
    between = (30.0, 12.4)
    assert np.allclose(rows({Keypoint.NOSE: {between: 2.0}})[Keypoint.NOSE, :2], between, atol=0.1)


def test_two_ankles_in_one_place_are_set_apart_where_the_second_is_almost_as_likely() -> None:
    found = rows(
        {Keypoint.LEFT_ANKLE: {HERE: 2.0, THERE: 0.4}, Keypoint.RIGHT_ANKLE: {BESIDE: 1.5, THERE: 0.9}}
    )
    assert np.allclose(found[Keypoint.LEFT_ANKLE, :2], HERE, atol=0.05)
    assert np.allclose(found[Keypoint.RIGHT_ANKLE, :2], THERE, atol=0.05)
    assert np.isclose(found[Keypoint.RIGHT_ANKLE, 2], 1 / (1 + np.exp(-0.9)))


def test_the_other_one_moves_when_it_loses_less() -> None:
    found = rows(
        {Keypoint.LEFT_KNEE: {HERE: 2.0, THERE: 1.8}, Keypoint.RIGHT_KNEE: {BESIDE: 1.5, THERE: 0.9}}
    )
    assert np.allclose(found[Keypoint.LEFT_KNEE, :2], THERE, atol=0.05)
    assert np.allclose(found[Keypoint.RIGHT_KNEE, :2], BESIDE, atol=0.05)


def test_knees_that_are_side_by_side_stay_so() -> None:
    """Somebody who sits in an invisible chair, seen from the side, has both knees in one place."""
    found = rows(
        {Keypoint.LEFT_KNEE: {HERE: 2.0, THERE: 0.5}, Keypoint.RIGHT_KNEE: {BESIDE: 2.0, THERE: 0.9}}
    )
    assert np.allclose(found[Keypoint.LEFT_KNEE, :2], HERE, atol=0.05)
    assert np.allclose(found[Keypoint.RIGHT_KNEE, :2], BESIDE, atol=0.05)


def test_legs_that_are_apart_stay_where_they_are() -> None:
    found = rows({Keypoint.LEFT_KNEE: {HERE: 2.0, THERE: 1.9}, Keypoint.RIGHT_KNEE: {THERE: 2.0, HERE: 1.9}})
    assert np.allclose(found[Keypoint.LEFT_KNEE, :2], HERE, atol=0.05)
    assert np.allclose(found[Keypoint.RIGHT_KNEE, :2], THERE, atol=0.05)
