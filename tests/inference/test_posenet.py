"""PoseNet's signature, in a small network whose heat is the red of the pixel under each cell."""

from pathlib import Path

import numpy as np
import pytest

from pi_pose.errors import ModelError
from pi_pose.inference import crop, tracker
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.posenet import PoseNet
from tests.networks import dots
from tests.runtimes import RUNTIMES


def posenet(folder: Path, offset_yx: tuple[float, float] = (0, 0), runtime: str = "auto") -> PoseNet:
    path = folder / "posenet.tflite"
    path.write_bytes(dots.posenet(offset_yx))
    return PoseNet(Interpreter(path, runtime=runtime), "posenet")


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("cell_yx", [(0, 0), (3, 5), (8, 8)])
@pytest.mark.parametrize("offset_yx", [(0, 0), (2.5, -7.25)])
def test_a_keypoint_is_in_its_hottest_cell_moved_by_the_offset(
    tmp_path: Path, cell_yx: tuple[int, int], offset_yx: tuple[float, float], runtime: str
) -> None:
    image = np.zeros((257, 257, 3), np.uint8)
    (row, column), (down, right) = cell_yx, offset_yx
    image[32 * row, 32 * column, 0] = 255
    pose = posenet(tmp_path, offset_yx, runtime).estimate(image)
    pixel_xy = np.array([32 * column + right + 0.5, 32 * row + down + 0.5])
    assert pose.xy == pytest.approx(np.tile(pixel_xy / 257, (17, 1)), abs=1e-6)
    assert pose.scores == pytest.approx(np.full(17, 1 / (1 + np.exp(-dots.POSENET_GAIN))))


def test_a_pixel_of_0_to_255_is_shown_as_minus_1_to_1(tmp_path: Path) -> None:
    grey = np.full((257, 257, 3), 102, np.uint8)
    pose = posenet(tmp_path).estimate(grey)
    assert pose.scores == pytest.approx(np.full(17, 1 / (1 + np.exp(-dots.POSENET_GAIN * (102 / 127.5 - 1)))))


def test_a_crop_beyond_the_frame_is_read_back_into_it(tmp_path: Path) -> None:
    image = np.zeros((514, 1028, 3), np.uint8)  # the whole of it is looked at in a quarter of its size
    image[126:132, 512:518, 0] = 255
    pose = tracker.look(posenet(tmp_path), image, crop.whole((1028, 514)))
    assert pose.xy * (1028, 514) == pytest.approx(np.tile([514, 129], (17, 1)), abs=1e-3)


@pytest.mark.parametrize("network", [dots.movenet(), dots.multipose()])
def test_another_signature_is_refused(tmp_path: Path, network: bytes) -> None:
    path = tmp_path / "other.tflite"
    path.write_bytes(network)
    with pytest.raises(ModelError, match=r"a PoseNet takes \[1, side, side, 3\]"):
        PoseNet(Interpreter(path), "mine")
