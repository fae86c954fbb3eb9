"""Everything the mirror does with one frame: find the person, name the pose."""

from pi_pose.coach.classifier import YogaClassifier
from pi_pose.estimate import Estimate, Sighting
from pi_pose.frames import Frame
from pi_pose.inference.tracker import PoseModel, Tracker
from pi_pose.pose import Pose
from pi_pose.recogniser import Recogniser
from pi_pose.settings import Settings


class Estimator:
    """One pose model and one classifier, and what they remember of the frames before."""

    def __init__(self, model: PoseModel, classifier: YogaClassifier, settings: Settings) -> None:
        self._tracker = Tracker(model, settings)
        self._recogniser = Recogniser(classifier, settings)

    def follow(self, frame: Frame) -> Estimate:
        """Look at the next frame of a stream."""
        return self._recogniser.follow(_seen(frame, self._tracker.follow(frame)))

    def look(self, frame: Frame) -> Estimate:
        """Look at a picture that has nothing to do with the ones before."""
        return self._recogniser.look(_seen(frame, self._tracker.find(frame)))


def _seen(frame: Frame, pose: Pose | None) -> Sighting:
    return Sighting(frame.index, frame.timestamp, frame.size_wh, frame.brightness, pose)
