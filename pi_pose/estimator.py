"""Everything the mirror does with one frame: find the person, name the pose."""

from pi_pose.coach import visibility
from pi_pose.coach.announcer import Announcer, judge
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.estimate import Classification, Estimate
from pi_pose.frames import Frame
from pi_pose.inference.tracker import PoseModel, Tracker
from pi_pose.pose import Pose
from pi_pose.settings import Settings

NOBODY = Classification(None, 0.0, "nobody in view")


class Estimator:
    """One pose model and one classifier, and what they remember of the frames before."""

    def __init__(self, model: PoseModel, classifier: YogaClassifier, settings: Settings) -> None:
        self._classifier = classifier
        self._thresholds = settings.thresholds
        self._tracker = Tracker(model, settings)
        self._announcer = Announcer(settings.thresholds)
        self._name = settings.model.name

    def follow(self, frame: Frame) -> Estimate:
        """Look at the next frame of a stream."""
        pose = self._tracker.follow(frame)
        announced = self._announcer.announce(self._classify(pose, frame), frame.timestamp)
        return Estimate(frame.index, frame.timestamp, pose, announced, self._name)

    def look(self, frame: Frame) -> Estimate:
        """Look at a picture that has nothing to do with the ones before."""
        pose = self._tracker.find(frame)
        return Estimate(frame.index, frame.timestamp, pose, self._classify(pose, frame), self._name)

    def _classify(self, pose: Pose | None, frame: Frame) -> Classification:
        if pose is None:
            return NOBODY
        found = judge(self._classifier.guess(pose, frame.size_wh), self._thresholds)
        if found.label is not None and visibility.obstacle(pose, visibility.HIDDEN) is None:
            return found
        reason = visibility.obstacle(pose, self._thresholds.keypoint_score) or found.reason
        return Classification(None, found.score, reason)
