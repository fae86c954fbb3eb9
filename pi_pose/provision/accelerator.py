"""The thread that owns the Edge TPU: finds, tries, loses it and takes it back, while the CPU answers."""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from pi_pose.errors import ModelError, PiPoseError
from pi_pose.inference import coral, networks
from pi_pose.inference.multipose import MultiPose
from pi_pose.inference.paired import Paired
from pi_pose.inference.tracker import PoseModel
from pi_pose.provision import reference
from pi_pose.provision.backoff import Backoff
from pi_pose.provision.loading import Loader
from pi_pose.settings import Settings
from pi_pose.workers import Worker

if TYPE_CHECKING:
    from pi_pose.inference.remote import RemoteInterpreter

RETRY_SECONDS = (5.0, 15.0, 60.0)

LOOK_SECONDS = 1.0
"""How often the plugs are looked at."""

STEADY_SECONDS = 60.0
"""After so long without trouble the next loss counts as the first."""

WAIT_SECONDS = 0.1

logger = logging.getLogger(__name__)


class Duty(Struct, frozen=True):
    """A pair of models, whose Edge TPU half is to be brought to work."""

    pair: Paired
    plain: str
    compiled: str
    settings: Settings

    @property
    def insists(self) -> bool:
        """Whether to try without seeing a Coral, too."""
        return self.settings.model.accelerator == "edgetpu"


class Accelerator(Worker):
    """Serves one pair of models at a time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__("edgetpu")
        self.duty: Duty | None = None
        """May be replaced at any time by another thread."""
        self.badge: str | None = None
        """Why the CPU answers, while it does so in the place of the Edge TPU."""
        self._clock = clock
        self._backoff = Backoff(*RETRY_SECONDS)
        self._looked = float("-inf")
        self._present: str | None = None
        self._serving: Duty | None = None
        self._interpreter: RemoteInterpreter | None = None
        self._answers_since: float | None = None

    def open(self) -> None:
        """The device is opened when there is something to do for it."""

    def step(self) -> None:
        """Notice what came, went or failed, and try what is due."""
        if self.duty is not self._serving:
            self._turn_to(self.duty)
        if self._serving is not None:
            self._tend(self._serving)
        self.stopping.wait(WAIT_SECONDS)

    def close(self) -> None:
        """Let the device go; the CPU answers."""
        self._turn_to(None)

    def _turn_to(self, duty: Duty | None) -> None:
        before, self._serving = self._serving, duty
        if before is not None:
            before.pair.take_back()
        self._end()
        self._backoff.reset()
        self.badge = None

    def _tend(self, duty: Duty) -> None:
        self._look()
        if self._interpreter is not None and duty.pair.trouble is not None:
            self._lose(duty.pair.trouble)
        elif self._interpreter is None and self._may_try(duty):
            self._try(duty)

    def _may_try(self, duty: Duty) -> bool:
        return bool(self._present or duty.insists) and self._backoff.is_due(self._clock())

    def _look(self) -> None:
        if self._clock() - self._looked < LOOK_SECONDS:
            return
        self._looked = self._clock()
        before, self._present = self._present, coral.find()
        if self._present and not before:
            self._backoff.reset()

    def _try(self, duty: Duty) -> None:
        try:
            loader = Loader(duty.settings, self._on_progress)
            model = self._bring(duty, loader)
            self.progressed()
            reference.require_same(model, loader.load(duty.plain))
        except PiPoseError as error:
            self._lose(str(error))
            return
        duty.pair.hand_over(model)
        self._answers_since, self.badge = self._clock(), None
        logger.info("%s answers on %s", duty.compiled, self._present or "the Edge TPU")

    def _bring(self, duty: Duty, loader: Loader) -> PoseModel:
        from pi_pose.inference.remote import RemoteInterpreter  # noqa: PLC0415  few have an Edge TPU

        self._interpreter = RemoteInterpreter(loader.request(duty.compiled))
        kind = loader.shelf.entry(duty.compiled).kind
        model = networks.read(self._interpreter, kind, duty.compiled)
        if isinstance(model, MultiPose):
            raise ModelError(f"{duty.compiled} sees several people, which no model for the Edge TPU does")
        return model

    def _on_progress(self, here: int, size: int) -> None:
        self.progressed()
        self.badge = f"Edge TPU: fetching its model: {here / size:.0%}"

    def _lose(self, reason: str) -> None:
        self._end()
        now, since = self._clock(), self._answers_since
        self._answers_since = None
        if since is not None and now - since > STEADY_SECONDS:
            self._backoff.reset()
        wait = self._backoff.failed(now)
        self.badge = f"Edge TPU: {reason}; the CPU carries on"
        logger.warning("%s; next try in %g s", self.badge, wait)

    def _end(self) -> None:
        interpreter, self._interpreter = self._interpreter, None
        if interpreter is not None:
            interpreter.close()
