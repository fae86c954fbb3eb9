"""The thread that looks at frames."""

from pi_pose import workers
from pi_pose.coach import repertoire
from pi_pose.coach.repertoire import Repertoire
from pi_pose.errors import InterpreterError
from pi_pose.estimate import Estimate
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference.networks import AnyModel
from pi_pose.provision.relief import Failure
from pi_pose.provision.supply import Supply
from pi_pose.settings import Settings
from pi_pose.workers import Latest, Worker

WAIT_SECONDS = 0.2


class Perception(Worker):
    """Turns the newest frame into an estimate, again and again, with the newest model."""

    def __init__(
        self, frames: Latest[Frame], supply: Supply, settings: Settings, estimates: Latest[Estimate]
    ) -> None:
        super().__init__("inference")
        self.settings = settings
        """May be replaced at any time by another thread; what depends on it is then made anew."""
        self.looks_at: Frame | None = None
        """The frame of which the keypoints are sought right now."""
        self.model: AnyModel | None = None
        """What looks; None until there is one, and while another is brought for one that failed."""
        self._frames = frames
        self._supply = supply
        self._estimates = estimates
        self._made_with = settings
        self._estimator: Estimator | None = None
        self._classifier: Repertoire | None = None

    @property
    def notice(self) -> str | None:
        """What the owner should know about the classifier."""
        return self._classifier.complaint if self._classifier else None

    def open(self) -> None:
        """Load the classifier. On two cores, drawing would otherwise take a third of the poses a second."""
        workers.go_first()
        self._classifier = repertoire.load_for_mirror(self.settings)

    def step(self) -> None:
        """Estimate the newest frame, once there is a model and a frame."""
        if (model := self._supply.ready.take(0 if self.model else WAIT_SECONDS)) is not None:
            self._turn_to(model)
        if self.settings != self._made_with:
            self._made_with, self._estimator = self.settings, None
        if self.model is None or self._classifier is None:
            return
        if (frame := self._frames.take(WAIT_SECONDS)) is not None:
            self._estimator = self._estimator or Estimator(self.model, self._classifier, self._made_with)
            self._look(self._estimator, frame)

    def close(self) -> None:
        """Interpreters need no closing."""

    def fail(self, reason: str) -> None:
        """Have the model replaced that looks."""
        if (model := self.model) is not None:
            self._supply.failures.put(Failure(model, reason))

    def _look(self, estimator: Estimator, frame: Frame) -> None:
        self.looks_at = frame
        try:
            estimate = estimator.follow(frame)
        except InterpreterError as error:
            self.fail(str(error))
            self.model = None
        else:
            if not self.stopping.is_set():  # a look that was given up is of no use any more
                self._estimates.put(estimate)
        finally:
            self.looks_at = None

    def _turn_to(self, model: AnyModel) -> None:
        self.model = model
        if self._estimator is not None:
            self._estimator.use(model)
