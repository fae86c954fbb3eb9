"""An empty room needs no look; somebody who comes in does."""

import numpy as np

from pi_pose.athlete import Stage
from pi_pose.athlete.lens import Lens
from pi_pose.camera.stillness import LOOK_SECONDS, Stillness
from pi_pose.frames import Frame, Image

STAGE = Stage((640, 480))


def taken(image: Image, seconds: float, seed: int, grain: float = 12) -> Frame:
    """A picture by a poor camera."""
    return Frame(Lens(grain=grain).through(image, np.random.default_rng(seed)), seed, seconds)


def test_the_noise_of_a_camera_in_an_empty_room_is_nothing_new() -> None:
    stillness, empty = Stillness(), STAGE.frame_at(STAGE.cycle_seconds - 0.5).image
    told = [stillness.broken(taken(empty, t / 4, t)) for t in range(12)]
    assert told == [True] + [False] * 11


def test_somebody_at_the_edge_is_noticed_before_the_whole_body_is_in_view() -> None:
    stillness, empty = Stillness(), STAGE.frame_at(STAGE.cycle_seconds - 0.5).image
    stillness.broken(taken(empty, 0, 0))
    scenes = (STAGE.frame_at(t / 10) for t in range(25))
    first = next(scene for scene in scenes if scene.visible.any())
    assert not first.visible.all()
    assert stillness.broken(taken(first.image, 0.5, 1))


def test_somebody_in_a_dark_room_is_noticed() -> None:
    def dark(image: Image) -> Image:
        return (image * 0.12).astype(np.uint8)

    stillness = Stillness()
    stillness.broken(taken(dark(STAGE.frame_at(STAGE.cycle_seconds - 0.5).image), 0, 0))
    assert stillness.broken(taken(dark(STAGE.frame_at(4.0).image), 0.5, 1))


def test_once_in_a_while_it_is_worth_a_look_in_any_case() -> None:
    stillness, empty = Stillness(), STAGE.frame_at(STAGE.cycle_seconds - 0.5).image
    stillness.broken(taken(empty, 0, 0))
    assert stillness.broken(taken(empty, LOOK_SECONDS + 0.1, 1))
