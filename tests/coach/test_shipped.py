"""The classifiers in the box, and which one is asked."""

import hashlib
from pathlib import Path

import pytest

from pi_pose.coach import repertoire
from pi_pose.coach.classifier import SHIPPED, YogaClassifier
from pi_pose.coach.shipped import MADE_FOR, ShippedClassifier, made_for
from pi_pose.models import catalogue
from pi_pose.settings import Poses, Settings
from tests.poses import standing

STARTER = MADE_FOR["starter"]
WHERE = standing(), (640, 480)


@pytest.mark.parametrize("path", MADE_FOR.values(), ids=lambda path: path.name)
def test_each_is_small_and_knows_the_same_poses(path: Path, classifier: YogaClassifier) -> None:
    assert path.stat().st_size <= 40_960
    assert YogaClassifier(path).labels == classifier.labels


@pytest.mark.parametrize("path", MADE_FOR.values(), ids=lambda path: path.name)
def test_the_model_card_is_about_this_very_file(path: Path) -> None:
    assert hashlib.sha256(path.read_bytes()).hexdigest() in SHIPPED.with_name("YOGA.md").read_text()


def test_each_is_made_for_a_model_that_there_is() -> None:
    assert set(MADE_FOR) <= set(catalogue.load())


def test_what_the_starter_finds_is_named_by_the_classifier_made_for_it() -> None:
    shipped = ShippedClassifier()
    assert shipped.guess(*WHERE, "starter") == YogaClassifier(STARTER).guess(*WHERE)
    assert shipped.guess(*WHERE, "starter") != shipped.guess(*WHERE, "lightning")


@pytest.mark.parametrize("model", ["lightning", "thunder", "recording", "my-model", ""])
def test_what_any_other_model_finds_is_named_as_lightnings_is(model: str, classifier: YogaClassifier) -> None:
    assert made_for(model) == SHIPPED
    assert ShippedClassifier().guess(*WHERE, model) == classifier.guess(*WHERE)


def test_the_owners_own_names_what_every_model_finds(tmp_path: Path) -> None:
    own = tmp_path / "mine.tflite"
    own.write_bytes(SHIPPED.read_bytes())
    settings = Settings(poses=Poses(model=str(own)))
    known = repertoire.load(settings)
    assert known.guess(*WHERE, "starter") == known.guess(*WHERE, "lightning")
    assert repertoire.file(settings.poses, "starter") == own


def test_without_one_the_shipped_ones_do() -> None:
    known = repertoire.load(Settings())
    assert known.guess(*WHERE, "starter") == YogaClassifier(STARTER).guess(*WHERE)
    assert repertoire.file(Settings().poses, "starter") == STARTER
