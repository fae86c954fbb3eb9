"""A hold starts when a pose is entered, survives a flicker, and ends when the pose is left."""

from pi_pose.coach.holds import Hold, HoldTimer
from pi_pose.coach.sides import Side
from pi_pose.estimate import Classification, Reason
from pi_pose.settings import Holds

SETTINGS = Holds(enter_score=0.8, exit_score=0.5, grace_seconds=1.0)
LOST = Classification(None, 0.3, Reason("unknown"))


def tree(score: float) -> Classification:
    return Classification("tree", score)


def timed(*frames: tuple[float, Classification, Side | None]) -> tuple[HoldTimer, list[Hold]]:
    timer = HoldTimer(SETTINGS)
    ended = [hold for time, found, side in frames if (hold := timer.observe(found, side, time)) is not None]
    return timer, ended


def test_a_pose_must_be_surer_to_be_entered_than_to_be_kept() -> None:
    timer, _ = timed((0, tree(0.7), None))
    assert timer.hold is None
    timer, _ = timed((0, tree(0.85), None), (1, tree(0.55), None), (2, tree(0.55), None))
    assert timer.hold is not None
    assert timer.hold.seconds == 2


def test_a_flicker_costs_nothing() -> None:
    timer, ended = timed((0, tree(0.9), None), (1, LOST, None), (1.5, tree(0.6), None))
    assert ended == []
    assert timer.hold is not None
    assert timer.hold.seconds == 1.5


def test_a_pose_that_stays_lost_ends_when_it_was_last_seen() -> None:
    timer, (hold,) = timed((0, tree(0.9), None), (3, tree(0.9), None), (3.5, LOST, None), (4.1, LOST, None))
    assert hold.seconds == 3
    assert timer.hold is None


def test_another_pose_ends_it_at_once() -> None:
    timer, (hold,) = timed(
        (0, tree(0.9), None), (2, tree(0.9), None), (2.1, Classification("dog", 0.9), None)
    )
    assert (hold.label, hold.seconds) == ("tree", 2)
    assert timer.hold is not None
    assert timer.hold.label == "dog"


def test_the_side_may_be_told_later_and_may_flicker() -> None:
    timer, ended = timed(
        (0, tree(0.9), None),
        (1, tree(0.9), Side.LEFT),
        (1.2, tree(0.9), Side.RIGHT),
        (1.4, tree(0.9), Side.LEFT),
    )
    assert ended == []
    assert timer.hold == Hold("tree", Side.LEFT, 0, 1.4)


def test_the_other_side_is_another_hold() -> None:
    timer, (hold,) = timed(
        (0, tree(0.9), Side.LEFT),
        (2, tree(0.9), Side.LEFT),
        (2.5, tree(0.9), Side.RIGHT),
        (3.2, tree(0.9), Side.RIGHT),
    )
    assert (hold.side, hold.seconds) == (Side.LEFT, 2)
    assert timer.hold == Hold("tree", Side.RIGHT, 3.2, 3.2)


def test_settings_the_wrong_way_round_do_no_harm() -> None:
    timer = HoldTimer(Holds(enter_score=0.5, exit_score=0.9))
    timer.observe(tree(0.6), None, 0)
    timer.observe(tree(0.6), None, 1)
    assert timer.hold is not None
    assert timer.hold.seconds == 1
