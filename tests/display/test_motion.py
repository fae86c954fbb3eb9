"""The skeleton moves on between two poses."""

import numpy as np
import pytest

from pi_pose.display.motion import Motion
from pi_pose.pose import Pose
from tests.poses import standing

SPEED = 0.4
"""Of the frame's width, a second."""


def walker(time: float) -> Pose:
    return standing(x=0.2 + SPEED * time)


def position(pose: Pose | None) -> float:
    assert pose is not None
    return float(pose.xy[:, 0].mean())


def shown(latency: float, rate: float = 10, seconds: float = 1.5) -> list[tuple[float, float]]:
    """Return times at 60 Hz, and where the walker is drawn; poses come `latency` after their frame."""
    motion, drawn, taken = Motion(), [], 0
    for i in range(round(seconds * 60)):
        while taken / rate + latency <= i / 60:
            motion.observe(walker(taken / rate), taken / rate)
            taken += 1
        if (pose := motion.at(i / 60)) is not None:
            drawn.append((i / 60, position(pose)))
    return drawn


def test_whoever_walks_is_drawn_less_than_half_as_late_as_the_poses_come() -> None:
    latency = 0.1
    late = [0.2 + SPEED * time - x for time, x in shown(latency) if time > 0.7]
    mean_age = latency + 0.05
    assert np.mean(late) / SPEED < 0.5 * mean_age


def test_it_moves_at_every_picture_and_never_jumps() -> None:
    steps = np.diff([x for time, x in shown(0.1) if time > 0.7])
    assert steps.min() > 0
    assert steps.max() < 2.5 * SPEED / 60


def test_whoever_stands_still_is_drawn_where_they_are() -> None:
    motion = Motion()
    for t in range(5):
        motion.observe(standing(), t / 10)
    assert position(motion.at(0.55)) == pytest.approx(0.5)


def test_a_trembling_pose_is_not_made_worse() -> None:
    motion, rng = Motion(), np.random.default_rng(1)
    drawn = []
    for t in range(50):
        still = standing()
        xy = (still.xy + rng.normal(0, 0.001, still.xy.shape)).astype(np.float32)
        motion.observe(Pose(xy, still.scores), t / 10)
        drawn += [position(motion.at(t / 10 + i / 60)) for i in range(6)]
    assert np.std(drawn) < 0.001


def test_when_poses_stop_coming_the_skeleton_stops_too() -> None:
    motion = Motion()
    for t in range(5):
        motion.observe(walker(t / 10), t / 10)
    ends = [position(motion.at(0.4 + i / 10)) for i in range(60)]
    assert ends[-1] < 0.36 + 0.5 * SPEED + 0.01


def test_nobody_is_drawn_when_nobody_is_there_and_somebody_new_starts_afresh() -> None:
    motion = Motion()
    motion.observe(walker(0), 0)
    motion.observe(None, 0.1)
    assert motion.at(0.1) is None
    motion.observe(walker(1), 0.2)
    assert position(motion.at(0.2)) == pytest.approx(0.6)
