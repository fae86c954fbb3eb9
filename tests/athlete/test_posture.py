import numpy as np
import pytest

from pi_pose.athlete.motion.exercises import EXERCISES
from pi_pose.athlete.motion.improvised import random_posture
from pi_pose.athlete.motion.posture import LIMITS, Angle, Posture, posture
from pi_pose.athlete.motion.postures import RESTING, TREE, VARIANTS, WARRIOR, YOGA, walking

NAMED: dict[str, Posture] = {
    **{f"{label} {i}": v for label, variants in VARIANTS.items() for i, v in enumerate(variants)},
    **RESTING,
    **EXERCISES,
}


def within_limits(held: Posture) -> bool:
    low, high = LIMITS.T
    return bool(((held.angles >= low) & (held.angles <= high)).all())


def test_there_is_one_posture_for_each_label() -> None:
    assert list(YOGA) == ["chair", "cobra", "dog", "tree", "warrior"]
    assert all(VARIANTS[label][0] is YOGA[label] for label in YOGA)


@pytest.mark.parametrize("name", NAMED)
def test_a_named_posture_stays_within_what_joints_allow(name: str) -> None:
    assert within_limits(NAMED[name])


def test_improvised_postures_stay_within_what_joints_allow() -> None:
    rng = np.random.default_rng(0)
    assert all(within_limits(random_posture(rng)) for _ in range(60))


def test_every_moment_of_walking_stays_within_what_joints_allow() -> None:
    assert all(within_limits(walking(stride)) for stride in np.linspace(0, 2, 40))


def test_an_angle_beyond_its_limit_goes_as_far_as_the_joint_does() -> None:
    assert posture(knee=500)[Angle.LEFT_KNEE] == LIMITS[Angle.LEFT_KNEE, 1]


def test_an_angle_without_a_side_sets_both() -> None:
    bent = posture(elbow=70)
    assert bent[Angle.LEFT_ELBOW] == bent[Angle.RIGHT_ELBOW] == 70


def test_a_name_that_is_no_angle_is_refused() -> None:
    with pytest.raises(KeyError):
        posture(tail=10)


def test_a_mirror_exchanges_the_sides() -> None:
    mirrored = TREE.mirrored()
    assert mirrored[Angle.RIGHT_KNEE] == TREE[Angle.LEFT_KNEE]
    assert mirrored[Angle.LEFT_KNEE] == TREE[Angle.RIGHT_KNEE]


def test_a_mirror_of_a_mirror_is_the_same() -> None:
    twisted = WARRIOR.changed(turn=20, look=30, side=-10)
    assert np.array_equal(twisted.mirrored().mirrored().angles, twisted.angles)


def test_the_way_from_one_posture_to_another_starts_and_ends_there() -> None:
    start, end = TREE.moved((0.0, 1.0)), WARRIOR.moved((2.0, 0.0))
    assert np.allclose(start.towards(end, 0).angles, start.angles)
    assert np.allclose(start.towards(end, 1).angles, end.angles)
    assert start.towards(end, 0.5).place == (1.0, 0.5)


def test_half_a_stride_on_the_sides_have_changed_over() -> None:
    assert np.allclose(walking(0.3).mirrored().angles, walking(0.8).angles, atol=1e-3)
