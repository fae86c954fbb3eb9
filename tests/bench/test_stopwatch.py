"""Stages within stages."""

import time

from pi_pose.bench.stopwatch import Stage, Stopwatch


def spin(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


class Work:
    def outer(self) -> None:
        spin(0.01)
        self.inner()
        self.inner()

    def inner(self) -> None:
        spin(0.02)


def watched(outer: Stage) -> Stopwatch:
    stopwatch = Stopwatch()
    with (
        stopwatch.watch(Work, "outer", outer),
        stopwatch.watch(Work, "inner", Stage("inner")),
    ):
        Work().outer()
        Work().outer()
    Work().outer()
    return stopwatch


def test_what_a_stage_takes_within_another_counts_once_and_adds_up_in_a_frame() -> None:
    stopwatch = watched(Stage("outer", ends_frame=True))
    assert len(stopwatch.stages["outer"]) == len(stopwatch.stages["inner"]) == 2
    inner, outer = stopwatch.cpu("inner"), stopwatch.cpu("outer")
    print(f"inner {inner:.4f} s, outer {outer:.4f} s")
    assert inner >= 0.04
    assert 0.01 <= outer < inner
    assert stopwatch.cpu("inner", "outer") == inner + outer


def test_an_opaque_stage_keeps_what_it_calls() -> None:
    stopwatch = watched(Stage("outer", ends_frame=True, opaque=True))
    assert stopwatch.cpu("outer") >= 0.05
    assert not stopwatch.stages["inner"]


def test_another_thread_is_not_looked_at() -> None:
    stopwatch = watched(Stage("outer", thread="another", ends_frame=True))
    assert not stopwatch.stages
