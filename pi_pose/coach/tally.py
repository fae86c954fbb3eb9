"""What somebody achieved."""

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from pi_pose.coach.sides import Side

HeldKey: TypeAlias = tuple[str, Side | None]
"""A pose, and the side it is done on."""

Bests: TypeAlias = Mapping[HeldKey, float]
"""The longest hold of each, seconds."""


class Rep(Struct, frozen=True):
    """One repetition."""

    exercise: str
    ended: float
    """Seconds."""


class Count(Struct, frozen=True):
    """How many repetitions of one exercise were done in a row."""

    exercise: str
    number: int
