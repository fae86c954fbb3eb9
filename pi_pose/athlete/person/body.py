"""Who the athlete is: proportions, the cut of hair and clothes, and colours."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TypeAlias

import numpy as np

from pi_pose.athlete.geometry import Floats, floats

Rgb: TypeAlias = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""


def tone(colour: Rgb) -> Floats:
    """(3,): the same colour, 0 to 1."""
    return floats(colour) / np.float32(255)


@dataclass(frozen=True, slots=True)
class Build:
    """The proportions of one grown person."""

    height_m: float = 1.72
    """Crown to sole, 1.45 to 2.05."""
    legs: float = 1.0
    """Leg length against the average of that height, 0.94 to 1.06; the trunk makes up the rest."""
    arms: float = 1.0
    """Arm length against the average, 0.93 to 1.07."""
    shoulders: float = 1.0
    """Shoulder width against the average, 0.85 to 1.15."""
    hips: float = 1.0
    """Hip width against the average, 0.88 to 1.15."""
    head: float = 1.0
    """Head size against the average, 0.93 to 1.08."""
    weight: float = 0.0
    """-1 is thin, 0 is average, 1 is heavy."""
    muscle: float = 0.4
    """0 is slight, 1 is an athlete's."""
    bust: float = 0.0
    """0 is flat, 1 is full."""


class Hair(StrEnum):
    """How the hair is worn."""

    BALD = auto()
    CROPPED = auto()
    SHORT = auto()
    CURLY = auto()
    BOB = auto()
    LONG = auto()
    PONYTAIL = auto()
    BUN = auto()


class Pattern(StrEnum):
    """What is woven into a garment, in its second colour."""

    PLAIN = auto()
    STRIPES = auto()
    BLOCK = auto()
    PIPING = auto()
    DOTS = auto()
    CHECK = auto()
    PRINT = auto()


@dataclass(frozen=True, slots=True)
class Cut:
    """What hair and clothes are cut like. It changes the shape that is sculpted."""

    hair: Hair = Hair.PONYTAIL
    beard: bool = False
    sleeve: float = 0.3
    """0 ends at the shoulder, 1 at the wrist; below 0 is a vest."""
    hem: float = -0.12
    """Lower edge of the top along the trunk: 0 is the hip joint, 1 the shoulder."""
    neckline: float = 0.25
    """0 is up to the throat, 1 is a deep scoop."""
    leg: float = 0.97
    """0 ends at the hip, 1 at the ankle."""
    waist: float = 0.3
    """Upper edge of the trousers along the trunk, as `hem`."""
    top_m: float = 0.008
    """How far the top stands off the body, metres; 0.003 is tight, 0.03 loose."""
    legs_m: float = 0.004
    """How far the trousers stand off the body, metres."""
    shoes: bool = False
    """Trainers, or bare feet."""


@dataclass(frozen=True, slots=True)
class Colours:
    """What everything is coloured like."""

    skin: Rgb = (222, 172, 142)
    hair: Rgb = (74, 48, 34)
    eyes: Rgb = (70, 92, 88)
    lips: Rgb = (188, 104, 98)
    top: Rgb = (38, 132, 140)
    top_second: Rgb = (236, 232, 220)
    top_pattern: Pattern = Pattern.PIPING
    legs: Rgb = (44, 48, 66)
    legs_second: Rgb = (96, 168, 172)
    legs_pattern: Pattern = Pattern.PIPING
    shoes: Rgb = (228, 228, 226)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about a person but the proportions."""

    cut: Cut = Cut()
    colours: Colours = Colours()


@dataclass(frozen=True, slots=True)
class Body:
    """One person."""

    build: Build = Build()
    look: Look = Look()

    @classmethod
    def default(cls) -> "Body":
        """The person of the demo."""
        return cls(Build(shoulders=0.94, hips=1.03, bust=0.75))
