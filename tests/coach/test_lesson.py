"""A pose is taught in three takes, or it is said what was wrong."""

import numpy as np
from msgspec.structs import replace

from pi_pose.coach import lesson
from pi_pose.coach.lesson import MOVE_SECONDS, READY_SECONDS, TAKE_SECONDS, TAKES, Lesson
from pi_pose.estimate import Classification, Estimate, Reason
from pi_pose.pose import Keypoint, Pose
from tests.poses import standing, with_scores

FPS = 15
NOTHING = Classification(None, 0.0, Reason("unknown"))
WHOLE_SECONDS = READY_SECONDS + 2 * MOVE_SECONDS + 3 * TAKE_SECONDS + 1


def seen(pose: Pose | None, label: str | None = None) -> Estimate:
    found = Classification(label, 0.9) if label else NOTHING
    return Estimate(0, 0.0, (640, 480), 0.5, pose, classification=found)


def taught(*estimates: Estimate, seconds: float = WHOLE_SECONDS) -> Lesson:
    """Play estimates over and over."""
    one = Lesson("moon", started=100.0)
    for i in range(round(seconds * FPS)):
        one.observe(replace(estimates[i % len(estimates)], timestamp=100 + i / FPS))
    return one


def test_a_pose_that_is_held_is_learned() -> None:
    learned = taught(seen(standing())).learned
    assert learned is not None
    assert learned.name == "moon"
    assert len(learned.rows) >= len(TAKES) * lesson.FEWEST


def test_nothing_counts_before_the_countdown_is_over() -> None:
    restless = [seen(standing(height=h)) for h in (0.3, 0.7)] + [seen(None)]
    one = Lesson("moon", started=0.0)
    for i in range(round(READY_SECONDS * FPS)):
        one.observe(replace(restless[i % 3], timestamp=i / FPS))
    assert one.take == TAKES[0]
    assert one.refusal is None


def test_it_asks_for_one_take_after_another() -> None:
    one, takes = Lesson("moon", started=0.0), []
    for i in range(round(WHOLE_SECONDS * FPS)):
        one.observe(replace(seen(standing()), timestamp=i / FPS))
        takes.append(one.take)
    assert list(dict.fromkeys(takes)) == list(TAKES)
    assert one.over


def test_the_countdown_runs_to_the_take() -> None:
    one = Lesson("moon", started=10.0)
    assert one.seconds_left(10.0) == READY_SECONDS
    assert one.seconds_left(10.0 + READY_SECONDS) == 0


def test_somebody_who_moves_is_told_to_hold_still() -> None:
    wobbly = []
    for lift in np.linspace(0, 0.5, 6):
        xy = standing().xy.copy()
        xy[[Keypoint.LEFT_WRIST, Keypoint.LEFT_ELBOW, Keypoint.RIGHT_WRIST, Keypoint.RIGHT_ELBOW], 1] -= lift
        wobbly.append(seen(Pose(xy, standing().scores)))
    refusal = taught(*wobbly).refusal
    assert refusal is not None
    assert refusal.key == "restless"


def test_a_pose_that_has_a_name_already_keeps_it() -> None:
    refusal = taught(seen(standing(), label="tree")).refusal
    assert refusal is not None
    assert (refusal.key, refusal.known) == ("known", "tree")


def test_a_pose_may_be_taught_again() -> None:
    assert taught(seen(standing(), label="moon")).learned is not None


def test_somebody_not_whole_in_view_is_told_what_is_missing() -> None:
    half = with_scores(standing(), 0.02, Keypoint.LEFT_ANKLE, Keypoint.RIGHT_ANKLE)
    refusal = taught(seen(half)).refusal
    assert refusal is not None
    assert refusal.obstacle == Reason("hidden", Keypoint.LEFT_ANKLE)


def test_an_empty_room_teaches_nothing() -> None:
    refusal = taught(seen(None)).refusal
    assert refusal is not None
    assert refusal.obstacle == Reason("nobody")


def test_after_its_end_a_lesson_changes_no_more() -> None:
    one = taught(seen(None))
    first = one.refusal
    for i in range(300):
        one.observe(replace(seen(standing()), timestamp=200 + i / FPS))
    assert one.refusal is first
    assert one.learned is None
