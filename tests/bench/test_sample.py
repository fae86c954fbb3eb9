"""The yardstick does what the mirror does."""

from pathlib import Path

from pi_pose.athlete import Stage
from pi_pose.bench.sample import Sample
from pi_pose.coach.classifier import SHIPPED, YogaClassifier
from pi_pose.inference.interpreter import Interpreter


def test_the_sample_names_the_pose_that_the_athlete_holds(
    lightning: Path, classifier: YogaClassifier
) -> None:
    stage = Stage((640, 480))
    times = [i / 5 for i in range(round(5 * stage.cycle_seconds))]
    held = [t for t in times if stage.moment_at(t).label == "tree"]
    sample = Sample(Interpreter(lightning), SHIPPED)
    answers = [sample.follow(stage.frame_at(t).image) for t in held]
    named = [classifier.labels[answer[0][0]] for answer in answers]
    assert named.count("tree") > len(named) / 2
    assert all(abs(sum(share for _, share in answer) - 1) < 1e-3 for answer in answers)
