"""What somebody achieved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pi_pose.coach.sides import Side

HeldKey: TypeAlias = tuple[str, Side | None]
"""A pose, and the side it is done on."""

Bests: TypeAlias = Mapping[HeldKey, float]
"""The longest hold of each, seconds."""


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition."""

    exercise: str
    ended: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many repetitions of one exercise were done in a row."""

    exercise: str
    number: int
