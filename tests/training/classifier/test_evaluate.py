"""Figures that say how good a classifier is."""

import numpy as np
import pytest

from pi_pose.coach import embedding
from pi_pose.coach.classifier import NONE, Guess, YogaClassifier
from pi_pose.pose import Pose
from pi_pose.training.classifier import evaluate
from pi_pose.training.classifier.evaluate import Report
from pi_pose.training.classifier.samples import Samples
from tests.poses import standing

ROW = embedding.row(standing(), (100, 100))


class Parrot(YogaClassifier):
    """Says what it is told, one after another."""

    def __init__(self, *guesses: Guess) -> None:
        self._guesses = list(guesses)

    def guess(self, pose: Pose, size_wh: tuple[int, int], _model: str = "", /) -> Guess:
        assert size_wh == (1, 1)
        assert pose.xy.shape == (17, 2)
        return self._guesses.pop(0)


def report(*asked: tuple[str, Guess]) -> Report:
    labels = np.array([label for label, _ in asked])
    names = np.array([f"{i}.jpg" for i in range(len(asked))])
    samples = Samples(np.repeat(ROW[np.newaxis], len(asked), axis=0), labels, names)
    return evaluate.evaluate(Parrot(*(guess for _, guess in asked)), samples, label_score=0.6)


TREE, UNSURE, DOG, NOTHING = Guess("tree", 0.9), Guess("tree", 0.5), Guess("dog", 0.8), Guess(None, 0.7)


def test_a_guess_that_is_not_sure_counts_as_none() -> None:
    found = report(("tree", TREE), ("tree", UNSURE), (NONE, UNSURE), (NONE, NOTHING))
    assert found.accuracy == 0.75
    assert found.confusion["tree", NONE] == 1


def test_precision_and_recall_are_those_of_the_textbook() -> None:
    found = report(("tree", TREE), ("tree", TREE), ("tree", DOG), ("dog", TREE), ("dog", DOG), ("dog", DOG))
    assert found.precision("tree") == pytest.approx(2 / 3)
    assert found.recall("dog") == pytest.approx(2 / 3)
    assert np.isnan(found.precision(NONE))


def test_the_worst_mistakes_are_those_it_was_most_sure_of() -> None:
    found = report(("dog", TREE), ("tree", TREE), ("tree", DOG), ("tree", UNSURE))
    assert [answer.name for answer in found.mistakes()] == ["0.jpg", "2.jpg", "3.jpg"]


def test_confidence_that_comes_true_is_calibrated() -> None:
    honest = report(*[("tree", TREE)] * 9, ("dog", TREE))
    boastful = report(*[("tree", TREE)] * 5, *[("dog", TREE)] * 5)
    assert honest.calibration_error == pytest.approx(0, abs=1e-9)
    assert boastful.calibration_error == pytest.approx(0.4)


def test_the_table_has_a_row_a_label_and_names_of_any_length() -> None:
    table = report(("a pose with a rather long name", TREE), ("tree", TREE)).table()
    assert len(table.splitlines()) == 3
    assert len({len(line) for line in table.splitlines()}) == 1
