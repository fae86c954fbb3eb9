"""MultiPose's signature, in a small network that finds a person for the dot of each colour."""

from pathlib import Path

import numpy as np
import pytest

from pi_pose.errors import ModelError
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.multipose import MultiPose
from pi_pose.pose import Points
from tests.networks import dots
from tests.runtimes import RUNTIMES

RED, GREEN, BLUE = range(3)


@pytest.fixture(params=RUNTIMES)
def multipose(tmp_path: Path, request: pytest.FixtureRequest) -> MultiPose:
    path = tmp_path / "multipose.tflite"
    path.write_bytes(dots.multipose())
    return MultiPose(Interpreter(path, runtime=request.param), "multipose")


def body_at(x: float, y: float, canvas_wh: tuple[int, int], size_wh: tuple[int, int]) -> Points:
    """(17, 2): the body around a dot at x, y pixels of a frame that is halved into the network's canvas."""
    offsets = dots.BODY_YX[:, ::-1] * np.array(canvas_wh) * 2 + (x, y)
    return np.asarray(offsets / np.array(size_wh), np.float32)


@pytest.mark.parametrize(
    ("size_wh", "canvas_wh"),
    [((512, 384), (256, 192)), ((512, 300), (256, 160)), ((300, 512), (160, 256)), ((512, 512), (256, 256))],
)
def test_people_are_where_their_dots_are_whatever_the_shape_of_the_frame(
    multipose: MultiPose, size_wh: tuple[int, int], canvas_wh: tuple[int, int]
) -> None:
    width, height = size_wh
    image = np.zeros((height, width, 3), np.uint8)
    image[40:42, 60:62, RED] = 255
    image[200:202, 240:242, GREEN] = 102
    people = multipose.estimate_all(image)
    assert len(people) == 2
    assert people[0].xy == pytest.approx(body_at(61, 41, canvas_wh, size_wh), abs=1e-5)
    assert people[1].xy == pytest.approx(body_at(241, 201, canvas_wh, size_wh), abs=1e-5)
    assert people[0].scores == pytest.approx(np.ones(17))
    assert people[1].scores == pytest.approx(np.full(17, 0.4))


def test_the_surest_comes_first_and_the_unlikely_not_at_all(multipose: MultiPose) -> None:
    image = np.zeros((256, 256, 3), np.uint8)
    image[10, 10], image[100, 100], image[200, 200] = (100, 0, 0), (0, 200, 0), (0, 0, 25)
    assert [person.score for person in multipose.estimate_all(image)] == pytest.approx([200 / 255, 100 / 255])


def test_the_next_frame_may_have_another_shape(multipose: MultiPose) -> None:
    for height, width in ((512, 256), (256, 512), (1, 900), (512, 256)):
        assert len(multipose.estimate_all(np.full((height, width, 3), 255, np.uint8))) == 3


def test_another_signature_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "movenet.tflite"
    path.write_bytes(dots.movenet())
    with pytest.raises(
        ModelError, match=r"mine takes \[1, 192, 192, 3\] and answers \[1, 1, 17, 3\]; a MultiPose"
    ):
        MultiPose(Interpreter(path), "mine")
