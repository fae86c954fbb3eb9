"""Names the yoga pose that 17 keypoints show.

The model takes the keypoints as they are, [1, 17, 3] float32 rows of x, y (pixels of any size, as long as
they are square) and score, and answers [1, n] float32 shares that add up to 1; centring and scaling are
part of it. The file is a zip archive at its end, as TFLite's model metadata prescribes, which holds
labels.txt: a label a line, of which NONE stands for everything that is no pose it knows. Beside it lies
provenance.json: what it was made from, and how.
"""

import io
import math
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from pi_pose import plain_file
from pi_pose.coach.embedding import row
from pi_pose.errors import InterpreterError, ModelError
from pi_pose.inference.interpreter import AnyInterpreter, Interpreter, Request
from pi_pose.pose import Keypoint, Pose

SHIPPED = Path(__file__).with_name("yoga.tflite")

LABELS_FILE, PROVENANCE_FILE = "labels.txt", "provenance.json"

LARGEST_BYTES, LONGEST_LABELS = 50_000_000, 20_000
"""The shipped classifier has some thousands, and its labels some dozens."""

BAD_ARCHIVE = (
    OSError,
    EOFError,
    KeyError,
    ValueError,
    RuntimeError,
    zlib.error,
    struct.error,
    zipfile.BadZipFile,
)
"""What zipfile raises on an archive that is damaged, locked, or packed in a way it does not know."""

NONE = "none"


class Guess(Struct, frozen=True):
    """The likeliest label, however unlikely it is."""

    label: str | None
    """None when it is most likely no pose the classifier knows."""
    score: float
    """0 to 1."""
    shares: Mapping[str, float] = field(default_factory=dict)
    """The score of every label; they need not add up to 1."""


class PoseClassifier(Protocol):
    """Whatever can say what a pose looks like."""

    def guess(self, pose: Pose, size_wh: tuple[int, int], model: str = "", /) -> Guess:
        """Say what the pose looks most like; `size_wh` is the size of the frame in which `model` found it.

        Raises InterpreterError when its own model fails.
        """
        ...


class YogaClassifier:
    """A loaded classifier."""

    def __init__(self, path: Path = SHIPPED, runtime: str = "auto") -> None:
        """Load the model at `path`. Raises ModelError when it is not a pose classifier."""
        self.labels = _labels(path)
        self._interpreter = _interpreter(path, runtime)
        takes, answers = self._interpreter.inputs[0].shape, self._interpreter.outputs[0].shape
        if takes != (1, len(Keypoint), 3) or answers != (1, len(self.labels)):
            raise ModelError(f"{path} takes {takes} and answers {answers}: it is no pose classifier")

    def guess(self, pose: Pose, size_wh: tuple[int, int], _model: str = "", /) -> Guess:
        """Say what the pose looks most like, whatever found it; `size_wh` is the size of the frame.

        Raises InterpreterError when the model fails, or answers with what is no number.
        """
        answer = self._interpreter.invoke(row(pose, size_wh)[None])[0][0].tolist()
        if not all(map(math.isfinite, answer)):
            raise InterpreterError("the classifier answered with values that are not numbers")
        shares = dict(zip(self.labels, answer, strict=True))
        label = max(shares, key=lambda label: shares[label])
        return Guess(None if label == NONE else label, shares[label], shares)


def _interpreter(path: Path, runtime: str) -> AnyInterpreter:
    """A shipped classifier runs here; one of the owner's runs in a process that it may take down."""
    if path.parent == SHIPPED.parent:
        return Interpreter(path, threads=1, runtime=runtime)
    from pi_pose.inference.remote import PATIENT, RemoteInterpreter  # noqa: PLC0415  few have their own

    try:
        return RemoteInterpreter(Request(path, runtime=runtime), PATIENT)
    except InterpreterError as error:
        raise ModelError(f"{path} cannot be used: {error}") from error


def _labels(path: Path) -> list[str]:
    try:
        content = plain_file.read(path, LARGEST_BYTES)
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(LABELS_FILE) as file:
            return file.read(LONGEST_LABELS).decode().split("\n")
    except BAD_ARCHIVE as error:
        raise ModelError(f"{path} has no {LABELS_FILE} in it; train it again") from error
