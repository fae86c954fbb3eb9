"""Reads pictures and videos without a display, and writes down what the mirror would have said."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from pi_pose import texts
from pi_pose.camera import pictures
from pi_pose.camera.video import Video
from pi_pose.coach.classifier import PoseClassifier
from pi_pose.errors import SourceError
from pi_pose.estimate import Estimate
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference.networks import AnyModel
from pi_pose.pose import Keypoint, Pose
from pi_pose.settings import Settings


class Finding(Struct, frozen=True):
    """One frame of one file, and what was found in it."""

    source: Path
    frame: Frame
    estimate: Estimate

    def to_json(self) -> str:
        """Write it as one line of JSON; the README documents the keys."""
        found = self.estimate.classification
        line: dict[str, Any] = {
            "source": str(self.source),
            "frame": self.frame.index,
            "timestamp": round(self.frame.timestamp, 4),
            "keypoints": _rows(self.estimate.pose, self.frame.size_wh),
            "label": found.label,
            "label_score": round(found.score, 4),
            "reason": found.reason and texts.load().reason(found.reason),
        }
        return json.dumps(line, ensure_ascii=False)


class Analysis:
    """Goes through files with one pose model and one classifier."""

    def __init__(self, model: AnyModel, classifier: PoseClassifier, settings: Settings) -> None:
        self._model = model
        self._classifier = classifier
        self._settings = settings
        self.complaints: list[str] = []
        """One sentence for each file that could not be read; the others are analysed all the same."""

    def findings(self, files: list[Path]) -> Iterator[Finding]:
        """Yield a finding for each frame: pictures stand alone, the frames of a video are tracked."""
        for path in files:
            try:
                yield from self._picture(path) if pictures.is_picture(path) else self._video(path)
            except SourceError as error:
                self.complaints.append(str(error))

    def _picture(self, path: Path) -> Iterator[Finding]:
        frame = Frame(pictures.load(path), 0, 0.0)
        yield Finding(path, frame, self._estimator().look(frame))

    def _video(self, path: Path) -> Iterator[Finding]:
        estimator = self._estimator()
        with closing(Video(path)) as video:
            while (frame := video.read()) is not None:
                yield Finding(path, frame, estimator.follow(frame))

    def _estimator(self) -> Estimator:
        return Estimator(self._model, self._classifier, self._settings)


def files(paths: list[Path]) -> list[Path]:
    """Replace each folder by the pictures in it. Raises SourceError for what is not there."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise SourceError(f"there is no {path}; check the path")
        found += pictures.find(path) if path.is_dir() else [path]
    return found


def length(path: Path) -> int:
    """Return how many frames a file is likely to have, for a progress bar."""
    if pictures.is_picture(path):
        return 1
    try:
        with closing(Video(path)) as video:
            return video.length
    except SourceError:  # told when its turn comes
        return 0


def _rows(pose: Pose | None, size_wh: tuple[int, int]) -> list[list[float]]:
    """17 rows of x, y in pixels and score; zeros, as in COCO's files, when nobody is in view."""
    if pose is None:
        return [[0.0, 0.0, 0.0]] * len(Keypoint)
    xy = pose.xy * np.array(size_wh, np.float32)
    return [
        [round(float(x), 2), round(float(y), 2), round(float(score), 4)]
        for (x, y), score in zip(xy, pose.scores, strict=True)
    ]
