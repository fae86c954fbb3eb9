"""Moves pictures and the points in them alike: turning, mirroring, scaling, shifting.

A warp is a (2, 3) matrix from pixels to pixels. Points count from the picture's corner, as everywhere in
pi_pose, so that (0.5, 0.5) is the middle of the first pixel; OpenCV counts from that middle.
"""

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pi_pose.frames import Image
from pi_pose.pose import Points

Warp: TypeAlias = NDArray[np.float64]

BLACK = (0, 0, 0)


def scaled(scale: float) -> Warp:
    """Larger or smaller, about the corner."""
    return np.array([[scale, 0, 0], [0, scale, 0]], np.float64)


def shifted(x: float, y: float) -> Warp:
    """Moved right and down."""
    return np.array([[1, 0, x], [0, 1, y]], np.float64)


def turned(degrees: float, about: tuple[float, float]) -> Warp:
    """Turned clockwise, as one sees it on the screen."""
    return np.asarray(cv2.getRotationMatrix2D(about, -degrees, 1.0), np.float64)


def stretched(longer: float, oblique: float, about: tuple[float, float]) -> Warp:
    """Longer by a small share and as much narrower, along the axes and along the diagonals."""
    shape = np.array([[1 - longer, oblique], [oblique, 1 + longer]])
    return np.column_stack([shape, np.array(about) - shape @ about])


def mirrored(width: float) -> Warp:
    """Left for right."""
    return np.array([[-1, 0, width], [0, 1, 0]], np.float64)


def chain(*warps: Warp) -> Warp:
    """One after another, the first one first."""
    whole = np.eye(3)
    for warp in warps:
        whole = np.vstack([warp, (0, 0, 1)]) @ whole
    return np.asarray(whole[:2])


def inverse(warp: Warp) -> Warp:
    """The way back."""
    return np.asarray(cv2.invertAffineTransform(warp), np.float64)


def move(warp: Warp, xy: Points) -> Points:
    """Where (n, 2) points go."""
    return np.asarray(xy @ warp[:, :2].T + warp[:, 2], np.float32)


def draw(
    warp: Warp, image: Image, size_wh: tuple[int, int], fill: tuple[int, ...] = BLACK, *, smooth: bool = False
) -> Image:
    """The picture after the warp. `smooth` averages the pixels that fall together when it shrinks."""
    if smooth and (shrink := int(np.sqrt(abs(np.linalg.det(warp[:, :2])) ** -1))) > 1:
        smaller = cv2.resize(image, None, fx=1 / shrink, fy=1 / shrink, interpolation=cv2.INTER_AREA)
        height, width = image.shape[:2]
        back = np.diag([width / smaller.shape[1], height / smaller.shape[0]])
        warp, image = np.hstack([warp[:, :2] @ back, warp[:, 2:]]), np.asarray(smaller, np.uint8)
    centred = chain(shifted(0.5, 0.5), warp, shifted(-0.5, -0.5))
    return np.asarray(cv2.warpAffine(image, centred, size_wh, borderValue=fill), np.uint8)
