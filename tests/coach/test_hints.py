"""At most one hint, plain, and only about what is sure."""

import pytest

from pi_pose import texts
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.keypoints import keypoints_m
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.motion.postures import CHAIR, COBRA, DOG, TREE, WARRIOR, WARRIOR_TWO
from pi_pose.athlete.person.body import Build
from pi_pose.athlete.view import View
from pi_pose.coach import angles, syllabus
from pi_pose.coach.angles import Figure
from pi_pose.coach.hints import Hinter, hint

FACING, ASIDE = 0, 75


def figure(posture: Posture, turn: float) -> Figure:
    """The exact keypoints of the drawn athlete; all sure."""
    build = Build()
    points_m = keypoints_m(build, stance(build, posture.changed(turn=turn)))
    return Figure([complex(x, y) for x, y, *_ in View().project(points_m)], [True] * 17)


@pytest.mark.parametrize(
    ("label", "posture", "turn", "wanted"),
    [
        ("chair", CHAIR, ASIDE, None),
        ("chair", CHAIR.changed(pitch=10, hip_bend=40, knee=36), ASIDE, "sit_lower"),
        ("chair", CHAIR.changed(lift=60), ASIDE, "raise_arms"),
        ("cobra", COBRA, ASIDE, None),
        ("dog", DOG, ASIDE, None),
        ("tree", TREE, FACING, None),
        ("tree", TREE.changed(side=24), FACING, "stand_tall"),
        ("tree", TREE.changed(left_hip_bend=25, left_hip_spread=20, left_knee=60), FACING, "foot_higher"),
        ("warrior", WARRIOR, ASIDE, None),
        ("warrior", WARRIOR.changed(left_hip_bend=40), ASIDE, "lift_back_leg"),
        ("warrior", WARRIOR_TWO, FACING, None),
        ("warrior", WARRIOR_TWO.changed(left_knee=20, left_hip_spread=40), FACING, "bend_front_knee"),
        ("warrior", WARRIOR_TWO.changed(left_lift=55), FACING, "level_arms"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_else(
    label: str, posture: Posture, turn: float, wanted: str | None
) -> None:
    assert hint(figure(posture, turn), syllabus.load().poses[label].hints) == wanted


def test_every_pose_has_two_or_three_hints_that_have_a_text() -> None:
    for lesson in syllabus.load().poses.values():
        names = {check.hint for check in lesson.hints}
        assert 2 <= len(names) <= 4
        for name in names:
            assert texts.load().say(f"hint.{name}")


def test_all_angles_of_the_syllabus_exist() -> None:
    checks = [check for lesson in syllabus.load().poses.values() for check in lesson.hints]
    exercises = syllabus.load().exercises.values()
    ranges = [*(c.want for c in checks), *(c.when for c in checks)]
    ranges += [*(e.start for e in exercises), *(e.turn for e in exercises)]
    assert {name for group in ranges for name in group} <= set(angles.ANGLES)


def test_what_is_not_sure_is_not_judged() -> None:
    wrong = figure(CHAIR.changed(lift=60), ASIDE)
    unsure = Figure(wrong.points, [False] * 17)
    assert hint(unsure, syllabus.load().poses["chair"].hints) is None


def test_a_hint_must_stay_true_for_a_second() -> None:
    hinter, checks = Hinter(), syllabus.load().poses["tree"].hints
    leaning, good = figure(TREE.changed(side=24), FACING), figure(TREE, FACING)
    said = [hinter.observe(leaning, checks, t / 10) for t in range(15)]
    assert said[:10] == [None] * 10
    assert said[11:] == ["stand_tall"] * 4
    assert hinter.observe(good, checks, 1.6) == "stand_tall"
    assert hinter.observe(good, checks, 2.7) is None
