"""The real MoveNet Lightning, and files that are not it."""

import csv
import sys
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from pi_pose.camera import pictures
from pi_pose.coach.classifier import SHIPPED
from pi_pose.errors import InterpreterError, ModelError
from pi_pose.frames import Frame
from pi_pose.inference import crop
from pi_pose.inference.interpreter import RUNTIMES, Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.inference.tracker import Tracker
from pi_pose.pose import Points
from pi_pose.settings import Model, Settings

WITHIN = {"litert": 0.04, "tflite-runtime": 0.06}
"""Of the image side: implementations that resize, or multiply, differently are this far apart."""


def reference(path: Path) -> Points:
    """Return the publisher's own answer, (17, 2) relative x, y."""
    with path.open() as file:
        return np.array(
            [[float(row["keypoint_x"]), float(row["keypoint_y"])] for row in csv.DictReader(file)]
        )


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_squat_is_found_where_the_publisher_found_it(
    lightning: Path, shared: Path, runtime: Literal["litert", "tflite-runtime"]
) -> None:
    if runtime == "tflite-runtime" and sys.version_info >= (3, 12):
        pytest.skip("tflite-runtime was never built for this Python")
    movenet = MoveNet(lightning, Model(runtime=runtime))
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
    region = crop.whole((image.shape[1], image.shape[0]))
    first = movenet.estimate(image, region)
    kept = first.xy.copy()
    movenet.estimate(np.zeros_like(image), region)
    assert (first.xy == kept).all()


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x1c\x00\x00\x00TFL3" + bytes(64)])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.tflite"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"model.tflite is not a model"):
        MoveNet(path, Model())


def test_a_model_with_another_shape_is_refused() -> None:
    with pytest.raises(ModelError, match=r"a MoveNet takes \[1, side, side, 3\]"):
        MoveNet(SHIPPED, Model())


def test_a_model_for_the_edge_tpu_says_what_it_needs(shared: Path) -> None:
    with pytest.raises(ModelError, match="edgetpu-custom-op"):
        MoveNet(shared / "models/movenet_single_pose_lightning_ptq_edgetpu.tflite", Model())


def test_a_missing_runtime_is_told(lightning: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tflite_runtime.interpreter", None)
    with pytest.raises(InterpreterError, match=r"no TFLite runtime .* is installed; run ./install.sh"):
        Interpreter(lightning, runtime="tflite-runtime")
