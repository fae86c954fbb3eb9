import numpy as np
import pytest

from pi_pose.athlete.view import View


def test_what_is_straight_ahead_is_in_the_middle() -> None:
    view = View(pitch=0)
    assert view.project(np.array([[0, 1.3, 0]], np.float32))[0] == pytest.approx([320, 240, 3])


def test_left_of_the_athlete_is_right_in_the_picture_and_up_is_up() -> None:
    x, y, _ = View(pitch=0).project(np.array([[0.5, 1.8, 0]], np.float32))[0]
    assert x > 320
    assert y < 240


def test_looking_down_lifts_the_floor_in_the_picture() -> None:
    floor = np.array([[0, 0, 0]], np.float32)
    assert View(pitch=-10).project(floor)[0, 1] < View(pitch=0).project(floor)[0, 1]


def test_a_ray_meets_what_is_projected_onto_its_pixel() -> None:
    view = View(size_wh=(64, 48), yaw=6, pitch=-12, roll=4)
    ray = view.rays()[30, 20]
    point = (np.array(view.eye_m) + 2.5 * ray).astype(np.float32)
    x, y, _ = view.project(point[None])[0]
    assert (x, y) == pytest.approx((20.5, 30.5), abs=1e-2)


def test_another_size_sees_the_same() -> None:
    point = np.array([[0.4, 0.2, 0.1]], np.float32)
    large, small = View(), View().resized((320, 240))
    assert small.project(point)[0, :2] == pytest.approx(large.project(point)[0, :2] / 2, abs=1e-3)
