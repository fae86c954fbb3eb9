"""Everything the mirror does with one frame: find the person, name the pose."""

from pi_pose.coach.classifier import PoseClassifier
from pi_pose.estimate import Estimate, Sighting
from pi_pose.frames import Frame
from pi_pose.inference import networks
from pi_pose.inference.answer import Answer
from pi_pose.inference.networks import AnyModel, View
from pi_pose.pose import Pose
from pi_pose.recogniser import Recogniser
from pi_pose.settings import Settings


class Estimator:
    """One pose model and one classifier, and what they remember of the frames before."""

    def __init__(self, model: AnyModel, classifier: PoseClassifier, settings: Settings) -> None:
        self._settings = settings
        self._follower = networks.follower(model, settings)
        self._recogniser = Recogniser(classifier, settings)

    def use(self, model: AnyModel) -> None:
        """Look with another model from the next frame on; what was announced stays announced."""
        self._follower = networks.follower(model, self._settings, self._follower)

    def follow(self, frame: Frame) -> Estimate:
        """Look at the next frame of a stream."""
        return self.learn(self.view(frame).ask())

    def view(self, frame: Frame) -> View:
        """Return what the model is to be asked about the next frame of a stream."""
        return self._follower.view(frame)

    def learn(self, answer: Answer) -> Estimate:
        """Make an estimate of what the model answered."""
        pose = self._follower.learn(answer)
        return self._recogniser.follow(self._seen(answer.frame, pose, answer.model))

    def look(self, frame: Frame) -> Estimate:
        """Look at a picture that has nothing to do with the ones before."""
        pose = self._follower.find(frame)
        return self._recogniser.look(self._seen(frame, pose, self._follower.model.name))

    def _seen(self, frame: Frame, pose: Pose | None, model: str) -> Sighting:
        return Sighting(
            *(frame.index, frame.timestamp, frame.size_wh, frame.brightness, pose),
            *(self._follower.others, model),
        )
