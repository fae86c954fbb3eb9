"""The model in the box: what it promises, on people whom it has never seen."""

import hashlib
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from pi_pose.athlete.room import backdrop
from pi_pose.athlete.room.rooms import random_room
from pi_pose.athlete.training import random_scene, random_view
from pi_pose.frames import Frame
from pi_pose.inference import crop, tracker
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import ROWS, MoveNet
from pi_pose.pose import Pose
from pi_pose.training.starter import evaluate

STARTER = Path(str(resources.files("pi_pose.models").joinpath("starter.tflite")))
MOST_BYTES = 1_500_000
SIZE_WH = (320, 240)
UNSEEN = 77_000
"""Seeds that training does not use."""


@pytest.fixture(scope="module")
def starter() -> MoveNet:
    return MoveNet(Interpreter(STARTER), "starter")


def test_it_has_movenets_signature() -> None:
    interpreter = Interpreter(STARTER)
    (takes,), (answers,) = interpreter.inputs, interpreter.outputs
    assert takes.shape == (1, 192, 192, 3)
    assert takes.dtype == np.uint8
    assert answers.shape == ROWS
    assert answers.dtype == np.float32


def test_it_is_small() -> None:
    assert STARTER.stat().st_size <= MOST_BYTES


def test_its_card_names_these_very_bytes() -> None:
    card = STARTER.with_name("STARTER.md").read_text(encoding="utf-8")
    assert re.findall(r"\b[0-9a-f]{64}\b", card) == [hashlib.sha256(STARTER.read_bytes()).hexdigest()]


def test_it_finds_somebody_whom_it_has_never_seen(starter: MoveNet) -> None:
    scenes = [random_scene(np.random.default_rng(UNSEEN + seed), SIZE_WH) for seed in range(40)]
    frames = [Frame(scene.image, index, 0.0) for index, scene in enumerate(scenes)]

    def known(frame: Frame) -> Pose | None:
        scene = scenes[frame.index]
        return None if scene.pose is None else Pose(scene.pose.xy, scene.visible.astype(np.float32))

    mark = evaluate.against(known, evaluate.still_look(starter), frames)
    assert mark.frames > 30
    assert mark.pck_02 > 0.65


def test_it_sees_nobody_in_an_empty_room(starter: MoveNet) -> None:
    for seed in range(10):
        rng = np.random.default_rng(UNSEEN + seed)
        room = backdrop.paint(random_room(rng), random_view(rng, SIZE_WH))
        assert tracker.look(starter, room, crop.whole(SIZE_WH)).score < 0.15


@pytest.mark.parametrize(
    ("pose", "least"), [("chair", 0.9), ("cobra", 0.78), ("dog", 0.9), ("tree", 0.9), ("warrior", 0.45)]
)
def test_it_agrees_with_lightning_on_people_who_do_yoga(
    pose: str, least: float, starter: MoveNet, movenet: MoveNet, shared: Path
) -> None:
    def some() -> Iterator[Frame]:
        folder = shared / "yoga_cg" / "test" / pose
        return (frame for frame in evaluate.stills(folder) if frame.index % 8 == 0)

    mark = evaluate.against(evaluate.still_look(movenet), evaluate.still_look(starter), some())
    assert mark.frames > 10
    assert mark.pck_02 >= least
