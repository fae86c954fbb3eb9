"""What keeps a person from being recognised, in words that help."""

from pi_pose.coach.visibility import obstacle
from pi_pose.estimate import Reason
from pi_pose.pose import Keypoint, Pose
from tests.poses import standing, with_scores


def test_somebody_who_is_seen_whole_has_nothing_in_the_way() -> None:
    assert obstacle(standing(), 0.3) is None


def test_feet_below_the_edge_mean_step_back() -> None:
    close = with_scores(standing(height=1.2), 0.1, Keypoint.LEFT_ANKLE, Keypoint.RIGHT_ANKLE)
    assert obstacle(close, 0.3) in {
        Reason("step_back", Keypoint.LEFT_ANKLE),
        Reason("step_back", Keypoint.RIGHT_ANKLE),
    }


def test_a_hidden_part_in_the_middle_of_the_picture_is_named() -> None:
    hidden = with_scores(standing(), 0.1, Keypoint.LEFT_WRIST, Keypoint.RIGHT_WRIST)
    hidden = with_scores(hidden, 0.2, Keypoint.RIGHT_WRIST)
    assert obstacle(hidden, 0.3) == Reason("hidden", Keypoint.RIGHT_WRIST)


def test_one_of_a_pair_is_enough_because_a_body_seen_from_the_side_hides_the_other() -> None:
    left = [k for k in Keypoint if k.name.startswith("LEFT")]
    assert obstacle(with_scores(standing(), 0.1, *left), 0.3) is None


def test_a_face_is_not_needed() -> None:
    face = [k for k in Keypoint if k < Keypoint.LEFT_SHOULDER]
    turned: Pose = with_scores(standing(), 0.0, *face)
    assert obstacle(turned, 0.3) is None
