"""The thread that prepares what the model is asked, and makes an estimate of what it answers."""

import logging
import time

from pi_pose import workers
from pi_pose.coach import repertoire
from pi_pose.coach.repertoire import Repertoire
from pi_pose.errors import InterpreterError
from pi_pose.estimate import Estimate
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference.answer import Answer
from pi_pose.inference.networks import AnyModel, View
from pi_pose.perception import NoAnswer, Perception
from pi_pose.provision.relief import Failure
from pi_pose.provision.supply import Supply
from pi_pose.settings import Settings
from pi_pose.workers import Latest, Worker

WAIT_SECONDS = 0.2

HANG_SECONDS = 10.0
"""How long one look may take. The slowest model of the catalogue takes 0.6 s on a Raspberry Pi 4, but a large
one of the owner's on a small Raspberry Pi takes seconds."""

MOST_LEFT = 3
"""How many threads may be left behind before a new process is the better start."""

END_SECONDS = 1.0

logger = logging.getLogger(__name__)


class Lookout(Worker):
    """Owns the thread that asks, and works ahead of it: while one frame is looked at, the next one is cut.

    Where frames come more seldom than answers, it is cut where the person was in the frame before it;
    otherwise where the person was one frame earlier. A thread that hangs in its model is left behind, for it
    cannot be ended.
    """

    def __init__(self, frames: Latest[Frame], supply: Supply, settings: Settings) -> None:
        super().__init__("lookout")
        self.settings = settings
        """May be replaced at any time by another thread; what depends on it is then made anew."""
        self.estimates: Latest[Estimate] = Latest()
        self.skipped = 0
        """How many frames were prepared, and then given up for newer ones."""
        self._frames = frames
        self._supply = supply
        self._model: AnyModel | None = None
        """What looks; None until there is one, and while another is brought for one that failed."""
        self._made_with = settings
        self._estimator: Estimator | None = None
        self._classifier: Repertoire | None = None
        self._left = 0
        self._patience = Patience()
        self._begin()

    @property
    def notice(self) -> str | None:
        """What the owner should know about the classifier."""
        return self._classifier.complaint if self._classifier else None

    def open(self) -> None:
        """Load the classifier, and begin to look.

        On two cores, drawing would otherwise take a third of the poses a second.
        """
        workers.go_first()
        self._classifier = repertoire.load_for_mirror(self.settings)
        self._perception.start()

    def step(self) -> None:
        """Do what comes next for an answer, or else for a frame. Raises what ended the other thread."""
        if (fault := self._perception.fault) is not None:
            raise fault
        if self._patience.ends(self._perception.looks_at, time.monotonic()):
            self._leave()
        if (estimator := self._ready()) is None:
            return
        workers.wait_for_any(WAIT_SECONDS, self._frames, self._answers)
        if (answer := self._answers.take()) is not None:
            self._learn(estimator, answer)
        elif (frame := self._frames.take()) is not None:
            self._prepare(estimator, frame)

    def close(self) -> None:
        """Look no more."""
        self._perception.stop(END_SECONDS)

    def _ready(self) -> Estimator | None:
        """The estimator for the settings and the model that count now, once there are both."""
        if (model := self._supply.ready.take(0 if self._model else WAIT_SECONDS)) is not None:
            self._model = model
            if self._estimator is not None:
                self._estimator.use(model)
        if self.settings != self._made_with:
            self._made_with, self._estimator = self.settings, None
        if self._model is None or self._classifier is None:
            return None
        self._estimator = self._estimator or Estimator(self._model, self._classifier, self._made_with)
        return self._estimator

    def _prepare(self, estimator: Estimator, frame: Frame) -> None:
        if self._views.take() is not None:  # or else it might be asked about, while a newer one is being cut
            self.skipped += 1
        self._views.put(estimator.view(frame))

    def _learn(self, estimator: Estimator, answer: Answer | NoAnswer) -> None:
        try:
            if isinstance(answer, Answer):
                self.estimates.put(estimator.learn(answer))
            elif answer.view.model is self._model:
                self._replace_model(answer.reason)
        except InterpreterError as error:
            self._replace_model(str(error))

    def _replace_model(self, reason: str) -> None:
        if self._model is not None:
            self._supply.failures.put(Failure(self._model, reason))
            self._model = None

    def _leave(self) -> None:
        self._left += 1
        self._perception.stopping.set()
        if self._left > MOST_LEFT:
            raise InterpreterError("models hang again and again; the mirror starts anew")
        self._replace_model(f"no answer within {HANG_SECONDS:g} s")
        self._begin()
        self._perception.start()

    def _begin(self) -> None:
        """With slots that nobody else knows: what a thread that was left behind says at last is not heard."""
        self._views: Latest[View] = Latest()
        self._answers: Latest[Answer | NoAnswer] = Latest(self._frames.changed)
        self._perception = Perception(self._views, self._answers)


class Patience:
    """Ends when one view is looked at for too long."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._now = 0.0
        self._waited = 0.0

    def ends(self, view: View | None, now: float) -> bool:
        """Take note of what is looked at now. A process that was stopped for a while hangs nowhere."""
        step, self._now = min(now - self._now, WAIT_SECONDS), now
        self._waited = self._waited + step if view is not None and view is self._view else 0.0
        self._view = view
        return self._waited > HANG_SECONDS
