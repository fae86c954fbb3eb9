"""What was seen, as text: a line of JSON a frame, keypoints only, small enough for a bug report."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from pi_pose.errors import SourceError
from pi_pose.estimate import Sighting
from pi_pose.pose import Pose

SUFFIX = ".jsonl"

XY_DIGITS, SCORE_DIGITS = 4, 2
"""A ten-thousandth of the frame is a fifth of a pixel in the widest of them."""


class Line(msgspec.Struct, frozen=True):
    """One frame. The field names are those in the file, and stay as they are."""

    frame: int
    timestamp: float
    """Seconds; only differences matter."""
    size: tuple[int, int]
    """Width and height of the frame, pixels."""
    brightness: float
    keypoints: list[tuple[float, float, float]] | None
    """17 rows of x, y and score in COCO's order, relative to the frame; null when nobody was in view."""
    model: str = "recording"
    """The pose model that looked; older recordings do not say."""


def is_recording(source: str) -> bool:
    """Whether a source's name says that it is a recording."""
    return source.endswith(SUFFIX)


def write(seen: Sighting) -> str:
    """Return one line of a recording."""
    rows = None if seen.pose is None else _rows(seen.pose)
    when, light = round(seen.timestamp, 4), round(seen.brightness, 3)
    line = Line(seen.index, when, seen.size_wh, light, rows, seen.model)
    return msgspec.json.encode(line).decode()


def read(path: Path) -> Iterator[Sighting]:
    """Yield what was seen. Raises SourceError when the file is not there, empty, or not a recording."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} is not a recording; make one with: pi-pose record {path.name}") from error
    if not lines:
        raise SourceError(f"{path} is empty; record it again")
    for number, line in enumerate(lines, 1):
        yield _sighting(line, f"{path}:{number}")


def _rows(pose: Pose) -> list[tuple[float, float, float]]:
    return [
        (round(float(x), XY_DIGITS), round(float(y), XY_DIGITS), round(float(score), SCORE_DIGITS))
        for (x, y), score in zip(pose.xy, pose.scores, strict=True)
    ]


def _sighting(text: str, place: str) -> Sighting:
    try:
        line = msgspec.json.decode(text, type=Line)
        pose = None if line.keypoints is None else _pose(line.keypoints)
    except ValueError as error:  # msgspec's own is one, and so is what a pose raises
        raise SourceError(f"{place} is not a line of a recording: {error}") from error
    return Sighting(line.frame, line.timestamp, line.size, line.brightness, pose, model=line.model)


def _pose(keypoints: list[tuple[float, float, float]]) -> Pose:
    rows = np.array(keypoints, np.float32).reshape(-1, 3)
    return Pose(rows[:, :2], rows[:, 2])
