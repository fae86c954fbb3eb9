from itertools import pairwise

import numpy as np
import pytest

from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.postures import YOGA
from pi_pose.athlete.routine import Moment, Routine

STEP_SECONDS = 0.1
ROUTINE = Routine()
TIMES = np.arange(0, ROUTINE.seconds, STEP_SECONDS)
MOMENTS = [ROUTINE.at(float(t)) for t in TIMES]


def seconds(phase: str) -> float:
    return sum(moment.phase == phase for moment in MOMENTS) * STEP_SECONDS


def present(moments: list[Moment]) -> list[Moment]:
    return [moment for moment in moments if moment.posture is not None]


def test_a_cycle_takes_about_a_minute() -> None:
    assert 55 < ROUTINE.seconds < 70


@pytest.mark.parametrize("label", YOGA)
def test_each_of_the_five_is_held(label: str) -> None:
    assert seconds(f"hold {label}") >= 3.5


def test_a_label_is_given_while_a_pose_is_held_and_only_then() -> None:
    for moment in MOMENTS:
        assert moment.phase == (f"hold {moment.label}" if moment.label else moment.phase)
        assert moment.phase.startswith("hold") == (moment.label is not None)


def test_the_five_come_in_this_order() -> None:
    labels = [moment.label for moment in MOMENTS if moment.label]
    assert list(dict.fromkeys(labels)) == ["chair", "cobra", "dog", "tree", "warrior"]


def test_the_athlete_walks_in_rests_and_walks_out_to_an_empty_room() -> None:
    assert MOMENTS[0].phase == "walk in"
    assert MOMENTS[-1].phase == "empty"
    assert MOMENTS[-1].posture is None
    assert seconds("empty") >= 1
    assert seconds("rest") > 3
    assert seconds("walk out") > 1


def test_nothing_jumps() -> None:
    build = ROUTINE.body(0).build
    stances = [stance(build, moment.posture) for moment in MOMENTS if moment.posture]
    steps = [
        float(np.linalg.norm(after.positions - before.positions, axis=1).max())
        for before, after in pairwise(stances)
    ]
    assert max(steps) < 5 * STEP_SECONDS


def test_the_next_cycle_repeats_the_moves_with_somebody_else() -> None:
    now, later = ROUTINE.at(8.0), ROUTINE.at(8.0 + ROUTINE.seconds)
    assert now.posture is not None
    assert later.posture is not None
    assert np.allclose(now.posture.angles, later.posture.angles, atol=1e-3)
    assert now.body != later.body
    assert (now.cycle, later.cycle) == (0, 1)


def test_the_same_seed_brings_the_same_people() -> None:
    assert Routine(5).body(2) == Routine(5).body(2)
    assert Routine(5).body(2) != Routine(6).body(2)


def test_a_held_pose_breathes() -> None:
    held = [moment.posture.angles for moment in MOMENTS if moment.label == "tree" and moment.posture]
    assert np.ptp(held, axis=0).max() > 0.5
