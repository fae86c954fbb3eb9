"""One minute in front of the mirror, over and over: a pure function of time."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate

import numpy as np

from pi_pose.athlete.motion.exercises import EXERCISES
from pi_pose.athlete.motion.posture import Angle, Posture
from pi_pose.athlete.motion.postures import (
    CHAIR,
    COBRA,
    DOG,
    RESTING,
    STANDING,
    TREE,
    WARRIOR,
    walking,
)
from pi_pose.athlete.person import crowd
from pi_pose.athlete.person.body import Body

_HOLD_SECONDS = 4.2
_WALKING, _ASIDE = 78.0, 62.0
"""How far the athlete turns, degrees, so that the mirror sees walking, or a pose, from the side."""
_WALK_SECONDS, _STRIDE_M, _OFF_STAGE_M = 2.5, 1.28, 2.7
_EMPTY_SECONDS = 1.8
_BREATHS_A_SECOND = 0.3
_CAST = 12
"""How many people take turns; each has to be sculpted and remembered."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What the athlete does at one time."""

    phase: str
    """`walk in`, `transition`, `hold chair`, `rest`, `walk out` or `empty`."""
    label: str | None
    """The yoga pose while it is held; nothing on the way there."""
    body: Body
    posture: Posture | None
    """None while nobody is there."""
    cycle: int
    """How many whole routines went before."""


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """Move to a posture, then stay in it."""

    posture: Posture
    move_seconds: float
    stay_seconds: float = 0.0
    label: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Stretch:
    """A part of the routine that has one phase."""

    phase: str
    label: str | None
    seconds: float
    posture: Callable[[float], Posture | None]
    """By the seconds since the stretch began."""


def _at(posture: Posture, turn: float, x_m: float, z_m: float = 0.0) -> Posture:
    return posture.changed(turn=turn).moved((x_m, z_m))


_FOLD, _PLANK = EXERCISES["forward fold"], EXERCISES["plank"]
_STEPS = (
    _Step(STANDING, 0.9, 1.6),
    _Step(CHAIR.changed(turn=-28), 1.3, _HOLD_SECONDS, "chair"),
    _Step(STANDING, 1.2, 0.4),
    _Step(_at(STANDING, _ASIDE, -0.45, -0.3), 0.9),
    _Step(_at(_FOLD, _ASIDE, -0.5, -0.3), 1.3),
    _Step(_at(_PLANK, _ASIDE, 0.0, -0.2), 1.3),
    _Step(_at(COBRA, _ASIDE, 0.3, 0.0), 1.2, _HOLD_SECONDS, "cobra"),
    _Step(_at(DOG, _ASIDE, 0.0, -0.2), 1.5, _HOLD_SECONDS, "dog"),
    _Step(_at(_FOLD, _ASIDE, -0.3, -0.3), 1.3),
    _Step(_at(STANDING, _ASIDE, -0.3, -0.2), 1.2),
    _Step(STANDING, 0.9, 0.3),
    _Step(RESTING["drinking"], 1.0, 1.6),
    _Step(TREE, 1.7, _HOLD_SECONDS, "tree"),
    _Step(STANDING, 1.3, 0.3),
    _Step(RESTING["stretching"], 1.2, 1.2),
    _Step(RESTING["hands on hips"], 1.1, 1.2),
    _Step(_at(STANDING, _ASIDE, -0.1), 0.9),
    _Step(_at(WARRIOR.mirrored(), _ASIDE, -0.15), 1.7, _HOLD_SECONDS, "warrior"),
    _Step(_at(STANDING, _ASIDE, -0.1), 1.5),
    _Step(STANDING, 0.8, 1.2),
)


class Routine:
    """The athlete's minute, once for each cycle, with another person each time."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._stretches = tuple(_stretches())
        self._ends = tuple(accumulate(stretch.seconds for stretch in self._stretches))

    @property
    def seconds(self) -> float:
        """How long one cycle takes."""
        return self._ends[-1]

    def body(self, cycle: int) -> Body:
        """Who comes in a cycle. The person of the demo opens seed 0."""
        return _member(self._seed, cycle % _CAST)

    def at(self, seconds: float) -> Moment:
        """What happens at a time from 0, the start of the first cycle."""
        cycle, within = divmod(seconds, self.seconds)
        number = next(i for i, end in enumerate(self._ends) if within < end)
        stretch = self._stretches[number]
        posture = stretch.posture(within - self._ends[number] + stretch.seconds)
        return Moment(stretch.phase, stretch.label, self.body(int(cycle)), posture, int(cycle))


@lru_cache(maxsize=2 * _CAST)
def _member(seed: int, number: int) -> Body:
    if seed == number == 0:
        return Body.default()
    return crowd.random_body(np.random.default_rng((seed, number)))


def _stretches() -> Iterator[_Stretch]:
    """The whole cycle, in order."""
    aside = _at(STANDING, _WALKING, 0.0)
    yield _Stretch("walk in", None, _WALK_SECONDS, lambda seconds: _walked(seconds, -_OFF_STAGE_M))
    steps = (*_STEPS, _Step(aside, 0.8))
    for before, step in zip((aside, *(step.posture for step in steps)), steps, strict=False):
        yield _Stretch("transition", None, step.move_seconds, partial(_moved, before, step))
        if step.stay_seconds:
            phase = f"hold {step.label}" if step.label else "rest"
            yield _Stretch(phase, step.label, step.stay_seconds, partial(_breathing, step.posture))
    yield _Stretch("walk out", None, _WALK_SECONDS, lambda seconds: _walked(seconds, 0.0))
    yield _Stretch("empty", None, _EMPTY_SECONDS, lambda _: None)


def _moved(before: Posture, step: _Step, seconds: float) -> Posture:
    share = seconds / step.move_seconds
    return before.towards(step.posture, share * share * (3 - 2 * share))


def _breathing(posture: Posture, seconds: float) -> Posture:
    """Nobody holds quite still."""
    breath = math.sin(2 * math.pi * _BREATHS_A_SECOND * seconds)
    sway = math.sin(1.7 * seconds)
    return posture.changed(
        bend=posture[Angle.BEND] - breath,
        side=posture[Angle.SIDE] + 0.7 * sway,
        left_lift=posture[Angle.LEFT_LIFT] + 1.5 * breath,
        right_lift=posture[Angle.RIGHT_LIFT] + 1.5 * breath,
    )


def _walked(seconds: float, from_m: float) -> Posture:
    """On the way across the picture, left to right."""
    far = seconds / _WALK_SECONDS * _OFF_STAGE_M
    return _at(walking(far / _STRIDE_M), _WALKING, from_m + far)
