import numpy as np
import pytest

from pi_pose.training.starter import warp
from pi_pose.training.starter.warp import Warp

WARPS = {
    "turned": warp.turned(30, (60, 50)),
    "mirrored": warp.mirrored(120),
    "larger": warp.chain(warp.scaled(1.5), warp.shifted(-30, -20)),
    "smaller": warp.scaled(0.4),
    "stretched": warp.stretched(0.1, -0.05, (60, 50)),
    "all": warp.chain(warp.shifted(5, -8), warp.turned(-70, (60, 50)), warp.mirrored(120), warp.scaled(0.8)),
}


@pytest.mark.parametrize("there", WARPS.values(), ids=WARPS.keys())
@pytest.mark.parametrize("smooth", [False, True])
def test_points_go_where_the_picture_goes(there: Warp, smooth: bool) -> None:  # noqa: FBT001
    picture = np.zeros((100, 120, 3), np.uint8)
    picture[40:52, 50:62] = 255
    moved = warp.draw(there, picture, (120, 100), smooth=smooth)[..., 0].astype(float)
    rows, columns = np.indices(moved.shape) + 0.5
    middle = np.array([(columns * moved).sum(), (rows * moved).sum()]) / moved.sum()
    expected = warp.move(there, np.array([[56, 46]], np.float32))[0]
    assert np.abs(middle - expected).max() < 0.3


@pytest.mark.parametrize("there", WARPS.values(), ids=WARPS.keys())
def test_the_inverse_leads_back(there: Warp) -> None:
    points = np.array([[3, 4], [50, 90]], np.float32)
    assert np.allclose(warp.move(warp.inverse(there), warp.move(there, points)), points, atol=1e-3)


def test_a_quarter_turn_is_clockwise() -> None:
    above = np.array([[50, 10]], np.float32)
    assert np.allclose(warp.move(warp.turned(90, (50, 50)), above), [[90, 50]], atol=1e-4)


def test_a_stretch_leaves_its_middle_and_areas_as_they_are() -> None:
    there = warp.stretched(0.1, 0.05, (50, 40))
    assert np.allclose(warp.move(there, np.array([[50, 40]], np.float32)), [[50, 40]], atol=1e-4)
    assert np.linalg.det(there[:, :2]) == pytest.approx(1, abs=0.02)
    feet = warp.move(warp.stretched(0.1, 0, (50, 40)), np.array([[50, 140]], np.float32))
    assert np.allclose(feet, [[50, 150]], atol=1e-3)
