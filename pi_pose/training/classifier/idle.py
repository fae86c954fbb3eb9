"""False labels a minute: what the mirror says while somebody does no pose at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pi_pose.analyze import Analysis
from pi_pose.athlete import Stage
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference.networks import AnyModel
from pi_pose.settings import Settings

FPS = 15
"""Of the synthetic athlete."""

GAP_SECONDS = 1.0
"""A label that is back so soon is still the same one."""


@dataclass(frozen=True, slots=True)
class Idleness:
    """Time in which there was nothing to say, and how often something was said."""

    name: str
    seconds: float
    labels: tuple[str, ...]
    """Each as it appeared on the glass."""

    @property
    def per_minute(self) -> float:
        """False labels."""
        return 60 * len(self.labels) / self.seconds if self.seconds else 0.0


def film(path: Path, model: AnyModel, classifier: YogaClassifier, settings: Settings) -> Idleness:
    """Watch a video in which nobody does a pose. Raises SourceError when it cannot be read."""
    analysis = Analysis(model, classifier, settings)
    said = [(f.frame.timestamp, f.estimate.classification.label) for f in analysis.findings([path])]
    return Idleness(path.name, said[-1][0] if said else 0.0, _appearances(said))


def athlete(model: AnyModel, classifier: YogaClassifier, settings: Settings) -> Idleness:
    """Watch the synthetic athlete walk in, rest and walk out."""
    stage, estimator = Stage(), Estimator(model, classifier, settings)
    said, seconds = [], 0.0
    for index in range(round(stage.cycle_seconds * FPS)):
        scene, now = stage.frame_at(index / FPS), index / FPS
        label = estimator.follow(Frame(scene.image, index, now)).classification.label
        if scene.label is None and scene.phase != "transition":
            seconds += 1 / FPS
            said.append((now, label))
    return Idleness("the athlete, walking and resting", seconds, _appearances(said))


def _appearances(said: Iterable[tuple[float, str | None]]) -> tuple[str, ...]:
    appeared: list[str] = []
    last, last_seen = None, 0.0
    for timestamp, label in said:
        if label is None:
            continue
        if label != last or timestamp - last_seen > GAP_SECONDS:
            appeared.append(label)
        last, last_seen = label, timestamp
    return tuple(appeared)
