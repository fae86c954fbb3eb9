"""Measures a classifier on samples it has not learned from, through the code that the mirror runs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pi_pose.coach.classifier import NONE, YogaClassifier
from pi_pose.coach.embedding import Rows
from pi_pose.pose import Pose
from pi_pose.training.classifier.samples import Samples

BINS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a classifier said about one sample."""

    name: str
    """The picture it is from."""
    label: str
    answer: str
    """The label the mirror would show; NONE when it would show none."""
    guess: str
    score: float
    """Of the guess, sure enough or not."""
    row: Rows
    """(17, 3)."""

    @property
    def right(self) -> bool:
        """Whether the mirror would be right."""
        return self.answer == self.label


@dataclass(frozen=True)
class Report:
    """What a classifier said about many."""

    answers: list[Answer]

    @property
    def accuracy(self) -> float:
        """The share that was called by its own label; NaN of none."""
        return float(np.mean([answer.right for answer in self.answers])) if self.answers else float("nan")

    @cached_property
    def labels(self) -> list[str]:
        """All that were expected or answered, NONE last."""
        every = {answer.label for answer in self.answers} | {answer.answer for answer in self.answers}
        return sorted(every, key=lambda label: (label == NONE, label))

    @cached_property
    def confusion(self) -> Counter[tuple[str, str]]:
        """How often which label was called what."""
        return Counter((answer.label, answer.answer) for answer in self.answers)

    def precision(self, label: str) -> float:
        """Of all that were called so, the share that is so."""
        return _share(
            self.confusion[label, label], sum(self.confusion[other, label] for other in self.labels)
        )

    def recall(self, label: str) -> float:
        """Of all that are so, the share that was called so."""
        return _share(
            self.confusion[label, label], sum(self.confusion[label, other] for other in self.labels)
        )

    @property
    def calibration_error(self) -> float:
        """How far scores are from the share of right guesses, on average over ten ranges of scores (ECE)."""
        scores = np.array([answer.score for answer in self.answers])
        right = np.array([answer.guess == answer.label for answer in self.answers])
        bins = np.minimum((scores * BINS).astype(int), BINS - 1)
        off = [abs((right[bins == i] - scores[bins == i]).sum()) for i in range(BINS)]
        return float(sum(off) / len(scores)) if len(scores) else float("nan")

    def mistakes(self) -> list[Answer]:
        """Return the wrong answers, those given with the most confidence first."""
        return sorted((answer for answer in self.answers if not answer.right), key=lambda one: -one.score)

    def table(self) -> str:
        """Write who was called what, a row a label."""
        width = max(10, *(len(label) + 2 for label in self.labels)) if self.labels else 10
        heads = [*self.labels, "precision", "recall"]
        rows = [" " * width + "".join(f"{head:>{width}}" for head in heads)]
        rows += [
            f"{label:<{width}}" + "".join(f"{cell:>{width}}" for cell in self._cells(label))
            for label in self.labels
        ]
        return "\n".join(rows)

    def _cells(self, label: str) -> Iterator[str]:
        yield from (str(self.confusion[label, answer]) for answer in self.labels)
        yield f"{self.precision(label):.1%}"
        yield f"{self.recall(label):.1%}"


def evaluate(classifier: YogaClassifier, samples: Samples, label_score: float) -> Report:
    """Ask about every sample; guesses below `label_score` count as NONE, as on the glass."""
    return Report([_ask(classifier, samples, index, label_score) for index in range(len(samples))])


def _ask(classifier: YogaClassifier, samples: Samples, index: int, label_score: float) -> Answer:
    row = samples.rows[index]
    guess = classifier.guess(Pose(row[:, :2], np.clip(row[:, 2], 0, 1)), (1, 1))
    sure = guess.label is not None and guess.score >= label_score
    answer = guess.label if sure and guess.label else NONE
    name, label = str(samples.names[index]), str(samples.labels[index])
    return Answer(name, label, answer, guess.label or NONE, guess.score, row)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
