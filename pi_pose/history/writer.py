"""The thread that writes the history, so that no frame waits for a memory card."""

import logging
import time
from collections import deque
from contextlib import suppress
from queue import Empty, SimpleQueue

from msgspec import Struct

from pi_pose.coach.holds import Hold
from pi_pose.coach.tally import Rep
from pi_pose.errors import DamagedHistoryError, HistoryError
from pi_pose.history import store
from pi_pose.history.store import Store
from pi_pose.settings import History
from pi_pose.workers import Worker

WAIT_SECONDS = 0.2

RETRY_SECONDS = 5.0
"""After that time what could not be written is tried again."""

MOST_UNWRITTEN = 10_000
"""Many hours of repetitions; on a card that stays full the oldest are given up then."""

logger = logging.getLogger(__name__)


class Done(Struct, frozen=True):
    """A hold or a repetition that is over."""

    what: Hold | Rep
    flow: str | None
    """The name of the flow that asked for it."""


class End:
    """The workout is over: what comes next belongs to another."""


class Writer(Worker):
    """Writes down what is put into `done`, in order; what cannot be written waits until it can."""

    def __init__(self, settings: History) -> None:
        super().__init__("history")
        self.done: SimpleQueue[Done | End] = SimpleQueue()
        self.trouble: str | None = None
        """Why nothing can be kept, while it is so."""
        self._settings = settings
        self._unwritten: deque[Done | End] = deque(maxlen=MOST_UNWRITTEN)
        self._due = 0.0
        self._store: Store | None = None
        self._workout: int | None = None

    def open(self) -> None:
        """The file is opened when there is something to write."""

    def step(self) -> None:
        """Write down what there is. A file that cannot be written is told, and the mirror goes on."""
        with suppress(Empty):
            self._unwritten.append(self.done.get(timeout=WAIT_SECONDS))
        if time.monotonic() >= self._due:
            self._write_down()

    def close(self) -> None:
        """Write down what still waits, and close the file."""
        while not self.done.empty():
            self._unwritten.append(self.done.get())
        self._write_down()
        self._forget_store()

    def _write_down(self) -> None:
        """Write what waits, the oldest first, as far as that is possible."""
        try:
            while self._unwritten:
                self._write(self._unwritten[0])
                self._unwritten.popleft()
        except HistoryError as error:
            logger.warning("%s", error)
            self.trouble = f"what you train is not written down for now: {error}"
            self._due = time.monotonic() + RETRY_SECONDS

    def _write(self, done: Done | End) -> None:
        if isinstance(done, End):
            self._workout = None
            return
        try:
            self._enter(done)
            self.trouble = None
        except DamagedHistoryError as error:
            logger.warning("%s", error)
            self._forget_store()
            told = store.begin_anew(store.place(self._settings.path), error)
            self._enter(done)
            self.trouble = told

    def _forget_store(self) -> None:
        before, self._store, self._workout = self._store, None, None
        if before is not None:
            before.close()

    def _enter(self, done: Done) -> None:
        self._store = self._store or Store(store.place(self._settings.path))
        since_1970 = time.time() - time.monotonic()
        if isinstance(done.what, Hold):
            hold, started = done.what, done.what.started + since_1970
            key = hold.label, hold.side
            self._store.add_hold(self._number(self._store, started, done.flow), key, started, hold.seconds)
        else:
            rep, ended = done.what, done.what.ended + since_1970
            self._store.add_rep(self._number(self._store, ended, done.flow), rep.exercise, ended)

    def _number(self, history: Store, started: float, flow: str | None) -> int:
        """The workout that goes on, or a new one."""
        if self._workout is None:
            self._workout = history.begin(started, flow)
        return self._workout
