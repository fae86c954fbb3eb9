import numpy as np
import pytest

from pi_pose.athlete.motion.postures import YOGA
from pi_pose.athlete.stage import Stage
from pi_pose.pose import Keypoint

SIZE = (160, 120)


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage(SIZE)


def first(stage: Stage, phase: str) -> float:
    times = np.arange(0, stage.cycle_seconds, 0.5)
    return next(float(t) for t in times if stage.moment_at(float(t)).phase == phase)


def test_a_frame_has_the_size_that_was_asked_for(stage: Stage) -> None:
    image = stage.frame_at(5.0).image
    assert image.shape == (120, 160, 3)
    assert image.dtype == np.uint8


def test_the_same_time_shows_the_same_picture(stage: Stage) -> None:
    assert np.array_equal(stage.frame_at(9.3).image, Stage(SIZE).frame_at(9.3).image)


def test_another_seed_shows_another_picture(stage: Stage) -> None:
    assert not np.array_equal(stage.frame_at(9.3).image, Stage(SIZE, seed=1).frame_at(9.3).image)


def test_nobody_is_in_an_empty_room(stage: Stage) -> None:
    scene = stage.frame_at(stage.cycle_seconds - 0.5)
    assert scene.pose is None
    assert not scene.visible.any()
    assert (scene.phase, scene.label) == ("empty", None)


def test_before_walking_in_nobody_is_seen(stage: Stage) -> None:
    scene = stage.frame_at(0.0)
    assert scene.phase == "walk in"
    assert scene.pose is None


@pytest.mark.parametrize("label", YOGA)
@pytest.mark.parametrize("cycle", [0, 1, 2, 3])
def test_a_held_pose_is_whole_within_the_picture(stage: Stage, label: str, cycle: int) -> None:
    scene = stage.frame_at(first(stage, f"hold {label}") + 1 + cycle * stage.cycle_seconds)
    assert scene.pose is not None
    assert scene.label == label
    assert (scene.pose.xy > 0.03).all()
    assert (scene.pose.xy < 0.97).all()


def test_who_stands_is_seen_from_head_to_foot(stage: Stage) -> None:
    scene = stage.frame_at(first(stage, "rest"))
    assert scene.pose is not None
    assert scene.pose.score == 1
    assert scene.visible.all()
    assert scene.pose.xy[Keypoint.NOSE, 1] < scene.pose.xy[Keypoint.LEFT_ANKLE, 1]


def test_a_frame_may_be_written_to(stage: Stage) -> None:
    for seconds in (5.0, stage.cycle_seconds - 0.5):
        stage.frame_at(seconds).image[:] = 0
        assert stage.frame_at(seconds).image.any()
