"""Good pictures, and those that only a broken camera sends."""

import numpy as np
import pytest

from pi_pose.athlete import Stage
from pi_pose.athlete.lens import Lens
from pi_pose.camera.health import PATIENCE_SECONDS, Health
from pi_pose.errors import CameraError
from pi_pose.frames import Frame, Image

STAGE = Stage((640, 480))
EMPTY = STAGE.frame_at(STAGE.cycle_seconds - 0.5).image
FPS = 10
LONG = round(3 * PATIENCE_SECONDS * FPS)


def taken(image: Image, number: int, grain: float = 3) -> Frame:
    """A picture by a good camera: with the noise of its sensor."""
    return Frame(Lens(grain=grain).through(image, np.random.default_rng(number)), number, number / FPS)


def test_an_empty_room_in_which_nothing_moves_is_a_good_picture() -> None:
    health = Health()
    assert all(health.sees(taken(EMPTY, number)) for number in range(LONG))
    assert health.notice is None


def test_the_drawn_athlete_is_a_good_picture() -> None:
    health = Health()
    scenes = (STAGE.frame_at(number).image for number in range(round(STAGE.cycle_seconds)))
    assert all(health.sees(taken(image, number)) for number, image in enumerate(scenes))


def test_the_same_picture_again_and_again_is_told_in_time() -> None:
    health, frozen = Health(), taken(EMPTY, 0).image
    seen = [health.sees(Frame(frozen.copy(), n, n / FPS)) for n in range(round(PATIENCE_SECONDS * FPS) + 1)]
    assert seen == [True] + [False] * (len(seen) - 1)
    with pytest.raises(CameraError, match="the same picture again and again"):
        health.sees(Frame(frozen.copy(), 0, PATIENCE_SECONDS + 0.1))


def test_a_frozen_camera_is_frozen_after_it_was_opened_again() -> None:
    health, frozen = Health(), taken(EMPTY, 0).image
    assert health.sees(Frame(frozen, 0, 0.0))
    health.begin()
    assert not health.sees(Frame(frozen.copy(), 0, 100.0))
    assert not health.sees(Frame(frozen.copy(), 1, 101.0))
    with pytest.raises(CameraError):
        health.sees(Frame(frozen.copy(), 2, 100.1 + PATIENCE_SECONDS))
    health.begin()
    assert health.sees(taken(EMPTY, 1))


@pytest.mark.parametrize("brightness", [0, 0.001, 0.03])
def test_a_dark_room_of_which_the_sensor_sends_plain_zeros_is_no_frozen_camera(brightness: float) -> None:
    health, dark = Health(), (EMPTY * brightness).astype(np.uint8)
    assert all(health.sees(Frame(dark.copy(), n, n / FPS)) for n in range(LONG))


def test_nothing_but_black_is_said_until_there_is_light() -> None:
    health = Health()
    for number in range(LONG):
        health.sees(taken(np.zeros_like(EMPTY), number, grain=1))
    assert health.notice is not None
    health.sees(taken(EMPTY, LONG))
    assert health.notice is None


@pytest.mark.parametrize("edge", [np.s_[-240:], np.s_[:40], np.s_[:, -100:], np.s_[:, :100]])
def test_a_part_that_is_missing_is_seen_at_whichever_edge(edge: tuple[slice, ...]) -> None:
    spoiled = taken(EMPTY, 0).image
    spoiled[edge] = 128
    assert not Health().sees(Frame(spoiled, 0, 0.0))


@pytest.mark.parametrize("value", [0, 255])
def test_an_edge_that_is_black_or_glares_is_a_good_picture(value: int) -> None:
    glaring = taken(EMPTY, 0).image
    glaring[-40:] = value
    assert Health().sees(Frame(glaring, 0, 0.0))


def test_now_and_then_a_spoiled_picture_is_left_out_and_not_told() -> None:
    health, spoiled = Health(), taken(EMPTY, 0).image
    spoiled[-100:] = 128
    seen = [health.sees(Frame(spoiled, n, n / FPS) if n % 5 == 3 else taken(EMPTY, n)) for n in range(LONG)]
    assert seen == [n % 5 != 3 for n in range(LONG)]


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((0, 0, 3), np.uint8),
        np.zeros((48, 64), np.uint8),
        np.zeros((48, 64, 2), np.uint8),
        np.zeros((48, 64, 3), np.float32),
    ],
    ids=["empty", "two-dimensional", "two-channels", "floats"],
)
def test_what_is_no_picture_is_not_passed_on(image: Image) -> None:
    health = Health()
    assert not health.sees(Frame(image, 0, 0.0))
    with pytest.raises(CameraError, match="something else than pictures"):
        health.sees(Frame(image, 1, PATIENCE_SECONDS + 0.1))


def test_another_size_is_told_and_taken_once_the_camera_was_opened_again() -> None:
    health, small = Health(), np.ascontiguousarray(EMPTY[::2, ::2])
    assert health.sees(taken(EMPTY, 0))
    assert not health.sees(taken(small, 1))
    with pytest.raises(CameraError, match="another size"):
        health.sees(taken(small, LONG))
    health.begin()
    assert health.sees(taken(small, LONG + 1))
