"""How good the mirror is, on pictures it was not made from; `pytest -s` prints the figures."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from pi_pose.analyze import Analysis, files
from pi_pose.athlete import Stage
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.coach.shipped import ShippedClassifier
from pi_pose.demo import hits
from pi_pose.estimate import Estimate
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.models.shelf import Shelf
from pi_pose.settings import Settings

FPS = 15


@pytest.fixture
def analysis(movenet: MoveNet, classifier: YogaClassifier, settings: Settings) -> Analysis:
    return Analysis(movenet, classifier, settings)


def test_yoga_pictures_of_people_never_seen_are_named(analysis: Analysis, shared: Path) -> None:
    answers = Counter(
        (finding.source.parent.name, finding.estimate.classification.label)
        for finding in analysis.findings(files([shared / "yoga_cg/test"]))
    )
    right = sum(n for (label, answer), n in answers.items() if label == answer)
    print(f"\nyoga_cg/test: {right} of {answers.total()} right, {right / answers.total():.2%}")
    print([(pair, n) for pair, n in answers.items() if pair[0] != pair[1]])
    assert answers.total() == 495
    assert right / answers.total() >= 0.98


def test_they_are_named_while_the_starter_model_stands_in_too(settings: Settings, shared: Path) -> None:
    starter = MoveNet(Interpreter(Shelf(settings).path("starter")), "starter")
    found = Analysis(starter, ShippedClassifier(), settings).findings(files([shared / "yoga_cg/test"]))
    answers = Counter((one.source.parent.name, one.estimate.classification.label) for one in found)
    right = sum(n for (label, answer), n in answers.items() if label == answer)
    wrong = sum(n for (label, answer), n in answers.items() if answer not in {label, None})
    print(f"\nyoga_cg/test, starter: {right} of {answers.total()} right, {wrong} wrong", answers)
    assert right / answers.total() >= 0.9
    assert wrong <= 3


def test_a_person_doing_squats_is_followed_and_never_called_anything_but_chair(
    analysis: Analysis, shared: Path
) -> None:
    found = list(analysis.findings([shared / "video/pose_squats.mp4"]))
    labels = Counter(finding.estimate.classification.label for finding in found)
    print(f"\npose_squats: {labels}")
    assert len(found) == 65
    assert all(finding.estimate.pose is not None for finding in found)
    assert set(labels) <= {"chair", None}


@pytest.mark.parametrize("video", ["coach_drill1.mp4", "coach_drill2.mp4"])
def test_a_footballer_does_no_yoga(analysis: Analysis, shared: Path, video: str) -> None:
    found = list(analysis.findings([shared / "video" / video]))
    labels = Counter(finding.estimate.classification.label for finding in found)
    print(f"\n{video}: {labels}")
    assert len(found) > 250
    assert set(labels) == {None}


def test_the_athlete_is_found_and_named(
    movenet: MoveNet, classifier: YogaClassifier, settings: Settings
) -> None:
    stage, estimator = Stage(), Estimator(movenet, classifier, settings)
    found: dict[str, list[float]] = defaultdict(list)
    right: dict[str, list[bool]] = defaultdict(list)
    said: dict[str, Counter[str | None]] = defaultdict(Counter)
    for index in range(round(stage.cycle_seconds * FPS)):
        scene = stage.frame_at(index / FPS)
        estimate: Estimate = estimator.follow(Frame(scene.image, index, index / FPS))
        right[scene.phase].append(estimate.classification.label == scene.label)
        said[scene.phase][estimate.classification.label] += 1
        if scene.pose is not None and scene.visible.any():
            found[scene.phase].append(hits(scene, estimate.pose))
    print()
    for phase, answers in right.items():
        keypoints = sum(found[phase]) / len(found[phase]) if found[phase] else 0
        share = sum(answers) / len(answers)
        print(f"{phase:<14}{len(answers):>4} frames{keypoints:>7.1%} found{share:>7.1%} right", said[phase])
    held = [phase for phase in right if phase.startswith("hold")]
    assert len(held) == 5
    for phase in held:
        assert sum(found[phase]) / len(found[phase]) >= 0.9, phase
        assert sum(right[phase]) / len(right[phase]) >= 0.95, phase
    for phase in ("walk in", "walk out", "rest", "empty"):
        assert all(right[phase]), phase
