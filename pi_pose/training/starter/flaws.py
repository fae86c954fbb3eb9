"""What light, lens, sensor and transmission do to a picture. Nothing here moves a keypoint."""

from collections.abc import Callable
from typing import TypeAlias

import cv2
import numpy as np

from pi_pose.frames import Image

Flaw: TypeAlias = Callable[[Image, np.random.Generator], Image]


def flawed(image: Image, rng: np.random.Generator) -> Image:
    """The picture as some other camera, on another day, would have taken it."""
    for flaw, chance in FLAWS:
        if rng.random() < chance:
            image = flaw(image, rng)
    return image


def toned(image: Image, rng: np.random.Generator) -> Image:
    """Another exposure, contrast, gamma and white balance."""
    levels = np.linspace(0, 1, 256)[:, None] ** np.exp(rng.normal(0, 0.25))
    levels = (levels - 0.5) * np.exp(rng.normal(0, 0.2)) + 0.5 + rng.normal(0, 0.06)
    table = levels * np.exp(rng.normal(0, 0.12) + rng.normal(0, 0.09, 3))
    return np.asarray(cv2.LUT(image, np.clip(table * 255, 0, 255).astype(np.uint8)[None]), np.uint8)


def dyed(image: Image, rng: np.random.Generator) -> Image:
    """Every colour another one: cloth and walls come in all of them."""
    matrix = np.eye(3) + rng.normal(0, 0.18, (3, 3))
    matrix /= np.maximum(matrix.sum(axis=1, keepdims=True), 0.3)
    return np.asarray(cv2.transform(image, matrix), np.uint8)


def greyed(image: Image, rng: np.random.Generator) -> Image:
    """Paler, down to no colour at all."""
    grey = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    share = rng.uniform(0.3, 1)
    return np.asarray(cv2.addWeighted(grey, share, image, 1 - share, 0), np.uint8)


def lit(image: Image, rng: np.random.Generator) -> Image:
    """Brighter on one side than on the other: a window, a lamp."""
    height, width = image.shape[:2]
    slope = rng.normal(0, 0.25, 2)
    across = np.linspace(-1, 1, width) * slope[0] + np.linspace(-1, 1, height)[:, None] * slope[1]
    gain = np.exp(across).astype(np.float32)
    return np.asarray(cv2.multiply(image, cv2.merge([gain] * 3), dtype=cv2.CV_8U), np.uint8)


def blurred(image: Image, rng: np.random.Generator) -> Image:
    """Out of focus."""
    return np.asarray(cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 1.8)), np.uint8)


def smeared(image: Image, rng: np.random.Generator) -> Image:
    """Moved during the exposure, in any direction."""
    length = int(rng.integers(3, 10))
    line = np.zeros((length, length), np.float32)
    angle = rng.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * (length - 1) / 2
    middle = np.full(2, (length - 1) / 2)
    ends = [np.rint(end).astype(int).tolist() for end in (middle - reach, middle + reach)]
    cv2.line(line, ends[0], ends[1], (1.0,))
    return np.asarray(cv2.filter2D(image, -1, line / line.sum()), np.uint8)


def coarsened(image: Image, rng: np.random.Generator) -> Image:
    """From fewer pixels than it has now."""
    height, width = image.shape[:2]
    share = rng.uniform(0.3, 0.8)
    small = cv2.resize(image, (round(width * share), round(height * share)), interpolation=cv2.INTER_AREA)
    method = cv2.INTER_NEAREST if rng.random() < 0.15 else cv2.INTER_LINEAR  # noqa: PLR2004  rarely blocky
    return np.asarray(cv2.resize(small, (width, height), interpolation=method), np.uint8)


def noisy(image: Image, rng: np.random.Generator) -> Image:
    """Grain of the sensor, with or without colour."""
    height, width = image.shape[:2]
    grain = rng.standard_normal((height, width, 3 if rng.random() < 0.5 else 1), np.float32)  # noqa: PLR2004
    spread = np.float32(rng.uniform(2, 16))
    return np.asarray(np.clip(image + grain * spread, 0, 255), np.uint8)


def compressed(image: Image, rng: np.random.Generator) -> Image:
    """Through JPEG."""
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)


FLAWS: tuple[tuple[Flaw, float], ...] = (
    (toned, 0.8), (dyed, 0.35), (greyed, 0.15), (lit, 0.25), (blurred, 0.15), (smeared, 0.1),
    (coarsened, 0.2), (noisy, 0.25), (compressed, 0.3),
)  # fmt: skip
"""In the order in which they befall a picture, and how often."""
