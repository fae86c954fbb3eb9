"""Names the yoga pose that 17 keypoints show.

The model takes the keypoints as they are, [1, 17, 3] float32 rows of x, y (pixels of any size, as long as
they are square) and score, and answers [1, n] float32 shares that add up to 1; centring and scaling are
part of it. The file is a zip archive at its end, as TFLite's model metadata prescribes, which holds
labels.txt: a label a line, of which NONE stands for everything that is no pose it knows.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pi_pose.errors import ModelError
from pi_pose.inference.interpreter import Interpreter
from pi_pose.pose import Keypoint, Pose

SHIPPED = Path(__file__).with_name("yoga.tflite")

LABELS_FILE = "labels.txt"

NONE = "none"


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest label, however unlikely it is."""

    label: str | None
    """None when it is most likely no pose the classifier knows."""
    score: float
    """0 to 1."""


class YogaClassifier:
    """A loaded classifier."""

    def __init__(self, path: Path = SHIPPED, runtime: str = "auto") -> None:
        """Load the model at `path`. Raises ModelError when it is not a pose classifier."""
        self.labels = _labels(path)
        self._interpreter = Interpreter(path, threads=1, runtime=runtime)
        takes, answers = self._interpreter.inputs[0].shape, self._interpreter.outputs[0].shape
        if takes != (1, len(Keypoint), 3) or answers != (1, len(self.labels)):
            raise ModelError(f"{path} takes {takes} and answers {answers}: it is no pose classifier")

    def guess(self, pose: Pose, size_wh: tuple[int, int]) -> Guess:
        """Say what the pose looks most like; `size_wh` is the size of the frame it was found in."""
        xy = pose.xy * np.array(size_wh, np.float32)
        rows = np.concatenate([xy, pose.scores[:, np.newaxis]], axis=1)[np.newaxis]
        shares = self._interpreter.invoke(rows.astype(np.float32))[0][0]
        best = int(shares.argmax())
        label = self.labels[best]
        return Guess(None if label == NONE else label, float(shares[best]))


def _labels(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(LABELS_FILE).decode().split("\n")
    except (OSError, zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise ModelError(f"{path} has no {LABELS_FILE} in it; train it again") from error
