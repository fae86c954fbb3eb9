"""What the coach knows about each pose and exercise, read from syllabus.yaml."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from pi_pose import document
from pi_pose.coach.angles import Range

FILE = Path(__file__).with_name("syllabus.yaml")


class SideRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to tell which side a pose is done on."""

    angle: str
    """Without the side: `knee`."""
    side: Literal["larger", "smaller"]
    by: float
    """Degrees between the two sides; less tells nothing."""
    when: dict[str, Range] = {}
    """Where all this lies outside, the rule says nothing."""


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to look at, and what to say when it is not as wanted."""

    hint: str
    want: dict[str, Range]
    when: dict[str, Range] = {}
    """Where all this lies outside, the check says nothing."""


class Lesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pose."""

    sides: tuple[SideRule, ...] = ()
    """None for a pose that is the same left and right."""
    hints: tuple[Check, ...] = ()
    """The most important first."""


class Exercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is repeated."""

    start: dict[str, Range]
    turn: dict[str, Range]
    seconds: Range
    """How long one repetition takes, at least and at most."""


class Syllabus(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of it."""

    poses: dict[str, Lesson]
    exercises: dict[str, Exercise]

    def lesson(self, label: str | None) -> Lesson:
        """Return what is known about a pose; a pose that its owner made up has no sides and no hints."""
        return self.poses.get(label or "", Lesson())


@lru_cache(maxsize=1)
def load() -> Syllabus:
    """Return the shipped syllabus."""
    listed = document.read(FILE.read_text(encoding="utf-8"), FILE.name)
    return msgspec.convert(listed.data, Syllabus)
