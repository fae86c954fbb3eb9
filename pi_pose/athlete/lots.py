"""Drawing lots: choices and colours."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete.person.body import Rgb

T = TypeVar("T")


def chance(rng: np.random.Generator, likely: float) -> bool:
    """Yes as often as `likely`, 0 to 1."""
    return bool(rng.random() < likely)


def one_of(rng: np.random.Generator, choices: tuple[T, ...]) -> T:
    """Any of them, all equally likely."""
    return choices[int(rng.integers(len(choices)))]


def about(rng: np.random.Generator, mean: float, spread: float, limits: tuple[float, float]) -> float:
    """Near the mean, never outside the limits."""
    return float(np.clip(rng.normal(mean, spread), *limits))


def shifted(rng: np.random.Generator, colour: Rgb, spread: float) -> Rgb:
    """A colour much like it: more often lighter or darker than of another hue."""
    return rgb(np.array(colour) * rng.normal(1, spread / 128) + rng.normal(0, spread / 3, 3))


def tinted(rng: np.random.Generator) -> Rgb:
    """Any colour, from grey to strong, from dark to light."""
    hue, grey, light = rng.random(), rng.uniform(0.1, 0.75), rng.uniform(60, 235)
    wheel = 0.5 + 0.5 * np.cos(2 * np.pi * (hue - np.array([0, 1 / 3, 2 / 3])))
    return rgb(light * (grey + (1 - grey) * wheel))


def rgb(values: NDArray[np.float64]) -> Rgb:
    """Three numbers as a colour, kept within 0 to 255."""
    red, green, blue = np.clip(np.round(values), 0, 255).astype(int).tolist()
    return red, green, blue
