"""What to do to be seen, once nothing was recognised for two seconds."""

import pytest

from pi_pose.coach.seen import Advice, Guide, advice
from pi_pose.estimate import Classification, Estimate, Reason
from pi_pose.pose import Keypoint, Pose
from tests.poses import standing, with_scores

FEET = (Keypoint.LEFT_ANKLE, Keypoint.RIGHT_ANKLE)
NOTHING = Classification(None, 0.2, Reason("unknown"))


def estimate(pose: Pose | None, timestamp: float = 0.0, brightness: float = 0.5) -> Estimate:
    return Estimate(0, timestamp, (640, 480), brightness, pose, classification=NOTHING)


@pytest.mark.parametrize(
    ("pose", "wanted"),
    [
        (standing(height=0.8), None),
        (standing(height=1.1, y=0.6), Advice.STEP_BACK),
        (standing(height=1.3), Advice.STEP_BACK),
        (standing(height=0.8, x=0.02), Advice.STEP_LEFT),
        (standing(height=0.8, x=0.98), Advice.STEP_RIGHT),
        (standing(height=0.8, y=0.3), Advice.RAISE_CAMERA),
        (standing(height=0.15), Advice.COME_CLOSER),
        (with_scores(standing(height=0.8), 0.05, *FEET), Advice.SHOW_ALL),
        (None, None),
    ],
)
def test_it_says_what_brings_the_whole_body_into_view(pose: Pose | None, wanted: Advice | None) -> None:
    assert advice(estimate(pose), 0.3) == wanted


def test_a_dark_room_wants_light_even_when_nobody_can_be_seen() -> None:
    assert advice(estimate(None, brightness=0.02), 0.3) is Advice.LIGHT


def test_it_waits_for_two_seconds_and_is_quiet_at_once_when_it_helped() -> None:
    guide, cut_off, whole = Guide(), standing(height=0.8, x=0.02), standing(height=0.8)
    said = [guide.observe(estimate(cut_off, t / 10), 0.3, busy=False) for t in range(22)]
    assert said[:20] == [None] * 20
    assert said[21] is Advice.STEP_LEFT
    assert guide.observe(estimate(whole, 2.2), 0.3, busy=False) is None


def test_it_does_not_interrupt() -> None:
    guide, cut_off = Guide(), standing(height=0.8, x=0.02)
    assert {guide.observe(estimate(cut_off, t / 10), 0.3, busy=True) for t in range(40)} == {None}
