"""Makes the classifier that is in the box, from the pictures it was made from."""

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from pi_pose.camera import pictures
from pi_pose.coach.classifier import NONE
from pi_pose.coach.embedding import Rows
from pi_pose.pose import Keypoint
from pi_pose.training.classifier import drawings, figures, folders, rendered, samples
from pi_pose.training.classifier.drawings import Series
from pi_pose.training.classifier.folders import Picture
from pi_pose.training.classifier.photographs import Photographer
from pi_pose.training.classifier.plan import Plan
from pi_pose.training.classifier.samples import Samples

LABELS = ("chair", "cobra", "dog", "tree", "warrior", NONE)

YOGA_COPIES, PEOPLE_COPIES = 8, 2
"""How often each picture is looked at anew."""

EPOCHS, SEED = 30, 1


@dataclass(frozen=True, slots=True)
class Course:
    """How a classifier learns from the keypoints that one pose model finds."""

    drawn: tuple[Series, ...]
    """Pictures that it looks at beside the photographs."""
    figures: int
    """Drawn bodies with exact keypoints."""
    plan: Plan


COURSES: Mapping[str, Course] = {
    "lightning": Course((drawings.ANYTHING, drawings.CONFUSABLE), 60_000, Plan(EPOCHS, SEED)),
    "starter": Course(
        (drawings.AROUND, drawings.CONFUSABLE),
        6_000,
        Plan(EPOCHS, SEED, roughness=0.6, none_share=0.65),
    ),
}
"""By the pose model. The starter itself learned from most of the photographs; how it errs with people it does
not know shows in drawn pictures alone. Its errors are not those that `augment` makes: with more exact bodies,
or rougher ones, more people at sport are taken for a pose, and no more poses are named."""

CHECK_SHARE = 0.1
"""Of what is learned from: that on which progress is measured and confidence calibrated."""

SHOULDERS = [Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER]
HIPS = [Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP]
ANKLES = [Keypoint.LEFT_ANKLE, Keypoint.RIGHT_ANKLE]
STRAIGHT_LEGS = 1.4
"""In torso lengths from hips to feet; who stands has 1.5 and more."""

LOOKALIKES = Path(__file__).with_name("lookalikes.txt")
"""Pictures of people who do strike one of the five poses, or a gymnast's cousin of it: no example of none."""

HELD_OUT = 4
"""One in so many pictures of people is not learned from, but measured on."""


@dataclass(frozen=True, slots=True)
class Data:
    """The folders the recipe reads."""

    yoga: Path
    """`train` and `test` with pictures of the five poses, a sub-folder each."""
    people: Path
    """Pictures of people who do something else."""


def to_learn_from(data: Data, photographer: Photographer, course: Course) -> tuple[Samples, Samples]:
    """Look at everything but the test pictures and the held-out people; see `samples.divide`."""
    yoga = photographer.gather(_shown(folders.collect(data.yoga).learn), YOGA_COPIES).samples
    people = photographer.gather(_shown(_others(data, held_out=False)), PEOPLE_COPIES).samples
    looks = [rendered.look(series, photographer) for series in course.drawn]
    everything = _sitting(samples.join(yoga, people, *looks, figures.draw(course.figures, SEED)))
    return samples.divide(everything, CHECK_SHARE, SEED)


def to_measure_on(data: Data, photographer: Photographer) -> tuple[Samples, Samples]:
    """Look once at the test pictures, and at the held-out people."""
    test = photographer.gather(_shown(folders.collect(data.yoga).test)).samples
    return test, photographer.gather(_shown(_others(data, held_out=True))).samples


def provenance(learned: Samples, model: str) -> dict[str, object]:
    """Say what the classifier was made from; `model` found the keypoints."""
    course = COURSES[model]
    seen = {(str(label), str(name)) for label, name in zip(learned.labels, learned.names, strict=True)}
    drawn = [name for _, name in seen if name != samples.DRAWN and not Path(name).suffix]
    return {
        "made by": f"python -m pi_pose.training.classifier --model {model}",
        "pictures": dict(Counter(label for label, name in sorted(seen) if Path(name).suffix)),
        "drawn bodies": course.figures,
        "drawn pictures": len(drawn),
        "epochs": course.plan.epochs,
        "seed": course.plan.seed,
    }


def _shown(chosen: list[Picture]) -> Iterable[Picture]:
    return tqdm(chosen, desc="looking", unit=" pictures")


def _others(data: Data, *, held_out: bool) -> list[Picture]:
    lookalikes = set(LOOKALIKES.read_text(encoding="utf-8").splitlines())
    names = [str(path.relative_to(data.people)) for path in pictures.find(data.people)]
    chosen = [name for name in names if _is_held_out(name) == held_out and name not in lookalikes]
    return [Picture(data.people / name, NONE) for name in chosen]


def _is_held_out(name: str) -> bool:
    """By the name alone, so that a new picture moves no other."""
    return zlib.crc32(name.encode()) % HELD_OUT == 0


def _sitting(found: Samples) -> Samples:
    """Leave out the chairs whose legs look straight and long: pictures from before the person sits down.

    Whoever learns from them calls everybody a chair who stretches.
    """
    return found[(found.labels != "chair") | (_legs(found.rows) < STRAIGHT_LEGS)]


def _legs(rows: Rows) -> NDArray[np.float32]:
    """(n,): how far the feet are from the hips, in torso lengths."""
    shoulders, hips, ankles = (rows[:, pair, :2].mean(axis=1) for pair in (SHOULDERS, HIPS, ANKLES))
    torso = np.linalg.norm(shoulders - hips, axis=1)
    return np.asarray(np.linalg.norm(ankles - hips, axis=1) / np.maximum(torso, 1e-6), np.float32)
