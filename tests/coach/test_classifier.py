"""The classifier in the box."""

import hashlib
import zipfile
from pathlib import Path

import numpy as np
import pytest

from pi_pose.coach.classifier import SHIPPED, YogaClassifier
from pi_pose.errors import ModelError
from pi_pose.pose import MIRRORED, Pose
from tests.poses import standing

LABELS = ["chair", "cobra", "dog", "tree", "warrior", "none"]


def test_it_is_small_and_carries_its_labels(classifier: YogaClassifier) -> None:
    assert SHIPPED.stat().st_size <= 40_960
    assert classifier.labels == LABELS


def test_the_model_card_is_about_this_very_file() -> None:
    assert hashlib.sha256(SHIPPED.read_bytes()).hexdigest() in SHIPPED.with_name("YOGA.md").read_text()


def test_somebody_who_just_stands_is_no_yoga(classifier: YogaClassifier) -> None:
    guess = classifier.guess(standing(), (640, 480))
    assert guess.label is None
    assert guess.score > 0.5


@pytest.mark.parametrize("scale", [0.1, 10])
def test_size_and_place_do_not_matter(classifier: YogaClassifier, scale: float) -> None:
    pose = standing()
    moved = Pose(pose.xy * np.float32(scale) + np.float32(3), pose.scores)
    assert classifier.guess(moved, (640, 480)).score == pytest.approx(
        classifier.guess(pose, (640, 480)).score, abs=1e-3
    )


def test_a_wide_picture_does_not_distort(classifier: YogaClassifier) -> None:
    pose = standing()
    squeezed = Pose(pose.xy * np.array([0.5, 1], np.float32), pose.scores)
    assert classifier.guess(squeezed, (1280, 480)).score == pytest.approx(
        classifier.guess(pose, (640, 480)).score, abs=1e-5
    )


def test_keypoints_all_in_one_place_are_answered_with_a_number(classifier: YogaClassifier) -> None:
    nowhere = Pose(np.full((17, 2), 0.5, np.float32), np.full(17, 0.5, np.float32))
    assert 0 <= classifier.guess(nowhere, (640, 480)).score <= 1


def test_left_and_right_are_the_same_body_in_a_mirror() -> None:
    assert [MIRRORED[MIRRORED[k]] for k in range(17)] == list(range(17))


def test_a_file_without_labels_is_refused(tmp_path: Path, lightning: Path) -> None:
    with pytest.raises(ModelError, match=r"has no labels.txt in it"):
        YogaClassifier(lightning)
    other = tmp_path / "other.tflite"
    other.write_bytes(lightning.read_bytes())
    with zipfile.ZipFile(other, "a") as archive:
        archive.writestr("labels.txt", "tree\nnone")
    with pytest.raises(ModelError, match="it is no pose classifier"):
        YogaClassifier(other)
