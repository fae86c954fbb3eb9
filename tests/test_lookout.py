"""A thread that hangs in its model is left behind, and another looks on."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from pi_pose import lookout
from pi_pose.errors import InterpreterError
from pi_pose.frames import Frame, Image
from pi_pose.lookout import MOST_LEFT, Lookout
from pi_pose.pose import Pose
from pi_pose.provision.supply import Supply
from pi_pose.settings import Settings
from pi_pose.workers import Latest
from tests import waiting
from tests.poses import standing

PICTURE = np.zeros((48, 64, 3), np.uint8)


class Model:
    """Sees somebody, or hangs until it is let go."""

    name = "model"
    side = 192

    def __init__(self, *, hangs: bool = False) -> None:
        self.free = threading.Event()
        self.asked = 0
        if not hangs:
            self.free.set()

    def estimate(self, _square: Image) -> Pose:
        self.asked += 1
        self.free.wait()
        return standing()


@pytest.fixture
def frames() -> Latest[Frame]:
    return Latest()


@pytest.fixture
def supply(settings: Settings) -> Supply:
    """Return a supply of models that nobody runs: the tests hand them out."""
    return Supply(settings)


@pytest.fixture
def running(
    frames: Latest[Frame], supply: Supply, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Lookout]:
    monkeypatch.setattr(lookout, "HANG_SECONDS", 0.1)
    monkeypatch.setattr(lookout, "WAIT_SECONDS", 0.02)
    running = Lookout(frames, supply, settings)
    running.start()
    yield running
    running.stop()


def give_up(running: Lookout, supply: Supply, frames: Latest[Frame]) -> Model:
    """Let whoever looks hang, and return when that was noticed."""
    before, model = supply.failures.puts, Model(hangs=True)
    supply.ready.put(model)
    frames.put(Frame(PICTURE, 0, 0.0))
    waiting.until(lambda: supply.failures.puts > before or running.fault is not None)
    return model


def test_whoever_hangs_is_replaced_and_what_it_says_at_last_is_not_heard(
    running: Lookout, supply: Supply, frames: Latest[Frame]
) -> None:
    model = give_up(running, supply, frames)
    failure = supply.failures.take()
    assert failure is not None
    assert failure.model is model
    assert failure.reason == "no answer within 0.1 s"
    supply.ready.put(Model())
    frames.put(Frame(PICTURE, 7, 0.0))
    waiting.until(lambda: running.estimates.puts > 0)
    model.free.set()
    waiting.until(lambda: sum(thread.name == "inference" for thread in threading.enumerate()) == 1)
    estimate = running.estimates.take()
    assert estimate is not None
    assert (estimate.index, running.estimates.puts) == (7, 1)


def test_while_one_frame_is_looked_at_the_newest_is_made_ready(
    frames: Latest[Frame], supply: Supply, settings: Settings
) -> None:
    running, model = Lookout(frames, supply, settings), Model(hangs=True)
    running.start()
    supply.ready.put(model)
    frames.put(Frame(PICTURE, 0, 0.0))
    waiting.until(lambda: model.asked == 1)
    for index in (1, 2):
        frames.put(Frame(PICTURE, index, index / 30))
        waiting.until(lambda: frames.is_empty)
    waiting.until(lambda: running.skipped == 1)
    model.free.set()
    learned: list[int] = []

    def has_learned_of_the_newest() -> bool:
        learned.extend(estimate.index for estimate in [running.estimates.take()] if estimate is not None)
        return 2 in learned

    waiting.until(has_learned_of_the_newest)
    running.stop()
    assert 1 not in learned
    assert model.asked == 2


def test_after_too_many_of_them_a_new_process_is_wanted(
    running: Lookout, supply: Supply, frames: Latest[Frame]
) -> None:
    models = [give_up(running, supply, frames) for _ in range(MOST_LEFT + 1)]
    assert isinstance(running.fault, InterpreterError)
    for model in models:
        model.free.set()
