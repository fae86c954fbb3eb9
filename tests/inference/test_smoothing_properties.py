"""What holds for the smoothing of every movement."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pi_pose.inference.smoothing import LONGEST_GAP_SECONDS, Smoother
from pi_pose.pose import Pose
from pi_pose.settings import Smoothing
from tests import strategies
from tests.strategies import poses

FILTERS = strategies.sections(Smoothing)
GAPS = st.floats(0.001, LONGEST_GAP_SECONDS)
MOVEMENTS = st.lists(st.tuples(poses(), GAPS), min_size=2, max_size=6)

ROUNDING = 1e-5
"""float32, over values up to 2."""


def smoothed(movement: list[tuple[Pose, float]], settings: Smoothing) -> list[Pose]:
    smoother, now, seen = Smoother(settings), 0.0, []
    for pose, gap in movement:
        now += gap
        seen.append(smoother.smooth(pose, now))
    return seen


@given(MOVEMENTS, FILTERS)
def test_a_keypoint_is_always_between_where_it_was_shown_and_where_it_is(
    movement: list[tuple[Pose, float]], settings: Smoothing
) -> None:
    """So it never overshoots, whatever the settings are, and never leaves the box of what was seen."""
    shown = smoothed(movement, settings)
    for (before, now), (pose, _) in zip(pairwise(shown), movement[1:], strict=True):
        low, high = np.minimum(before.xy, pose.xy), np.maximum(before.xy, pose.xy)
        assert (now.xy >= low - ROUNDING).all()
        assert (now.xy <= high + ROUNDING).all()


@given(MOVEMENTS, FILTERS)
def test_scores_are_handed_on_as_they_are(movement: list[tuple[Pose, float]], settings: Smoothing) -> None:
    for now, (pose, _) in zip(smoothed(movement, settings), movement, strict=True):
        assert (now.scores == pose.scores).all()


@given(poses(), st.lists(GAPS, min_size=1, max_size=20), FILTERS)
def test_somebody_who_holds_still_is_shown_exactly_there(
    pose: Pose, gaps: list[float], settings: Smoothing
) -> None:
    shown = smoothed([(pose, gap) for gap in gaps], settings)
    assert shown[-1].xy == pytest.approx(pose.xy, abs=ROUNDING)


@given(MOVEMENTS, FILTERS, st.floats(-1, 1, width=32), st.floats(-1, 1, width=32))
def test_where_somebody_stands_makes_no_difference(
    movement: list[tuple[Pose, float]], settings: Smoothing, right: float, down: float
) -> None:
    step = np.array([right, down], np.float32)
    moved = [(Pose(pose.xy + step, pose.scores), gap) for pose, gap in movement]
    for here, there in zip(smoothed(movement, settings), smoothed(moved, settings), strict=True):
        assert there.xy - step == pytest.approx(here.xy, abs=1e-3)


@given(MOVEMENTS, poses(), FILTERS, st.sampled_from(["reset", "gap", "backwards"]))
def test_what_was_before_a_gap_a_reset_or_a_clock_set_back_is_forgotten(
    movement: list[tuple[Pose, float]], pose: Pose, settings: Smoothing, what: str
) -> None:
    smoother, now = Smoother(settings), 0.0
    for before, gap in movement:
        now += gap
        smoother.smooth(before, now)
    if what == "reset":
        smoother.reset()
    later: dict[str, Any] = {"reset": 0.01, "gap": LONGEST_GAP_SECONDS * 1.01, "backwards": -3600.0}
    assert smoother.smooth(pose, now + later[what]) is pose
