import numpy as np
import pytest

from pi_pose.athlete.motion.exercises import EXERCISES
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.improvised import random_posture
from pi_pose.athlete.motion.kinematics import Stance
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.motion.postures import CHAIR, COBRA, DOG, RESTING, STANDING, TREE, WARRIOR, YOGA
from pi_pose.athlete.person.body import Build, Cut, Hair
from pi_pose.athlete.person.crowd import random_body
from pi_pose.athlete.person.skeleton import PARENTS, Bone, at_rest
from pi_pose.athlete.sculpture.sculptor import figure

BUILD = Build()


def bone_lengths(stood: Stance) -> list[float]:
    pairs = [(bone, parent) for bone, parent in enumerate(PARENTS) if parent is not None]
    return [float(np.linalg.norm(stood.positions[bone] - stood.positions[parent])) for bone, parent in pairs]


def lowest_skin_m(held: Posture) -> float:
    mesh = figure(BUILD, Cut(hair=Hair.BALD), 1.45)
    vertices, _ = mesh.posed(at_rest(BUILD), stance(BUILD, held))
    return float(vertices[:, 1].min())


def test_bones_keep_their_length_however_the_body_moves() -> None:
    rng = np.random.default_rng(1)
    at_ease = bone_lengths(stance(BUILD, STANDING))
    for _ in range(25):
        assert bone_lengths(stance(BUILD, random_posture(rng))) == pytest.approx(at_ease, abs=1e-4)


@pytest.mark.parametrize("held", [*YOGA.values(), *RESTING.values(), *EXERCISES.values()])
def test_the_body_rests_on_the_floor(held: Posture) -> None:
    assert lowest_skin_m(held) == pytest.approx(0, abs=0.035)


@pytest.mark.parametrize("held", [STANDING, CHAIR, DOG])
def test_both_feet_are_on_the_floor(held: Posture) -> None:
    heels = stance(BUILD, held).positions[[Bone.LEFT_TOES, Bone.RIGHT_TOES], 1]
    assert heels == pytest.approx(0.025, abs=0.02)


@pytest.mark.parametrize("held", [COBRA, DOG, EXERCISES["plank"]])
def test_hands_that_carry_weight_are_on_the_floor(held: Posture) -> None:
    hands = stance(BUILD, held).positions[[Bone.LEFT_HAND, Bone.RIGHT_HAND], 1]
    assert hands == pytest.approx(0.04, abs=0.04)


@pytest.mark.parametrize("held", [TREE, WARRIOR])
def test_who_balances_stands_on_the_right_foot(held: Posture) -> None:
    stood = stance(BUILD, held)
    assert stood.positions[Bone.RIGHT_FOOT, 1] < 0.1
    assert stood.positions[Bone.LEFT_FOOT, 1] > 0.4


def test_what_carries_the_weight_is_at_the_place() -> None:
    stood = stance(BUILD, TREE.moved((0.7, -0.4)))
    assert stood.positions[Bone.RIGHT_FOOT, [0, 2]] == pytest.approx([0.7, -0.4], abs=0.02)


def test_a_mirrored_posture_puts_each_side_where_the_other_was() -> None:
    left, right = stance(BUILD, WARRIOR), stance(BUILD, WARRIOR.mirrored())
    swapped = right.positions[[bone.mirrored for bone in Bone]] * (-1, 1, 1)
    assert np.allclose(swapped, left.positions, atol=1e-4)


def test_who_turns_left_faces_the_left() -> None:
    turned = stance(BUILD, STANDING.changed(turn=90))
    assert turned.rotations[Bone.HEAD] @ (0, 0, 1) == pytest.approx([1, 0, 0], abs=0.05)


def test_every_body_stands_as_tall_as_it_is() -> None:
    for seed in range(8):
        build = random_body(np.random.default_rng(seed)).build
        eyes = stance(build, STANDING).positions[Bone.HEAD, 1]
        assert 0.88 * build.height_m < eyes < 0.95 * build.height_m
