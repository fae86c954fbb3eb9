"""A thread that does one thing after another; whoever asks for it waits only so long."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Errands:
    """Runs errands in the order they are asked for. One that hangs holds up its thread, and nobody else."""

    def __init__(self, name: str) -> None:
        self._queue: SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = SimpleQueue()
        # A daemon, because a thread that hangs in a driver cannot be ended.
        threading.Thread(target=self._work, name=name, daemon=True).start()

    def run(self, errand: Callable[[], T], limit_seconds: float) -> T:
        """Return what `errand` returns, or raise what it raises; TimeoutError when it is not done in time."""
        answer: Future[T] = Future()
        self._queue.put((errand, answer))
        return answer.result(limit_seconds)

    def end(self) -> None:
        """Let the thread end once it has nothing more to do."""
        self._queue.put(None)

    def _work(self) -> None:
        while (asked := self._queue.get()) is not None:
            errand, answer = asked
            try:
                answer.set_result(errand())
            except Exception as error:  # noqa: BLE001  it is raised again where the errand was asked for
                answer.set_exception(error)
