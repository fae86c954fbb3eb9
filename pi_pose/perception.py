"""The thread that looks at frames."""

from pi_pose import workers
from pi_pose.coach import repertoire
from pi_pose.coach.repertoire import Repertoire
from pi_pose.estimate import Estimate
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference.networks import AnyModel
from pi_pose.settings import Settings
from pi_pose.workers import Latest, Worker

WAIT_SECONDS = 0.2


class Perception(Worker):
    """Turns the newest frame into an estimate, again and again, with the newest model."""

    def __init__(self, frames: Latest[Frame], models: Latest[AnyModel], settings: Settings) -> None:
        super().__init__("inference")
        self.settings = settings
        """May be replaced at any time by another thread; what depends on it is then made anew."""
        self.estimates: Latest[Estimate] = Latest()
        self._frames = frames
        self._models = models
        self._made_with = settings
        self._model: AnyModel | None = None
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
        if (model := self._models.take(0 if self._model else WAIT_SECONDS)) is not None:
            self._turn_to(model)
        if self.settings != self._made_with:
            self._made_with, self._estimator = self.settings, None
        if self._model is None or self._classifier is None:
            return
        if (frame := self._frames.take(WAIT_SECONDS)) is not None:
            self._estimator = self._estimator or Estimator(self._model, self._classifier, self._made_with)
            self.estimates.put(self._estimator.follow(frame))

    def close(self) -> None:
        """Interpreters need no closing."""

    def _turn_to(self, model: AnyModel) -> None:
        self._model = model
        if self._estimator is not None:
            self._estimator.use(model)
