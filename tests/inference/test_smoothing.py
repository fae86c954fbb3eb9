"""Keypoints that tremble are calmed; keypoints that move are followed."""

import numpy as np

from pi_pose.inference.smoothing import Smoother
from pi_pose.pose import Points, Pose
from pi_pose.settings import Smoothing

FPS = 30
BODY = np.linspace([0.4, 0.2], [0.6, 0.8], 17).astype(np.float32)
SCORES = np.full(17, 0.9, np.float32)


def smoothed(offsets: Points, settings: Smoothing | None = None) -> Points:
    """Follow a body that is moved by `offsets`, (frames, 2), and return what became of its first keypoint."""
    smoother = Smoother(settings or Smoothing())
    poses = [smoother.smooth(Pose(BODY + offset, SCORES), i / FPS) for i, offset in enumerate(offsets)]
    return np.array([pose.xy[0] - BODY[0] for pose in poses])


def test_trembling_is_at_least_halved() -> None:
    noise = np.random.default_rng(0).normal(0, 0.004, (300, 2)).astype(np.float32)
    assert smoothed(noise)[30:].std() < noise[30:].std() / 2


def test_a_fast_move_is_followed_within_a_frame_or_two() -> None:
    ramp = np.linspace(0, [0.6, 0.0], 30).astype(np.float32)  # a body length in a second
    lag_frames = (ramp[-1, 0] - smoothed(ramp)[-1, 0]) / (ramp[1, 0] - ramp[0, 0])
    assert lag_frames < 1.5


def test_somebody_who_stops_is_met_exactly() -> None:
    step = np.zeros((90, 2), np.float32)
    step[5:] = 0.2
    assert abs(smoothed(step)[-1] - 0.2).max() < 0.002


def test_after_a_gap_the_past_is_forgotten() -> None:
    smoother = Smoother(Smoothing())
    smoother.smooth(Pose(BODY, SCORES), 0.0)
    moved = Pose(BODY + np.float32(0.1), SCORES)
    assert smoother.smooth(moved, 5.0) is moved


def test_frames_with_the_same_time_do_not_divide_by_zero() -> None:
    smoother = Smoother(Smoothing())
    for _ in range(3):
        assert np.isfinite(smoother.smooth(Pose(BODY, SCORES), 1.0).xy).all()


def test_scores_are_left_alone() -> None:
    smoother = Smoother(Smoothing())
    smoother.smooth(Pose(BODY, SCORES), 0.0)
    assert (smoother.smooth(Pose(BODY, SCORES * 0.5), 0.03).scores == SCORES * np.float32(0.5)).all()
