"""One frame after another, while the model changes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from pi_pose.athlete import Stage
from pi_pose.coach.classifier import Guess, YogaClassifier
from pi_pose.estimate import Classification, Reason, Sighting
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference import networks
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.networks import AnyModel
from pi_pose.pose import Keypoint, Pose
from pi_pose.recogniser import Recogniser
from pi_pose.settings import Kind, Model, Models, NamedModel, Settings
from tests.networks import dots
from tests.poses import standing, with_scores

NETWORKS: dict[Kind, bytes] = {
    "movenet": dots.movenet(),
    "multipose": dots.multipose(),
    "posenet": dots.posenet(),
}


@pytest.fixture
def models(tmp_path: Path) -> dict[Kind, AnyModel]:
    def load(kind: Kind, network: bytes) -> AnyModel:
        path = tmp_path / kind
        path.write_bytes(network)
        return networks.read(Interpreter(path), kind, f"my-{kind}")

    return {kind: load(kind, network) for kind, network in NETWORKS.items()}


def frames() -> Iterator[Frame]:
    image = np.full((257, 257, 3), (180, 0, 0), np.uint8)
    image[126:131, 126:131] = 255, 255, 0
    image[126:131, 180:185] = 0, 0, 255
    index = 0
    while True:
        yield Frame(image, index, index / 30)
        index += 1


def test_every_frame_is_answered_while_the_models_change(
    models: dict[Kind, AnyModel], classifier: YogaClassifier
) -> None:
    settings = Settings(model=Model(people="all"))
    estimator, stream = Estimator(models["movenet"], classifier, settings), frames()
    for kind in ("movenet", "posenet", "multipose", "movenet"):
        estimator.use(models[kind])
        estimate = estimator.follow(next(stream))
        assert estimate.model == f"my-{kind}"
        assert estimate.pose is not None
        assert len(estimate.others) == (2 if kind == "multipose" else 0)


def test_a_label_outlives_a_change_of_the_model(movenet: AnyModel, classifier: YogaClassifier) -> None:
    stage = Stage((640, 480))
    estimator = Estimator(movenet, classifier, Settings())
    labels = []
    for i in range(30):
        if i == 20:
            estimator.use(movenet)
        frame = Frame(stage.frame_at(37 + i / 30).image, i, i / 30)
        labels.append(estimator.follow(frame).classification.label)
    assert set(labels[15:]) == {"tree"}


class Listening:
    """A classifier that remembers which models found what it was asked about."""

    def __init__(self) -> None:
        self.models: list[str] = []

    def guess(self, _pose: Pose, _size_wh: tuple[int, int], model: str = "", /) -> Guess:
        self.models.append(model)
        return Guess("tree", 1.0, {"tree": 1.0})


def test_the_classifier_is_told_at_once_which_model_looks_now(models: dict[Kind, AnyModel]) -> None:
    classifier, stream = Listening(), frames()
    estimator = Estimator(models["movenet"], classifier, Settings())
    estimator.follow(next(stream))
    estimator.use(models["posenet"])
    estimator.follow(next(stream))
    estimator.look(next(stream))
    assert classifier.models == ["my-movenet", "my-posenet", "my-posenet"]


def test_a_low_score_of_the_starter_hides_nothing() -> None:
    half = with_scores(standing(), 0.05, Keypoint.LEFT_ANKLE, Keypoint.RIGHT_ANKLE)
    recogniser = Recogniser(Listening(), Settings())
    seen = Sighting(0, 0.0, (480, 480), 0.5, half, model="lightning")
    hidden = Reason("hidden", Keypoint.LEFT_ANKLE)
    assert recogniser.look(seen).classification == Classification(None, 1.0, hidden)
    assert recogniser.look(replace(seen, model="starter")).classification.label == "tree"


def test_a_model_may_have_thresholds_of_its_own(
    models: dict[Kind, AnyModel], classifier: YogaClassifier
) -> None:
    settings = Settings(models=Models(named={"my-posenet": NamedModel(person_score=1.0)}))
    estimator, stream = Estimator(models["movenet"], classifier, settings), frames()
    assert estimator.follow(next(stream)).pose is not None
    estimator.use(models["posenet"])
    assert estimator.follow(next(stream)).pose is None
