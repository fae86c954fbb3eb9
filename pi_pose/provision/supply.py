"""The thread that decides which model is wanted, and brings it while another one answers."""

import logging
import threading
import time
from pathlib import Path

from pi_pose import workers
from pi_pose.errors import DownloadError, InterpreterError, PiPoseError, SettingsError
from pi_pose.inference import coral
from pi_pose.inference.multipose import MultiPose
from pi_pose.inference.networks import AnyModel
from pi_pose.inference.paired import Paired
from pi_pose.provision import choice
from pi_pose.provision.accelerator import Accelerator, Duty
from pi_pose.provision.backoff import Backoff
from pi_pose.provision.cooling import Cooling
from pi_pose.provision.loading import Loader
from pi_pose.provision.probation import Probation
from pi_pose.provision.relief import Failure, Relief
from pi_pose.provision.roster import Roster
from pi_pose.settings import Settings
from pi_pose.workers import Latest, Worker

WAIT_SECONDS = 0.2

FETCH_AGAIN_SECONDS = (15.0, 60.0, 300.0)
"""A network that was not there is there soon, or not for long."""

LOOK_SECONDS = 5.0
"""How often the shelf is looked at for an update."""

logger = logging.getLogger(__name__)


class Supply(Worker):
    """The first model, the next one, and the one that could not be fetched before."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("models")
        self.settings = settings
        """May be replaced at any time by another thread; another model is then loaded where it says so."""
        self.ready: Latest[AnyModel] = Latest()
        """The model to use from now on, when there is another one."""
        self.failures: Latest[Failure] = Latest()
        """What whoever uses the model found wrong with it; it is then replaced."""
        self.news: Latest[str] = Latest()
        """Said once."""
        self.ends_well = False
        """Set before the mirror stops because it was asked to, and not because something broke."""
        self.accelerator = Accelerator()
        self._made_with = settings
        self._model: AnyModel | None = None
        self._relief = Relief()
        self._cooling = Cooling()
        self._pressed = threading.Event()
        self._missing: str | None = None
        """The model that could not be fetched, and for which the one at work stands in."""
        self._complaint: str | None = None
        self._fetching: str | None = None
        self._fetch_again = Backoff(*FETCH_AGAIN_SECONDS)
        self._probation = Probation()
        self._file = Path()
        self._looked = 0.0

    @property
    def notice(self) -> str | None:
        """What the owner should know about the model, while it is so; a line for each thing."""
        told = [self._complaint, self._heat, self._fetching, self.accelerator.badge]
        return "\n".join(line for line in told if line) or None

    @property
    def _heat(self) -> str | None:
        return self._cooling.notice(self._roster.at_work) if self._cooling.hot else None

    def go_on(self) -> None:
        """Ask for the next model of the cycle."""
        self._pressed.set()

    def open(self) -> None:
        """Bring the first model, or the one that stands in meanwhile. Without any there is a fault."""
        workers.go_first()  # for the threads of the interpreters, which are started here
        self._loader = Loader(self._made_with, self._on_progress)
        configured, shelf = self._made_with.model.name, self._loader.shelf
        self._roster = Roster(shelf, self._made_with.models.cycle)
        wanted = choice.recall(configured)
        if (first := shelf.at_hand(wanted, configured)) in (wanted, configured):
            self._use_or_fall_back(wanted)
        else:
            self._use(first)
            self._missing, self._complaint = wanted, shelf.excuse(wanted)

    def step(self) -> None:
        """Bring what is wanted by now."""
        if self.settings != self._made_with:
            self._adapt()
        if self._missing is not None and self._fetch_again.is_due(time.monotonic()):
            self._want(self._missing)
        self._probation.tend(time.monotonic())
        if (failure := self.failures.take()) is not None and failure.model is self._model:
            self._relieve(failure.reason)
        self._look_for_update(time.monotonic())
        if self._cooling.follow(time.monotonic(), self._made_with.heat.lighter_at_celsius):
            self._spare_the_processor()
        if self._pressed.wait(WAIT_SECONDS):
            self._pressed.clear()
            self._go_on()

    def close(self) -> None:
        """Interpreters need no closing. An end that was asked for does not count against the model."""
        if self.ends_well:
            self._probation.end()

    def _use(self, name: str, *, apart: bool = False) -> None:
        """Bring a model to work, into a process of its own where it is to be kept `apart`.

        Raises ModelError or InterpreterError; then the one before stays.
        """
        shelf = self._loader.shelf
        plain, compiled = shelf.twins(name)
        told = self._probation.begin(shelf, plain, time.monotonic())
        try:
            # The first model is tried by the first frame: there is none yet that could go on answering.
            model = self._loader.load(plain, apart=apart, tried=self._model is not None)
        finally:
            self._fetching = None
        if told:
            self.news.put(told)
        self._file = shelf.path(plain)
        self._roster.turn_to(plain)
        self._missing, self._complaint = None, None
        self._fetch_again.reset()
        if compiled is None or isinstance(model, MultiPose) or self._made_with.model.accelerator == "cpu":
            self.accelerator.duty = None
            self._hand_out(model)
        else:
            self._pair(Paired(model), plain, compiled)

    def _hand_out(self, model: AnyModel) -> None:
        self._model = model
        self.ready.put(model)

    def _pair(self, pair: Paired, plain: str, compiled: str) -> None:
        self._hand_out(pair)
        duty = Duty(pair, plain, compiled, self._made_with)
        if not duty.insists and self.accelerator.duty is None and coral.find() is None:
            logger.warning("no Coral is plugged in; the CPU finds the keypoints")
        self.accelerator.duty = duty

    def _use_or_fall_back(self, wanted: str) -> None:
        configured = self._made_with.model.name
        try:
            self._use(wanted)
        except PiPoseError as error:
            if wanted == configured:
                raise
            self.news.put(f"{wanted} is skipped: {error}")
            self._use(configured)

    def _want(self, name: str) -> None:
        """Bring a model to work; while it cannot be had, the one at work stands in for it."""
        try:
            self._use(name)
        except PiPoseError as error:
            logger.warning("%s", error)
            self._missing = name if isinstance(error, DownloadError) else None
            self._complaint = self._excuse(name, error)
            self._fetch_again.failed(time.monotonic())

    def _excuse(self, name: str, error: PiPoseError) -> str:
        """Why another model is at work. That a network is not there yet is no reason for many words."""
        if self._missing and self._roster.at_work == self._loader.shelf.stand_in:
            return self._loader.shelf.excuse(name)
        return f"{self._roster.at_work} stands in for {name}: {error}"

    def _relieve(self, reason: str) -> None:
        """The model at work fails: bring it once more, apart, and the next time another.

        Raises InterpreterError when there is none.
        """
        name, now = self._roster.at_work, time.monotonic()
        logger.warning("%s fails: %s", name, reason)
        if self._relief.note(name, now):
            self.news.put(f"{name} is started again: {reason}")
            if self._try(name, apart=True):
                return
        if told := self._probation.fail():
            self._relief.forget(name)
            if self._try(name):
                self.news.put(told)
                return
        for other in self._roster.reserves:
            if self._relief.trusts(other, now) and self._try(other):
                self._complaint = f"{other} stands in for {name}: {reason}"
                return
        raise InterpreterError(f"{name} fails, and no other model is here: {reason}")

    def _try(self, name: str, *, apart: bool = False) -> bool:
        if self.stopping.is_set():
            return False
        try:
            self._use(name, apart=apart)
        except PiPoseError as error:
            logger.warning("%s", error)
            return False
        return True

    def _spare_the_processor(self) -> None:
        """Turn to the lightest model when it has become hot, and back when it has cooled."""
        before, rests = self._roster.at_work, self._cooling.rests
        if not self._cooling.hot:
            if rests is not None and self._try(rests):
                logger.warning("it has cooled: back to %s", rests)
            self._cooling.rests = None
            return
        lighter = self._loader.shelf.lightest([before, *self._roster.upcoming])
        if lighter is not None and lighter != before and self._try(lighter):
            logger.warning("too hot: %s stands in for %s", lighter, before)
            self._cooling.rests = before

    def _look_for_update(self, now: float) -> None:
        """Turn to the newer version of the model at work that `pi-pose models update` put there."""
        if now - self._looked < LOOK_SECONDS:
            return
        self._looked = now
        if self._loader.shelf.path(self._roster.at_work) != self._file:
            self._want(self._roster.at_work)

    def _adapt(self) -> None:
        """Follow the settings; a model that cannot be had leaves the old one at work."""
        before, self._made_with = self._made_with, self.settings
        after = self._made_with
        if (after.model, after.models) == (before.model, before.models):
            return
        try:
            self._loader = Loader(after, self._on_progress)
        except SettingsError as error:
            self._complaint = str(error)
            return
        self._roster.adapt(self._loader.shelf, after.models.cycle)
        if chosen_anew := after.model.name != before.model.name:
            self._cooling.rests = None
        self._want(after.model.name if chosen_anew else self._missing or self._roster.at_work)

    def _go_on(self) -> None:
        """Bring the next model of the cycle that can be had."""
        skipped: list[str] = []
        for name in self._roster.upcoming:
            try:
                self._use(name)
            except PiPoseError as error:
                logger.warning("%s", error)
                skipped.append(f"{name} is skipped: {error}")
            else:
                self._cooling.rests = None  # somebody wants this one, hot as it is
                forgotten = choice.remember(self._made_with.model.name, name)
                self.news.put("\n".join([*skipped, name, *([forgotten] if forgotten else [])]))
                return
        self.news.put("\n".join(skipped) or f"{self._roster.at_work} is the only model here")

    def _on_progress(self, here: int, size: int) -> None:
        self.progressed()
        self._fetching = f"fetching the pose model: {here / size:.0%}"
