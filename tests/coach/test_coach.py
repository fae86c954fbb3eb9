"""What the coach makes of people in front of the mirror: every sequence is keypoints that MoveNet saw."""

import pytest
from msgspec.structs import replace

from pi_pose.coach import flow
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.coach.coach import Coach, Coaching
from pi_pose.coach.cues import Cue
from pi_pose.coach.guided import Phase
from pi_pose.coach.holds import Hold
from pi_pose.coach.seen import Advice
from pi_pose.coach.sides import Side
from pi_pose.estimate import Classification, Estimate, Reason
from pi_pose.settings import Settings
from tests.coach.watched import holds, reps, watched
from tests.poses import standing

NOTHING = Classification(None, 0.2, Reason("unknown"))
CHAIR = Classification("chair", 0.95)


def estimate(timestamp: float, found: Classification = NOTHING, **other: object) -> Estimate:
    shown = Estimate(0, timestamp, (640, 480), 0.5, standing(), classification=found)
    return replace(shown, **other)


def test_the_squats_of_the_film_are_counted_as_by_eye(classifier: YogaClassifier) -> None:
    """By eye: up at the frames 0, 17 and 42, down at 10, 34 and 60; the film ends on the way up."""
    counted = reps(watched("squats", classifier))
    assert [rep.exercise for rep in counted] == ["squat", "squat"]
    assert counted[0].ended == pytest.approx(17 / 5, abs=0.5)
    assert counted[1].ended == pytest.approx(41 / 5, abs=0.5)


def test_squats_seen_from_the_side_are_counted(classifier: YogaClassifier) -> None:
    said = watched("squats_aside", classifier)
    assert len(reps(said)) == 4
    assert said[-1][1].count is not None
    assert said[-1][1].count.number == 4


def test_whoever_walks_or_changes_places_or_is_half_out_of_view_does_no_squats(
    classifier: YogaClassifier,
) -> None:
    said = watched("no_squats", classifier)
    assert len(said) > 200
    assert reps(said) == []


def test_left_and_right_are_timed_apart_and_are_the_person_s_own(classifier: YogaClassifier) -> None:
    """Drawn: tree on the right leg and the left, then warrior II to the left and the right, 4 s each."""
    said = watched("sides", classifier)
    ended = holds(said)
    assert [(hold.label, hold.side) for hold in ended] == [
        ("tree", Side.RIGHT),
        ("tree", Side.LEFT),
        ("warrior", Side.LEFT),
    ]
    assert all(4 <= hold.seconds <= 6 for hold in ended)
    last = said[-1][1].hold
    assert last is not None
    assert (last.label, last.side) == ("warrior", Side.RIGHT)


def test_the_other_side_is_asked_for_once(classifier: YogaClassifier) -> None:
    said = watched("sides", classifier)
    asked = [(time, coaching.switch_to) for time, coaching in said if coaching.switch_to is not None]
    assert {side for time, side in asked if time < 9} == {Side.LEFT}
    assert not [side for time, side in asked if 9 < time < 18]
    assert {side for time, side in asked if time > 18} == {Side.RIGHT}


def test_the_best_is_remembered_for_each_side() -> None:
    coach = Coach(Settings(), bests={("chair", None): 3.0})
    said = [coach.observe(estimate(t / 10, CHAIR)) for t in range(50)]
    assert said[-1].best == 3.0
    for t in range(50, 80):
        coach.observe(estimate(t / 10))
    assert coach.observe(estimate(8.1, CHAIR)).best == pytest.approx(4.9)


def test_a_pose_that_is_only_passed_is_not_remembered() -> None:
    coach = Coach(Settings(), bests={})
    said = [coach.observe(estimate(t / 10, CHAIR if t < 10 else NOTHING)) for t in range(40)]
    assert said[5].hold is not None
    assert not any(coaching.ended for coaching in said)


def test_what_goes_on_is_remembered_when_somebody_leaves() -> None:
    coach = Coach(Settings(), bests={})
    for t in range(60):
        coach.observe(estimate(t / 10, CHAIR))
    (hold,) = coach.leave().ended
    assert isinstance(hold, Hold)
    assert hold.seconds == pytest.approx(5.9)
    assert coach.leave().ended == ()


def test_it_is_heard_when_a_pose_is_entered() -> None:
    coach = Coach(Settings(), bests={})
    heard = [coach.observe(estimate(t / 10, CHAIR)).cues for t in range(5)]
    assert heard == [(Cue.ENTER,), (), (), (), ()]


def test_a_flow_gives_credit_for_what_is_held() -> None:
    coach = Coach(Settings(), bests={})
    coach.begin(flow.load("morning"), 0.0)
    said: list[Coaching] = [coach.observe(estimate(t / 10, CHAIR)) for t in range(6 * 10 + 21 * 10)]
    progress = said[-1].progress
    assert progress is not None
    assert (progress.number, progress.phase) == (1, Phase.PREPARE)
    assert progress.held[0] == pytest.approx(20, abs=0.3)


def test_somebody_whose_feet_are_cut_off_is_told_after_two_seconds() -> None:
    coach = Coach(Settings(), bests={})
    close = standing(height=1.1, y=0.6)
    said = [coach.observe(estimate(t / 10, pose=close)).advice for t in range(30)]
    assert said[:20] == [None] * 20
    assert set(said[21:]) == {Advice.STEP_BACK}
