"""Somebody made of coloured dots, one a keypoint, so that one can see where each of them went."""

import cv2
import numpy as np

from pi_pose.frames import Image
from pi_pose.pose import Keypoint, Points
from pi_pose.training.starter.example import Example
from tests import poses

SIZE_WH = (240, 200)
DOT = 6


def dotted() -> Example:
    xy = poses.standing(0.7).xy * np.array(SIZE_WH, np.float32)
    image = np.full((*SIZE_WH[::-1], 3), 20, np.uint8)
    for keypoint in Keypoint:
        cv2.circle(image, np.floor(xy[keypoint]).astype(int).tolist(), DOT, colour(keypoint), -1)
    sure = np.full(len(Keypoint), 0.8, np.float32)
    return Example(image, xy, sure, np.ones_like(sure))


def colour(keypoint: Keypoint) -> tuple[int, int, int]:
    return (255 - 10 * keypoint, 100 + 9 * keypoint, 60 * (keypoint % 4))


def found(image: Image, keypoint: Keypoint) -> Points | None:
    """The middle of what is left of a dot; None when it is gone."""
    near = np.abs(image.astype(int) - colour(keypoint)).max(axis=2) < 5
    rows, columns = np.nonzero(near)
    if len(rows) < 4:
        return None
    return np.array([columns.mean() + 0.5, rows.mean() + 0.5], np.float32)
