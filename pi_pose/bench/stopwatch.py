"""Measures what each stage of the running mirror takes, from outside: the mirror knows nothing of it."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

Timed: TypeAlias = tuple[float, float]
"""Seconds on the clock, and seconds of this thread's processor time."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a watched function is a part of."""

    name: str
    thread: str = ""
    """Where it is watched; empty: in every thread."""
    ends_frame: bool = False
    """Times are added up, by the names of the stages, until one such stage ends."""
    opaque: bool = False
    """Whether everything it calls is its own."""


@dataclass(slots=True)
class Turn:
    """One run of a stage, while it lasts."""

    stage: Stage
    clock: float = field(default_factory=time.perf_counter)
    cpu: float = field(default_factory=time.thread_time)
    inner: Timed = (0.0, 0.0)
    """What the stages within it took."""


class Stopwatch:
    """Times functions by the name of their stage; the time of a stage within a stage counts once."""

    def __init__(self) -> None:
        self.stages: dict[str, list[Timed]] = defaultdict(list)
        """For each stage, what each frame took."""
        self._open: dict[int, list[Turn]] = defaultdict(list)
        self._frame: dict[int, dict[str, Timed]] = defaultdict(dict)

    @contextmanager
    def watch(self, owner: Any, name: str, stage: Stage) -> Iterator[None]:  # noqa: ANN401  a module or a class
        """Time the function `owner.name` while this lasts."""
        plain = getattr(owner, name)

        def timed(*values: Any, **named: Any) -> Any:  # noqa: ANN401  stands in for any function
            if stage.thread not in {"", threading.current_thread().name} or self._hidden():
                return plain(*values, **named)
            return self._timed(Turn(stage), lambda: plain(*values, **named))

        setattr(owner, name, timed)
        try:
            yield
        finally:
            setattr(owner, name, plain)

    def milliseconds(self, stage: str) -> tuple[float, float]:
        """Median and 95th percentile of a stage on the clock; NaN when it never ran."""
        clock = [seconds for seconds, _ in self.stages[stage]]
        return percentiles([1000 * seconds for seconds in clock])

    def cpu(self, *stages: str) -> float:
        """Seconds of processor time a frame, the median, for several stages together."""
        return sum(float(np.median([cpu for _, cpu in self.stages[stage]])) for stage in stages)

    def _hidden(self) -> bool:
        turns = self._open[threading.get_ident()]
        return bool(turns) and turns[-1].stage.opaque

    def _timed(self, turn: Turn, work: Callable[[], Any]) -> Any:  # noqa: ANN401
        me = threading.get_ident()
        turns = self._open[me]
        turns.append(turn)
        try:
            return work()
        finally:
            turns.pop()
            self._close(turn, turns, self._frame[me])
            if turn.stage.ends_frame:
                for name, spent in self._frame.pop(me).items():
                    self.stages[name].append(spent)

    def _close(self, turn: Turn, outer: list[Turn], frame: dict[str, Timed]) -> None:
        whole = time.perf_counter() - turn.clock, time.thread_time() - turn.cpu
        if outer:
            outer[-1].inner = _added(outer[-1].inner, whole)
        own = whole[0] - turn.inner[0], whole[1] - turn.inner[1]
        name = turn.stage.name
        frame[name] = _added(frame.get(name, (0.0, 0.0)), own)


def percentiles(values: list[float]) -> tuple[float, float]:
    """Median and 95th percentile; NaN of nothing."""
    if not values:
        return float("nan"), float("nan")
    median, high = np.percentile(values, [50, 95])
    return float(median), float(high)


def _added(one: Timed, other: Timed) -> Timed:
    return one[0] + other[0], one[1] + other[1]
