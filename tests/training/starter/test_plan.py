import pytest

from pi_pose.training.starter.plan import GROWN, Phase, Plan

PLAN = Plan((Phase(96, 10, 0.1, 1.0), Phase(192, 20, 1.0, 0.0)))


def test_a_phase_begins_where_the_one_before_ends() -> None:
    assert PLAN.steps == 30
    assert [PLAN.phase_at(step).side for step in (0, 9, 10, 29)] == [96, 96, 192, 192]
    assert PLAN.rate_at(0) == pytest.approx(0.1)
    assert PLAN.rate_at(10) == pytest.approx(1.0)
    assert PLAN.rate_at(20) == pytest.approx(0.5)


def test_the_shipped_plan_ends_calm_on_full_pictures() -> None:
    last = GROWN.steps - 1
    assert GROWN.phase_at(last).side == 192
    assert GROWN.rate_at(last) < GROWN.rate_at(last // 2) / 10
