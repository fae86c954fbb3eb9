"""Following one of several people, with the network that finds a person for the dot of each colour."""

from pathlib import Path

import numpy as np
import pytest

from pi_pose.frames import Frame, Image
from pi_pose.inference.crowd import Crowd
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.multipose import MultiPose
from pi_pose.pose import Pose
from pi_pose.settings import Model, Models, NamedModel, Settings
from tests.networks import dots

ALL = Settings(model=Model(people="all"))


@pytest.fixture
def multipose(tmp_path: Path) -> MultiPose:
    path = tmp_path / "multipose.tflite"
    path.write_bytes(dots.multipose())
    return MultiPose(Interpreter(path), "multipose")


def room(*columns: int | None) -> Image:
    """A frame of 256 x 256 pixels with a person at each column: red, green, blue."""
    image = np.zeros((256, 256, 3), np.uint8)
    for colour, column in enumerate(columns):
        if column is not None:
            image[128, column, colour] = 250 - 10 * colour
    return image


def column(pose: Pose | None) -> float:
    assert pose is not None
    return float(pose.xy[0, 0] * 256 - 0.5)


def test_the_one_nearest_the_middle_is_followed(multipose: MultiPose) -> None:
    crowd = Crowd(multipose, Settings())
    pose = crowd.follow(Frame(room(30, 120, 220), 0, 0.0))
    assert column(pose) == pytest.approx(120, abs=0.5)
    assert crowd.others == ()


def test_all_others_are_told_when_asked_for(multipose: MultiPose) -> None:
    crowd = Crowd(multipose, ALL)
    crowd.follow(Frame(room(30, 120, 220), 0, 0.0))
    assert sorted(map(column, crowd.others)) == pytest.approx([30, 220], abs=0.5)
    crowd.find(Frame(room(140, 30, None), 0, 0.0))
    assert list(map(column, crowd.others)) == pytest.approx([30], abs=0.5)


def test_of_two_about_as_near_the_one_followed_so_far_stays(multipose: MultiPose) -> None:
    crowd = Crowd(multipose, Settings())
    walk = [(100, 200), (105, 160), (105, 148), (105, 140)]
    followed = [column(crowd.follow(Frame(room(*at), i, i / 30))) for i, at in enumerate(walk)]
    assert all(x < 110 for x in followed)


def test_somebody_much_nearer_takes_over_and_nobody_else_is_smoothed_into_them(multipose: MultiPose) -> None:
    crowd = Crowd(multipose, Settings())
    crowd.follow(Frame(room(60, 250), 0, 0.0))
    crowd.follow(Frame(room(60, 240), 1, 0.03))
    assert column(crowd.follow(Frame(room(20, 130), 2, 0.06))) == pytest.approx(130, abs=0.5)


def test_nobody_is_nobody(multipose: MultiPose) -> None:
    crowd = Crowd(multipose, ALL)
    assert crowd.follow(Frame(room(), 0, 0.0)) is None
    assert crowd.find(Frame(room(), 0, 0.0)) is None
    assert crowd.others == ()


def test_a_model_may_have_a_threshold_of_its_own(multipose: MultiPose) -> None:
    faint = Frame(np.minimum(room(128), 125), 0, 0.0)
    assert Crowd(multipose, Settings()).find(faint) is not None
    strict = Settings(models=Models(named={"multipose": NamedModel(person_score=0.6)}))
    assert Crowd(multipose, strict).find(faint) is None
