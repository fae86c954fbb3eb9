"""Watches a mirror that runs an updated model: one that crashes it twice is rolled back."""

import logging
from collections.abc import Callable

from msgspec import Struct

from pi_pose.errors import ModelError
from pi_pose.models.ledger import Ledger
from pi_pose.models.shelf import Shelf

MOST_CRASHES = 2

HEALTHY_SECONDS = 60.0
"""A mirror that runs so long with an update proves it."""

logger = logging.getLogger(__name__)


class _Watch(Struct, frozen=True):
    shelf: Shelf
    name: str
    crashes: int
    since: float


class Probation:
    """The time from an update's first use to its proof."""

    def __init__(self) -> None:
        self._watch: _Watch | None = None

    def begin(self, shelf: Shelf, name: str, now: float) -> str | None:
        """Take note that a model is about to be used; return what to say when it was rolled back instead.

        The note is on the card before the model is loaded, so that a crash counts whatever it takes down.
        """
        self.end()
        update = shelf.known.updates.get(name)
        if update is None or update.proven:
            return None
        if update.crashes >= MOST_CRASHES:
            _note(shelf, lambda known: known.roll_back(name))
            return (
                f"version {update.current.version} of {name} crashed the mirror twice; back to the one before"
            )
        self._watch = _Watch(shelf, name, update.crashes, now)
        _note(shelf, lambda known: known.judge(name, crashes=update.crashes + 1))
        return None

    def tend(self, now: float) -> None:
        """Call the update proven once it ran for long enough."""
        watch = self._watch
        if watch is not None and now - watch.since >= HEALTHY_SECONDS:
            self._watch = None
            _note(watch.shelf, lambda known: known.judge(watch.name, crashes=0, proven=True))

    def fail(self) -> str | None:
        """The model fails: if it is on trial, roll it back, and return what to say."""
        watch, self._watch = self._watch, None
        update = watch.shelf.known.updates.get(watch.name) if watch else None
        if watch is None or update is None:
            return None
        _note(watch.shelf, lambda known: known.roll_back(watch.name))
        return f"version {update.current.version} of {watch.name} fails; back to the one before"

    def end(self) -> None:
        """The model is not used any more, or the mirror was asked to stop: that is no crash."""
        watch, self._watch = self._watch, None
        if watch is not None:
            _note(watch.shelf, lambda known: known.judge(watch.name, crashes=watch.crashes))


def _note(shelf: Shelf, step: Callable[[Ledger], Ledger]) -> None:
    try:
        shelf.note(step)
    except ModelError as error:
        logger.warning("crashes are not counted: %s", error)
