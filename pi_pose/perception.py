"""The thread that owns the interpreters."""

import logging

from pi_pose.coach.classifier import YogaClassifier
from pi_pose.errors import PiPoseError
from pi_pose.estimate import Estimate
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference.networks import AnyModel
from pi_pose.provision.loading import Loader
from pi_pose.settings import Settings
from pi_pose.workers import Latest, Worker

WAIT_SECONDS = 0.2

logger = logging.getLogger(__name__)


class Perception(Worker):
    """Turns the newest frame into an estimate, again and again."""

    def __init__(self, frames: Latest[Frame], settings: Settings) -> None:
        super().__init__("inference")
        self.settings = settings
        """May be replaced at any time by another thread; what depends on it is then made anew."""
        self.estimates: Latest[Estimate] = Latest()
        self.notice: str | None = None
        """What the owner should know about the model, while it is so."""
        self._frames = frames
        self._made_with = settings

    def open(self) -> None:
        """Fetch and load the models. Without any there is nothing to do: a fault."""
        self._model = self._load_model(self.settings)
        self._classifier = YogaClassifier(runtime=self.settings.model.runtime)
        self._estimator = Estimator(self._model, self._classifier, self.settings)

    def step(self) -> None:
        """Estimate the newest frame, if there is one."""
        if self.settings != self._made_with:
            self._adapt()
        if (frame := self._frames.take(WAIT_SECONDS)) is not None:
            self.estimates.put(self._estimator.follow(frame))

    def close(self) -> None:
        """Interpreters need no closing."""

    def _load_model(self, settings: Settings) -> AnyModel:
        model = Loader(settings, self._fetching).load(settings.model.name)
        self.notice = None
        return model

    def _fetching(self, here: int, size: int) -> None:
        self.progressed()
        self.notice = f"fetching the pose model: {here / size:.0%}"

    def _adapt(self) -> None:
        """Follow the settings; a model that cannot be had leaves the old one at work."""
        settings = self.settings
        try:
            if (settings.model, settings.models) != (self._made_with.model, self._made_with.models):
                self._model = self._load_model(settings)
        except PiPoseError as error:
            logger.warning("%s", error)
            self.notice = str(error)
        self._made_with = settings
        self._estimator = Estimator(self._model, self._classifier, settings)
