"""Threads and the slot between them."""

import threading
import time

import pytest

from pi_pose.workers import Latest, Worker, wait_for_any

SOON = 5.0
"""Far longer than anything here takes."""


class Counter(Worker):
    """Counts its steps, and fails where it is told to."""

    def __init__(self, fails_in: str = "") -> None:
        super().__init__("counter")
        self.fails_in = fails_in
        self.calls: list[str] = []
        self.stepped = threading.Event()

    def _do(self, call: str) -> None:
        self.calls.append(call)
        if call == self.fails_in:
            raise RuntimeError(f"{call} failed")

    def open(self) -> None:
        self._do("open")

    def step(self) -> None:
        self._do("step")
        self.stepped.set()
        self.stopping.wait(0.001)

    def close(self) -> None:
        self._do("close")


def ended(worker: Worker) -> bool:
    deadline = time.monotonic() + SOON
    while worker.alive and time.monotonic() < deadline:
        time.sleep(0.001)
    return not worker.alive


def test_the_newest_wins_and_drops_are_counted() -> None:
    slot: Latest[int] = Latest()
    for item in (1, 2, 3):
        slot.put(item)
    assert slot.take() == 3
    assert slot.take() is None
    assert (slot.puts, slot.drops) == (3, 2)


def test_a_taker_is_woken_by_the_next_item() -> None:
    slot: Latest[int] = Latest()
    threading.Timer(0.01, slot.put, [7]).start()
    assert slot.take(SOON) == 7


def test_a_worker_opens_steps_and_closes_once() -> None:
    worker = Counter()
    worker.start()
    assert worker.stepped.wait(SOON)
    assert worker.stop()
    assert (worker.calls[0], worker.calls[1], worker.calls[-1]) == ("open", "step", "close")
    assert worker.calls.count("close") == 1
    assert worker.fault is None


@pytest.mark.parametrize("place", ["open", "step"])
def test_no_thread_dies_in_silence(place: str) -> None:
    worker = Counter(fails_in=place)
    worker.start()
    assert ended(worker)
    assert str(worker.fault) == f"{place} failed"
    assert worker.calls[-1] == "close"


def test_a_device_that_does_not_close_is_no_fault() -> None:
    worker = Counter(fails_in="close")
    worker.start()
    assert worker.stop()
    assert worker.fault is None


def test_a_worker_that_makes_no_progress_is_stalled() -> None:
    worker = Counter()
    worker.start()
    assert worker.stepped.wait(SOON)
    assert not worker.stalled(limit_seconds=SOON)
    worker.stop()
    assert worker.stalled(limit_seconds=-1)


def test_a_worker_that_never_started_can_be_stopped() -> None:
    assert Counter().stop()


@pytest.mark.parametrize("filled", [0, 1])
def test_one_thread_may_wait_for_two_slots_at_once(filled: int) -> None:
    one: Latest[int] = Latest()
    slots = one, Latest[int](one.changed)
    threading.Timer(0.05, slots[filled].put, [7]).start()
    wait_for_any(SOON, *slots)
    assert [slot.is_empty for slot in slots] == [filled != 0, filled != 1]
    before = time.monotonic()
    wait_for_any(SOON, *slots)
    assert time.monotonic() - before < SOON
