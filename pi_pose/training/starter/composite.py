"""Drawn figures put before other pictures."""

import math
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pi_pose.frames import Image
from pi_pose.training.starter import warp
from pi_pose.training.starter.drawn import GREY
from pi_pose.training.starter.example import Example, inside
from pi_pose.training.starter.warp import Warp

FARTHEST, NEAREST = 0.25, 0.6
"""How tall somebody else is, as a share of the person."""
KNOTS = np.linspace(0, 255, 5)
FADED, DYED = 30, 30
"""How far the knots of the tone curves move, all channels alike and each by itself, in levels."""


def alone(image: Image, share: NDArray[np.float32]) -> Image:
    """A person before grey; `share`, (height, width), says how much of each pixel they cover, 0 to 1."""
    clear = cv2.merge([1 - share] * 3)
    return np.asarray(np.clip(image * (1 - clear) + GREY * clear, 0, 255), np.uint8)


def before(figure: Example, mask: Image, background: Image) -> Example:
    """The figure in another place."""
    behind = _filled(background, figure.size_wh)
    return replace(figure, image=_laid(figure.image, mask, behind))


def dressed(figure: Example, mask: Image, rng: np.random.Generator) -> Example:
    """In other colours: dark cloth turns light, skin and hair change too."""
    curves = KNOTS + rng.normal(0, FADED, 5) + rng.normal(0, DYED, (3, 5))
    table = np.stack([np.interp(np.arange(256), KNOTS, curve) for curve in curves], axis=1)
    coloured = cv2.LUT(figure.image, np.clip(table, 0, 255).astype(np.uint8)[None])
    return replace(figure, image=alone(np.asarray(coloured, np.uint8), mask.astype(np.float32) / 255))


def accompanied(example: Example, figure: Example, mask: Image, rng: np.random.Generator) -> Example:
    """Put somebody else beside the person, who stays the one to be found."""
    person, other = example.xy[example.scores > 0], figure.xy[figure.scores > 0]
    if not len(person) or not len(other):
        return example
    there = _beside(person, other, example.size_wh, rng)
    size_wh = example.size_wh
    clear = (GREY, GREY, GREY)
    placed, hidden = warp.draw(there, figure.image, size_wh, clear), warp.draw(there, mask, size_wh)
    if _touches(person, hidden):
        return example
    return replace(example, image=_laid(placed, hidden, example.image))


def _laid(figure: Image, mask: Image, behind: Image) -> Image:
    """The figure stands before grey; where it is not, the grey gives way to the picture behind."""
    clear = cv2.merge([(255 - mask).astype(np.float32) / 255] * 3)
    mixed = figure + clear * (behind.astype(np.float32) - GREY)
    return np.asarray(np.clip(mixed, 0, 255), np.uint8)


def _filled(background: Image, size_wh: tuple[int, int]) -> Image:
    """The middle of the background, so large that it leaves no gap."""
    height, width = background.shape[:2]
    scale = max(size_wh[0] / width, size_wh[1] / height)
    large = cv2.resize(background, (math.ceil(width * scale), math.ceil(height * scale)))
    left, top = (large.shape[1] - size_wh[0]) // 2, (large.shape[0] - size_wh[1]) // 2
    return np.asarray(large[top : top + size_wh[1], left : left + size_wh[0]], np.uint8)


def _beside(
    person: np.ndarray[tuple[int, int], np.dtype[np.float32]],
    other: np.ndarray[tuple[int, int], np.dtype[np.float32]],
    size_wh: tuple[int, int],
    rng: np.random.Generator,
) -> Warp:
    """Scale somebody else down and set their middle anywhere in the picture."""
    tall = float(np.ptp(person, axis=0).max()) / max(float(np.ptp(other, axis=0).max()), 1)
    scale = tall * rng.uniform(FARTHEST, NEAREST)
    x, y = rng.uniform((0, 0), size_wh) - other.mean(axis=0) * scale
    return warp.chain(warp.scaled(scale), warp.shifted(float(x), float(y)))


def _touches(person: np.ndarray[tuple[int, int], np.dtype[np.float32]], hidden: Image) -> bool:
    """Whether somebody else would stand in front of the person."""
    points = person[inside(person, hidden.shape[1::-1])].astype(int)  # type: ignore[arg-type]
    return bool((hidden[points[:, 1], points[:, 0]] > 0).any())
