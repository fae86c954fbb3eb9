"""What TensorFlow's own sample for the Raspberry Pi does before and after each invoke, as a yardstick.

Written anew after `lite/examples/pose_estimation/raspberry_pi` in tensorflow/examples (`ml/movenet.py`,
`data.py`, `ml/classifier.py`), step by step and in the same manner: a bordered copy of the crop and a resize,
keypoint by keypoint in Python with an Enum as key, a Person made of named tuples. Left out in its favour: the
copy that mirrors the whole picture, and the drawing. Its slips are kept, for they cost time, too.
"""

from enum import Enum
from pathlib import Path
from typing import NamedTuple, TypeAlias

import cv2
import numpy as np

from pi_pose.frames import Image
from pi_pose.inference.interpreter import AnyInterpreter, Interpreter, Tensor

Part = Enum("Part", [f"PART_{i}" for i in range(17)], start=0)  # type: ignore[misc]
LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_HIP, RIGHT_HIP = Part(5), Part(6), Part(11), Part(12)
TORSO = (LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_HIP, RIGHT_HIP)

CROP_SCORE, PERSON_SCORE = 0.2, 0.1
TORSO_RATIO, BODY_RATIO = 1.9, 1.2

Region: TypeAlias = dict[str, float]
"""y_min, x_min, y_max, x_max, height and width, relative to the picture."""


class Point(NamedTuple):
    """In pixels of the picture."""

    x: int
    y: int


class FoundKeypoint(NamedTuple):
    """One keypoint of a person."""

    part: Part
    point: Point
    score: float


class Person(NamedTuple):
    """What the sample's `detect` answers."""

    keypoints: list[FoundKeypoint]
    box: tuple[Point, Point]
    score: float


class Sample:
    """The sample's detector and classifier."""

    def __init__(self, interpreter: AnyInterpreter, classifier: Path) -> None:
        self._interpreter = interpreter
        self._side = interpreter.inputs[0].shape[1]
        self._classifier = Interpreter(classifier, threads=1)
        self._region: Region | None = None

    def follow(self, image: Image) -> list[tuple[int, float]]:
        """Look at the next picture of a video; return its labels' numbers, the likeliest first."""
        height, width = image.shape[:2]
        if self._region is None:
            self._region = _whole(height, width)
        square = _crop_and_resize(image, self._region, (self._side, self._side)).astype(np.uint8)
        rows = np.squeeze(self._interpreter.invoke(np.expand_dims(square, axis=0))[0])
        for i in range(len(Part)):
            rows[i, 0] = self._region["y_min"] + self._region["height"] * rows[i, 0]
            rows[i, 1] = self._region["x_min"] + self._region["width"] * rows[i, 1]
        self._region = _next_region(rows, height, width)
        return self._classify(_person(rows, height, width))

    def _classify(self, person: Person) -> list[tuple[int, float]]:
        # The sample's classifier takes y before x; this one is the mirror's own.
        flat = [[found.point.x, found.point.y, found.score] for found in person.keypoints]
        values = np.expand_dims(np.array(flat).flatten().astype(np.float32), axis=0)
        shares = np.squeeze(self._classifier.invoke(values.reshape(1, len(Part), 3))[0], axis=0)
        order = sorted(range(len(shares)), key=lambda k: float(shares[k]), reverse=True)
        return [(i, float(shares[i])) for i in order]


def _whole(height: int, width: int) -> Region:
    if width > height:
        x_min, box_width = 0.0, 1.0
        y_min, box_height = (height / 2 - width / 2) / height, width / height
    else:
        y_min, box_height = 0.0, 1.0
        x_min, box_width = (width / 2 - height / 2) / width, height / width
    return _region(y_min, x_min, y_min + box_height, x_min + box_width)


def _region(y_min: float, x_min: float, y_max: float, x_max: float) -> Region:
    region = {"y_min": y_min, "x_min": x_min, "y_max": y_max, "x_max": x_max}
    return {**region, "height": y_max - y_min, "width": x_max - x_min}


def _crop_and_resize(image: Image, region: Region, size_wh: tuple[int, int]) -> Tensor:
    height, width = image.shape[:2]
    y_min, x_min, y_max, x_max = (region[name] for name in ("y_min", "x_min", "y_max", "x_max"))
    top, bottom = int(max(y_min, 0) * height), int(min(y_max, 1) * height)
    left, right = int(max(x_min, 0) * width), int(min(x_max, 1) * width)
    above, below = int(max(-y_min, 0) * height), int(max(y_max - 1, 0) * height)
    before, behind = int(max(-x_min, 0) * width), int(max(x_max - 1, 0) * width)
    bordered = cv2.copyMakeBorder(
        image[top:bottom, left:right], above, below, before, behind, cv2.BORDER_CONSTANT
    )
    return cv2.resize(bordered, size_wh)


def _next_region(rows: Tensor, height: int, width: int) -> Region:
    points = {}
    for i in range(len(Part)):
        points[Part(i)] = [rows[i, 0] * height, rows[i, 1] * width]
    if not _torso_visible(rows):
        return _whole(height, width)
    y = (points[LEFT_HIP][0] + points[RIGHT_HIP][0]) / 2
    x = (points[LEFT_HIP][1] + points[RIGHT_HIP][1]) / 2
    torso_y, torso_x, body_y, body_x = _ranges(rows, points, y, x)
    half = np.amax([torso_x * TORSO_RATIO, torso_y * TORSO_RATIO, body_y * BODY_RATIO, body_x * BODY_RATIO])
    half = np.amin([half, np.amax(np.array([x, width - x, y, height - y]))])
    if half > max(width, height) / 2:
        return _whole(height, width)
    return _region((y - half) / height, (x - half) / width, (y + half) / height, (x + half) / width)


def _torso_visible(rows: Tensor) -> bool:
    hips = rows[LEFT_HIP.value, 2] > CROP_SCORE or rows[RIGHT_HIP.value, 2] > CROP_SCORE
    return bool(
        hips and (rows[LEFT_SHOULDER.value, 2] > CROP_SCORE or rows[RIGHT_SHOULDER.value, 2] > CROP_SCORE)
    )


def _ranges(rows: Tensor, points: dict[Part, list[float]], y: float, x: float) -> tuple[float, ...]:
    torso_y = torso_x = body_y = body_x = 0.0
    for part in TORSO:
        torso_y = max(torso_y, abs(y - points[part][0]))
        torso_x = max(torso_x, abs(x - points[part][1]))
    for i in range(len(Part)):
        if rows[Part(i).value, 2] < CROP_SCORE:
            continue
        body_y = max(body_y, abs(y - points[TORSO[-1]][0]))  # the slip: always the same part
        body_x = max(body_x, abs(x - points[TORSO[-1]][1]))
    return torso_y, torso_x, body_y, body_x


def _person(rows: Tensor, height: int, width: int) -> Person:
    ys, xs, scores = rows[:, 0], rows[:, 1], rows[:, 2]
    keypoints = [
        FoundKeypoint(Part(i), Point(int(xs[i] * width), int(ys[i] * height)), scores[i])
        for i in range(scores.shape[0])
    ]
    start = Point(int(np.amin(xs) * width), int(np.amin(ys) * height))
    end = Point(int(np.amax(xs) * width), int(np.amax(ys) * height))
    sure = [score for score in scores if score > PERSON_SCORE]
    return Person(keypoints, (start, end), float(np.average(sure)) if sure else 0.0)
