"""Flows: their files, and somebody who is led through one."""

from pathlib import Path

import pytest

from pi_pose.coach import flow
from pi_pose.coach.cues import Cue
from pi_pose.coach.flow import Flow, Task
from pi_pose.coach.guided import Guided, Phase
from pi_pose.coach.holds import Hold
from pi_pose.coach.sides import Side
from pi_pose.errors import FlowError

TWO = Flow("two", (Task("tree", Side.LEFT, 3, 5), Task("chair", None, 2, 5)))


def phase(guided: Guided) -> Phase:
    return guided.progress.phase


def held(label: str, side: Side | None, started: float, confirmed: float) -> Hold:
    return Hold(label, side, started, confirmed)


def test_two_flows_ship_and_ask_for_poses_the_mirror_knows() -> None:
    known = {"chair", "cobra", "dog", "tree", "warrior"}
    assert flow.shipped() == ["morning", "sun"]
    for name in flow.shipped():
        assert {task.pose for task in flow.load(name).tasks} <= known


def test_both_sides_are_two_tasks(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("steps:\n  - {pose: tree, seconds: 10, sides: both, rest_seconds: 2}\n")
    assert flow.load(str(path)) == Flow(
        "mine", (Task("tree", Side.LEFT, 10, 2), Task("tree", Side.RIGHT, 10, 2))
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("steps: []", "steps"),
        ("steps:\n  - {pose: tree}", "seconds"),
        ("steps:\n  - {pose: tree, seconds: 0}", "seconds"),
        ("steps:\n  - {pose: tree, seconds: 5, sidez: both}", "sidez"),
        ("steps: [", "YAML"),
    ],
)
def test_a_bad_flow_is_told(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    with pytest.raises(FlowError, match=complaint):
        flow.load(str(path))


def test_a_flow_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(FlowError, match=r"no flow evening; known are morning, sun"):
        flow.load("evening")


def test_it_counts_down_and_waits_until_the_pose_is_really_held() -> None:
    guided = Guided(TWO, 0)
    heard = [cue for t in range(62) for cue in guided.observe(None, t / 10)]
    assert heard == [Cue.COUNT] * 3
    guided.observe(None, 60)
    assert phase(guided) is Phase.WAIT
    assert guided.observe(held("tree", Side.LEFT, 60.5, 60.5), 60.5) == (Cue.ENTER,)
    assert phase(guided) is Phase.HOLD


def test_the_wrong_side_and_the_wrong_pose_bring_nothing() -> None:
    guided = Guided(TWO, 0)
    guided.observe(held("tree", Side.RIGHT, 6, 20), 20)
    assert guided.progress.wrong_side
    guided.observe(held("dog", None, 21, 30), 30)
    assert not guided.progress.wrong_side
    assert guided.progress.held == (0, 0)


def test_a_side_that_cannot_be_told_is_taken_for_the_right_one() -> None:
    guided = Guided(TWO, 0)
    guided.observe(held("tree", None, 6, 7), 7)
    assert phase(guided) is Phase.HOLD


def test_whoever_loses_balance_goes_on_where_it_stopped() -> None:
    guided = Guided(TWO, 0)
    guided.observe(held("tree", Side.LEFT, 7, 9), 9)
    guided.observe(None, 12)
    guided.observe(held("tree", Side.LEFT, 13, 13.5), 13.5)
    assert guided.progress.held[0] == pytest.approx(2.5)
    assert guided.observe(held("tree", Side.LEFT, 13, 14.2), 14.2) == (Cue.DONE,)
    assert guided.progress.number == 1


def test_what_was_held_before_the_countdown_ended_does_not_count() -> None:
    guided = Guided(TWO, 0)
    guided.observe(held("tree", Side.LEFT, 1, 7), 7)
    assert guided.progress.held[0] == pytest.approx(1)


def test_it_moves_on_by_itself_and_ends() -> None:
    guided = Guided(TWO, 0)
    guided.observe(held("tree", Side.LEFT, 6, 9.1), 9.1)
    assert phase(guided) is Phase.PREPARE
    assert guided.progress.task == TWO.tasks[1]
    guided.observe(held("chair", None, 10, 15), 15)
    assert phase(guided) is Phase.HOLD
    assert guided.observe(held("chair", None, 10, 16.5), 16.5) == (Cue.DONE,)
    assert phase(guided) is Phase.FINISHED
    assert guided.progress.task is None
    assert guided.progress.held == pytest.approx((3.1, 2.4), abs=0.01)
