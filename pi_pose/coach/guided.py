"""Leads somebody through a flow: announces a pose, waits until it is held, gives credit, and moves on."""

import math
from enum import Enum, auto

from msgspec import Struct

from pi_pose.coach.cues import Cue
from pi_pose.coach.flow import Flow, Task
from pi_pose.coach.holds import Hold

COUNTDOWN_SECONDS = 3
FIRST_SECONDS = 6.0
"""From the start of the flow until the first pose has to be held."""


class Phase(Enum):
    """What somebody in a flow is about."""

    PREPARE = auto()
    """The pose is announced, and counted down to."""
    WAIT = auto()
    """The pose is not held yet, or no longer."""
    HOLD = auto()
    FINISHED = auto()


class Progress(Struct, frozen=True):
    """Where somebody is in a flow."""

    flow: Flow
    number: int
    """Of the task, from 0; how many there are once the flow is finished."""
    phase: Phase
    seconds_left: float
    """Of preparing, or of holding."""
    held: tuple[float, ...]
    """How long each task was held so far, seconds."""
    wrong_side: bool = False
    """Whether the pose is held, but not on the side that is asked for."""

    @property
    def task(self) -> Task | None:
        """What to do now; None once the flow is finished."""
        return self.flow.tasks[self.number] if self.number < len(self.flow.tasks) else None

    @property
    def countdown(self) -> int | None:
        """3, 2 or 1 in the last seconds before a pose, else None."""
        count = math.ceil(self.seconds_left)
        return count if self.phase is Phase.PREPARE and 1 <= count <= COUNTDOWN_SECONDS else None


class Guided:
    """One run through a flow."""

    def __init__(self, flow: Flow, timestamp: float) -> None:
        self._flow = flow
        self._held = [0.0] * len(flow.tasks)
        self._number = 0
        self._since = timestamp + FIRST_SECONDS
        """From when on holding counts."""
        self._credit = 0.0
        """What earlier holds of this task brought, seconds."""
        self._current: Hold | None = None
        self.progress = self._told(Phase.PREPARE, FIRST_SECONDS)
        """Where it stands."""

    def observe(self, hold: Hold | None, timestamp: float) -> tuple[Cue, ...]:
        """Take note of what is held at a time, and return what is to be heard."""
        before = self.progress
        if before.phase is not Phase.FINISHED:
            self.progress = self._advance(hold, timestamp)
        return tuple(_cues(before, self.progress))

    def _advance(self, hold: Hold | None, timestamp: float) -> Progress:
        if timestamp < self._since:
            return self._told(Phase.PREPARE, self._since - timestamp)
        task = self._flow.tasks[self._number]
        wrong_side = hold is not None and hold.label == task.pose and _on_wrong_side(hold, task)
        fits = hold is not None and hold.label == task.pose and not wrong_side
        self._give_credit(hold if fits else None)
        if self._held[self._number] >= task.seconds:
            return self._next(task, timestamp)
        phase = Phase.HOLD if self._current is not None else Phase.WAIT
        return self._told(phase, task.seconds - self._held[self._number], wrong_side=wrong_side)

    def _give_credit(self, hold: Hold | None) -> None:
        """A pose that was lost goes on where it stopped: what was held, was held."""
        if self._current is None or hold is None or hold.started != self._current.started:
            self._credit = self._held[self._number]
        self._current = hold
        if hold is not None:
            counted = max(0.0, hold.confirmed - max(hold.started, self._since))
            self._held[self._number] = self._credit + counted

    def _next(self, task: Task, timestamp: float) -> Progress:
        self._number, self._current, self._credit = self._number + 1, None, 0.0
        if self._number == len(self._flow.tasks):
            return self._told(Phase.FINISHED, 0.0)
        wait = max(task.rest_seconds, COUNTDOWN_SECONDS)
        self._since = timestamp + wait
        return self._told(Phase.PREPARE, wait)

    def _told(self, phase: Phase, seconds_left: float, *, wrong_side: bool = False) -> Progress:
        return Progress(self._flow, self._number, phase, seconds_left, tuple(self._held), wrong_side)


def _on_wrong_side(hold: Hold, task: Task) -> bool:
    """A side that cannot be told is taken for the right one."""
    return task.side is not None and hold.side is task.side.other


def _cues(before: Progress, now: Progress) -> list[Cue]:
    if now.number != before.number:
        return [Cue.DONE]
    if now.phase is Phase.HOLD and before.phase is not Phase.HOLD:
        return [Cue.ENTER]
    return [Cue.COUNT] if now.countdown is not None and now.countdown != before.countdown else []
