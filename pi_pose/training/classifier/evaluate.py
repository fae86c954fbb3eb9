"""Measures a classifier on samples it has not learned from, through the code that the mirror runs."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from pi_pose.coach.classifier import NONE, YogaClassifier
from pi_pose.pose import Pose
from pi_pose.training.classifier.samples import Samples


@dataclass(frozen=True, slots=True)
class Report:
    """What a classifier said about samples."""

    answers: Counter[tuple[str, str]]
    """How often which label was called what."""

    @property
    def accuracy(self) -> float:
        """The share that was called by its own label."""
        right = sum(n for (label, answer), n in self.answers.items() if label == answer)
        return right / self.answers.total()

    def table(self) -> str:
        """Write who was called what, a row a label."""
        labels = sorted({label for label, _ in self.answers})
        answers = sorted({answer for _, answer in self.answers})
        rows = [f"{'':<10}" + "".join(f"{answer:>10}" for answer in answers)]
        rows += [
            f"{label:<10}" + "".join(f"{self.answers[label, answer]:>10}" for answer in answers)
            for label in labels
        ]
        return "\n".join(rows)


def evaluate(classifier: YogaClassifier, samples: Samples, label_score: float) -> Report:
    """Ask about every sample; guesses below `label_score` count as NONE, as on the glass."""
    answers: Counter[tuple[str, str]] = Counter()
    for row, label in zip(samples.rows, samples.labels, strict=True):
        guess = classifier.guess(Pose(row[:, :2], np.clip(row[:, 2], 0, 1)), (1, 1))
        sure = guess.label is not None and guess.score >= label_score
        answers[str(label), guess.label if sure and guess.label else NONE] += 1
    return Report(answers)
