"""Damaged model files: some crash the runtime, and none of them the mirror."""

import zipfile
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from pi_pose.coach import classifier, repertoire
from pi_pose.coach.classifier import SHIPPED, YogaClassifier
from pi_pose.errors import ModelError
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.remote import RemoteInterpreter
from pi_pose.settings import Poses, Settings
from tests.fuzz.models import HARMLESS, good, load, mutants, tried
from tests.networks import dots
from tests.poses import standing

COUNT = 200


def test_no_damaged_model_ends_the_mirror_that_loads_it() -> None:
    contents = list(islice(mutants(9), COUNT))
    outcomes = tried(contents)
    assert set(HARMLESS) <= set(outcomes)
    print({what: outcomes.count(what) for what in outcomes})
    examples = {what: content for content, what in zip(contents, outcomes, strict=True)}  # one of each kind
    for what, content in examples.items():
        said = load(content)
        assert len(said.splitlines()) == 1
        assert "ok" not in said or what in HARMLESS


@pytest.mark.parametrize("length", [0, 7, 8, 100, 1000])
def test_a_model_that_is_cut_off_is_refused_in_a_sentence(length: int) -> None:
    said = load(dots.movenet(64)[:length])
    assert len(said.splitlines()) == 1
    assert "is damaged: it is no TFLite model" in said or "is not a model this computer can run" in said


def test_a_model_that_is_cut_off_or_replaced_while_it_runs_goes_on_as_it_was(tmp_path: Path) -> None:
    """A file that is mapped would end the process here, with SIGBUS."""
    path = tmp_path / "mine.tflite"
    path.write_bytes(dots.movenet(64))
    interpreter = Interpreter(path)
    picture = np.zeros((1, 64, 64, 3), np.uint8)
    before = interpreter.invoke(picture)[0]
    path.write_bytes(b"")
    assert (interpreter.invoke(picture)[0] == before).all()
    path.write_bytes(bytes(len(good()[0])))
    assert (interpreter.invoke(picture)[0] == before).all()


class TestClassifiers:
    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        """Return settings with a classifier of the owner's, which is whole until it is broken."""
        own = tmp_path / "mine.tflite"
        own.write_bytes(SHIPPED.read_bytes())
        return Settings(poses=Poses(model=str(own)))

    def test_one_of_the_owners_says_the_same_from_its_own_process(self, settings: Settings) -> None:
        own, shipped = YogaClassifier(Path(settings.poses.model)), YogaClassifier()
        assert own.guess(standing(), (480, 480)) == shipped.guess(standing(), (480, 480))

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(200), bytes(5_000)])
    def test_a_damaged_one_is_refused_and_the_mirror_uses_its_own(
        self, settings: Settings, content: bytes
    ) -> None:
        Path(settings.poses.model).write_bytes(content)
        with pytest.raises(ModelError):
            repertoire.load(settings)
        stands_in = repertoire.load_for_mirror(settings)
        assert "the shipped classifier stands in for poses.model: " in (stands_in.complaint or "")
        assert stands_in.guess(standing(), (480, 480)).shares

    def test_one_that_crashes_at_work_is_replaced_at_that_very_pose(self, settings: Settings) -> None:
        chosen = repertoire.load_for_mirror(settings)
        own = chosen._classifier
        assert isinstance(own, YogaClassifier)
        assert isinstance(own._interpreter, RemoteInterpreter)
        own._interpreter._process.kill()
        assert chosen.guess(standing(), (480, 480)) == YogaClassifier().guess(standing(), (480, 480))
        assert "was ended by SIGKILL" in str(chosen.complaint)

    def test_labels_that_would_fill_the_memory_are_not_unpacked(self, tmp_path: Path) -> None:
        path = tmp_path / "bomb.tflite"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(classifier.LABELS_FILE, "a" * 100_000_000)
        with pytest.raises(ModelError):
            YogaClassifier(path)


def test_mutants_are_the_same_for_the_same_seed() -> None:
    assert list(islice(mutants(3), 5)) == list(islice(mutants(3), 5))
