"""Things that stand in front of the person."""

from dataclasses import replace

import cv2
import numpy as np

from pi_pose.frames import Image
from pi_pose.training.starter.example import OCCLUDED, Example, inside

MOST = 3
MARK = (1,)
SMALLEST, LARGEST = 0.06, 0.35
"""Sides of an obstacle, as shares of the picture's."""


def obstructed(example: Example, stuff: Image, rng: np.random.Generator) -> Example:
    """Hide parts of the picture behind patches of `stuff`, a picture without a person.

    What is hidden keeps its place, since the rest of the body tells it, but loses much of its score.
    """
    hidden = np.zeros(example.image.shape[:2], np.uint8)
    for _ in range(rng.integers(1, MOST + 1)):
        _cover(hidden, rng)
    image = np.where(hidden[..., None] > 0, _surface(stuff, example.size_wh, rng), example.image)
    return replace(example, image=image, scores=_shaded(example, hidden))


def _cover(hidden: Image, rng: np.random.Generator) -> None:
    """Mark one obstacle, in place: a box that may be turned, or an ellipse."""
    height, width = hidden.shape
    centre = rng.uniform((0, 0), (width, height))
    size = rng.uniform(SMALLEST, LARGEST, 2) * (width, height)
    box = (centre.tolist(), size.tolist(), float(rng.uniform(0, 180) if rng.random() < 0.5 else 0))  # noqa: PLR2004
    if rng.random() < 0.5:  # noqa: PLR2004  as likely as not
        cv2.ellipse(hidden, box, MARK, -1)
    else:
        cv2.fillConvexPoly(hidden, cv2.boxPoints(box).astype(np.int32), MARK)


def _surface(stuff: Image, size_wh: tuple[int, int], rng: np.random.Generator) -> Image:
    """One colour, or part of some picture."""
    if rng.random() < 0.4:  # noqa: PLR2004  plain things are common
        return np.broadcast_to(rng.integers(0, 256, 3, np.uint8), (*size_wh[::-1], 3))
    return np.asarray(cv2.resize(stuff, size_wh), np.uint8)


def _shaded(example: Example, hidden: Image) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    column, row = np.floor(example.xy).astype(int).T
    height, width = hidden.shape
    behind = hidden[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)] > 0
    behind &= inside(example.xy, example.size_wh)
    return np.where(behind, example.scores * np.float32(OCCLUDED), example.scores)
