"""From a folder of pictures to a classifier that the mirror loads, measured on pictures it never saw."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import numpy as np
from tqdm import tqdm

from pi_pose import __version__
from pi_pose.coach import embedding
from pi_pose.coach.classifier import NONE, YogaClassifier
from pi_pose.errors import TrainingError
from pi_pose.training.classifier import evaluate, figures, folders, samples
from pi_pose.training.classifier.evaluate import Report
from pi_pose.training.classifier.photographs import Photographer, Refusal
from pi_pose.training.classifier.plan import Plan
from pi_pose.training.classifier.samples import Samples

CHECK_SHARE = 0.15
"""Of the pictures to learn from: those on which progress is measured and confidence calibrated."""

OTHERS = 6_000
"""Drawn bodies that strike none of the poses."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user may choose."""

    epochs: int = 60
    copies: int = 4
    """Varied copies of each picture."""
    seed: int = 1
    label_score: float = 0.6


@dataclass(frozen=True, slots=True)
class Outcome:
    """A trained classifier, on the disk, and how good it is."""

    model: Path
    report: Report
    tested: bool
    """False when there were no pictures to set aside, and the report is about those it learned from."""
    refused: list[Refusal]
    learned: Counter[str]
    """Pictures of each pose that were learned from."""
    provenance: dict[str, object]

    @property
    def tested_words(self) -> str:
        """What the pictures of the report are."""
        learned = "They are those it learned from, for want of others."
        return "None of them was learned from." if self.tested else learned


def train(folder: Path, out: Path, photographer: Photographer, wishes: Wishes) -> Outcome:
    """Learn the poses in `folder` and write `out`, whole or not at all.

    Raises SourceError when the folder holds no poses, TrainingError when TensorFlow is missing or no picture
    can be used.
    """
    _require_tensorflow()
    collection = folders.collect(folder)
    once = photographer.gather(_shown(collection.learn, "pictures"))
    if not (once.samples.labels != NONE).any():
        raise TrainingError(f"no picture in {folder} shows a person whole: {_reasons(once.refused)}")
    tested = photographer.gather(_shown(collection.test, "test pictures"))
    varied = photographer.gather(_shown(collection.learn, "varied pictures"), wishes.copies)
    learned = Counter(map(str, once.samples.labels))
    provenance = _provenance(learned, wishes)
    _learn(once.samples, varied.samples, provenance, out, wishes)
    judged = tested.samples if len(tested.samples) else once.samples
    return Outcome(
        out,
        evaluate.evaluate(YogaClassifier(out), judged, wishes.label_score),
        tested=len(tested.samples) > 0,
        refused=once.refused + tested.refused,
        learned=learned,
        provenance=provenance,
    )


def measure(
    model: Path, folder: Path, photographer: Photographer, label_score: float
) -> tuple[Report, list[Refusal]]:
    """Ask a classifier about the test pictures of a folder, or about all if they are not divided."""
    test = folder / folders.TEST
    gathered = photographer.gather(_shown(folders.labelled(test if test.is_dir() else folder), "pictures"))
    return evaluate.evaluate(YogaClassifier(model), gathered.samples, label_score), gathered.refused


def _learn(once: Samples, varied: Samples, provenance: dict[str, object], out: Path, wishes: Wishes) -> None:
    from pi_pose.training.classifier import export, fit  # noqa: PLC0415  TensorFlow takes seconds to import

    poses = once[once.labels != NONE]
    others = figures.draw_others(OTHERS, wishes.seed, embedding.embed(poses.rows))
    learn, check = samples.divide(samples.join(once, varied, others), CHECK_SHARE, wishes.seed)
    labels = [*np.unique(poses.labels).tolist(), NONE]
    with tqdm(total=wishes.epochs, desc="training", unit=" epochs") as bar:
        network = fit.fit(learn, check, labels, Plan(wishes.epochs, wishes.seed), bar.update)
    export.write(network, labels, provenance, out)


def _provenance(learned: Counter[str], wishes: Wishes) -> dict[str, object]:
    return {
        "made by": f"pi-pose {__version__}",
        "pictures": {label: learned[label] for label in [*sorted(learned.keys() - {NONE}), NONE]},
        "drawn non-poses": OTHERS,
        "copies": wishes.copies,
        "epochs": wishes.epochs,
        "seed": wishes.seed,
    }


def _shown(pictures: list[T], what: str) -> Iterator[T]:
    return iter(tqdm(pictures, desc=f"looking at {what}", unit=" pictures")) if pictures else iter(())


def _reasons(refused: Iterable[Refusal]) -> str:
    return ", ".join(
        f"{count} times {reason}" for reason, count in Counter(one.reason for one in refused).most_common(3)
    )


def _require_tensorflow() -> None:
    if find_spec("tensorflow") is None:
        raise TrainingError(
            "training needs TensorFlow, which is not here; on a laptop: "
            "pip install -r requirements-train.lock"
        )
