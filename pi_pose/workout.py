"""What was done since somebody began, for the page at the end and for the history."""

from datetime import date
from typing import TypeAlias

from pi_pose.coach.guided import Progress
from pi_pose.coach.holds import Hold
from pi_pose.coach.tally import HeldKey, Rep
from pi_pose.display.page import Held, Repeated, Row
from pi_pose.history.days import Days
from pi_pose.history.writer import Done, End, Writer

Ended: TypeAlias = Hold | Rep


class Workout:
    """Adds up, and passes on what is to be kept."""

    def __init__(self, days: Days, writer: Writer) -> None:
        self.days = days
        self._writer = writer
        self._longest: dict[HeldKey, float] = {}
        self._reps: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._longest or self._reps)

    def add(self, ended: Ended, flow: str | None, *, keep: bool) -> None:
        """Take note of a hold or a repetition that is over."""
        today = date.today()  # noqa: DTZ011  the owner's day
        if isinstance(ended, Hold):
            key = ended.label, ended.side
            self._longest[key] = max(ended.seconds, self._longest.get(key, 0.0))
            self.days.add(today, held_seconds=ended.seconds)
        else:
            self._reps[ended.exercise] = self._reps.get(ended.exercise, 0) + 1
            self.days.add(today, reps=1)
        if keep:
            self._writer.done.put(Done(ended, flow))

    def finish(self, progress: Progress | None) -> tuple[Row, ...]:
        """End it, and return what was done: of a flow, what it asked for."""
        rows: list[Row] = [*self._held(progress)]
        rows += [Repeated(name, number) for name, number in self._reps.items()]
        self._longest, self._reps = {}, {}
        self._writer.done.put(End())
        return tuple(rows)

    def _held(self, progress: Progress | None) -> list[Held]:
        if progress is None:
            return [Held(label, side, seconds) for (label, side), seconds in self._longest.items()]
        return [
            Held(task.pose, task.side, held, done=held >= task.seconds)
            for task, held in zip(progress.flow.tasks, progress.held, strict=True)
        ]
