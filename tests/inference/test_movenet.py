"""The real MoveNet Lightning, and files that are not it."""

import csv
import sys
from pathlib import Path

import numpy as np
import pytest

from pi_pose.camera import pictures
from pi_pose.coach.classifier import SHIPPED
from pi_pose.errors import InterpreterError, ModelError
from pi_pose.frames import Frame
from pi_pose.inference import crop, tracker
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.inference.tracker import Tracker
from pi_pose.pose import Points
from pi_pose.settings import Settings
from tests.networks import dots
from tests.runtimes import RUNTIMES

WITHIN = {"litert": 0.04, "tflite-runtime": 0.06}
"""Of the image side: implementations that resize, or multiply, differently are this far apart."""


def reference(path: Path) -> Points:
    """Return the publisher's own answer, (17, 2) relative x, y."""
    with path.open() as file:
        return np.array(
            [[float(row["keypoint_x"]), float(row["keypoint_y"])] for row in csv.DictReader(file)]
        )


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_squat_is_found_where_the_publisher_found_it(lightning: Path, shared: Path, runtime: str) -> None:
    movenet = MoveNet(Interpreter(lightning, runtime=runtime), "lightning")
    expected = reference(shared / "reference/movenet_single_pose_lightning_ptq_reference.csv")
    image = pictures.load(shared / "reference/squat.bmp")
    pose = Tracker(movenet, Settings()).find(Frame(image, 0, 0.0))
    assert pose is not None
    distances = np.abs(pose.xy - expected).max(axis=1)
    print(f"{movenet.runtime}: farthest keypoint {distances.max():.4f} of the image side")
    assert (distances <= WITHIN[runtime]).all()


def test_an_empty_picture_has_nobody_in_it(movenet: MoveNet) -> None:
    grey = np.full((480, 640, 3), 128, np.uint8)
    assert Tracker(movenet, Settings()).find(Frame(grey, 0, 0.0)) is None


def test_an_answer_is_a_copy(movenet: MoveNet, shared: Path) -> None:
    image = pictures.load(shared / "reference/squat.bmp")
    square = crop.whole((image.shape[1], image.shape[0])).cut(image, movenet.side)
    first = movenet.estimate(square)
    kept = first.xy.copy()
    movenet.estimate(np.zeros_like(square))
    assert (first.xy == kept).all()


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x1c\x00\x00\x00TFL3" + bytes(64)])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.tflite"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"model.tflite is not a model"):
        Interpreter(path)


def test_a_model_with_another_shape_is_refused() -> None:
    with pytest.raises(ModelError, match=r"a MoveNet takes \[1, side, side, 3\]"):
        MoveNet(Interpreter(SHIPPED), "yoga")


def test_a_model_for_the_edge_tpu_says_what_it_needs(shared: Path) -> None:
    with pytest.raises(ModelError, match="edgetpu-custom-op"):
        Interpreter(shared / "models/movenet_single_pose_lightning_ptq_edgetpu.tflite")


@pytest.mark.parametrize("dtype", [np.uint8, np.float32, np.int32])
@pytest.mark.parametrize("side", [192, 256])
def test_every_size_and_number_type_is_read_to_the_pixel(
    tmp_path: Path, side: int, dtype: type[np.generic]
) -> None:
    movenet = MoveNet(written(tmp_path, dots.movenet(side, dtype)), "dots")
    assert movenet.side == side
    image = np.zeros((side + 40, 2 * side, 3), np.uint8)  # is halved, with bars above and below
    image[60:62, 100:102] = 204
    pose = tracker.look(movenet, image, crop.whole((2 * side, side + 40)))
    expected = dots.BODY_YX[:, ::-1] * 2 * side + (101, 61)
    assert pose.xy == pytest.approx(expected / (2 * side, side + 40), abs=1e-5)
    assert pose.scores == pytest.approx(np.full(17, 0.8))


@pytest.mark.parametrize("away", [np.nan, np.inf, 2.0])
def test_nonsense_is_no_answer(tmp_path: Path, away: float) -> None:
    movenet = MoveNet(written(tmp_path, dots.movenet(off=away)), "dots")
    with pytest.raises(InterpreterError, match="the model answered with"):
        movenet.estimate(np.zeros((192, 192, 3), np.uint8))


def written(folder: Path, network: bytes) -> Interpreter:
    path = folder / "network.tflite"
    path.write_bytes(network)
    return Interpreter(path)


def test_a_missing_runtime_is_told(lightning: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tflite_runtime.interpreter", None)
    with pytest.raises(InterpreterError, match=r"no TFLite runtime .* is installed; run ./install.sh"):
        Interpreter(lightning, runtime="tflite-runtime")
