"""Names the pose in what was seen, live or replayed."""

from pi_pose.coach import visibility
from pi_pose.coach.announcer import Announcer, judge
from pi_pose.coach.classifier import PoseClassifier
from pi_pose.estimate import Classification, Estimate, Reason, Sighting
from pi_pose.settings import Settings

NOBODY = Classification(None, 0.0, Reason("nobody"))


class Recogniser:
    """A classifier, and what was announced before."""

    def __init__(self, classifier: PoseClassifier, settings: Settings) -> None:
        self._classifier = classifier
        self._settings = settings
        self._announcer = Announcer(settings.thresholds)

    def follow(self, seen: Sighting) -> Estimate:
        """Name the pose in the next sighting of a stream."""
        found = self._classify(seen, self._announcer.label)
        return self._estimate(seen, self._announcer.announce(found, seen.timestamp))

    def look(self, seen: Sighting) -> Estimate:
        """Name the pose in a sighting that has nothing to do with the ones before."""
        return self._estimate(seen, self._classify(seen))

    def _estimate(self, seen: Sighting, found: Classification) -> Estimate:
        return Estimate(
            *(seen.index, seen.timestamp, seen.size_wh, seen.brightness, seen.pose, seen.others, seen.model),
            classification=found,
        )

    def _classify(self, seen: Sighting, announced: str | None = None) -> Classification:
        if seen.pose is None:
            return NOBODY
        thresholds = self._settings.for_model(seen.model).thresholds
        guess = self._classifier.guess(seen.pose, seen.size_wh, seen.model)
        found = judge(guess, thresholds, announced)
        hidden = visibility.hidden(seen.model)
        if found.label is not None and visibility.obstacle(seen.pose, hidden) is None:
            return found
        reason = visibility.obstacle(seen.pose, thresholds.keypoint_score) or found.reason
        return Classification(None, found.score, reason)
