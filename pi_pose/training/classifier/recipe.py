"""Makes the classifier that is in the box, from the pictures it was made from."""

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pi_pose.coach.classifier import NONE
from pi_pose.inference.tracker import PoseModel
from pi_pose.pose import Keypoint
from pi_pose.training.classifier import figures, photographs, samples
from pi_pose.training.classifier.samples import Rows, Samples

LABELS = ("chair", "cobra", "dog", "tree", "warrior", NONE)

YOGA_COPIES, PEOPLE_COPIES = 8, 2
"""How often each picture is looked at anew."""

YOGA_SHARE = 2
"""How often each look at a yoga picture counts: drawn figures are many, and look less like photographs."""

FIGURES = 60_000
EPOCHS, SEED = 40, 1

SHOULDERS = [Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER]
HIPS = [Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP]
ANKLES = [Keypoint.LEFT_ANKLE, Keypoint.RIGHT_ANKLE]
STRAIGHT_LEGS = 1.4
"""In torso lengths from hips to feet; who stands has 1.5 and more."""

SEEN = 0.22
"""Looks whose mean score is lower found nobody."""

LOOKALIKES = Path(__file__).with_name("lookalikes.txt")
"""Pictures of people who do strike one of the five poses, or a gymnast's cousin of it: no example of none."""


HELD_OUT = 4
"""One in so many pictures of people is not learned from, but measured on."""


@dataclass(frozen=True, slots=True)
class Data:
    """The folders the recipe reads, and the one it remembers in."""

    yoga: Path
    """Pictures of the five poses, a sub-folder each, to learn from."""
    test: Path
    """The same of other people, to measure on."""
    people: Path
    """Pictures of people who do something else."""
    cache: Path


def to_learn_from(data: Data, model: PoseModel) -> Samples:
    """Look at everything but the test pictures and the held-out people."""
    yoga = photographs.read(data.yoga, model, data.cache, YOGA_COPIES)
    people = _others(photographs.read(data.people, model, data.cache, PEOPLE_COPIES, NONE), held_out=False)
    drawn = figures.draw(FIGURES, SEED)
    return _sitting(samples.join(*[_seen(yoga)] * YOGA_SHARE, _seen(people), drawn))


def to_measure_on(data: Data, model: PoseModel) -> tuple[Samples, Samples]:
    """Look once at the test pictures, and at the held-out people."""
    test = photographs.read(data.test, model, data.cache, copies=0)
    people = photographs.read(data.people, model, data.cache, 0, NONE)
    return test, _others(people, held_out=True)


def _others(people: Samples, *, held_out: bool) -> Samples:
    lookalikes = LOOKALIKES.read_text(encoding="utf-8").splitlines()
    chosen = np.array([_is_held_out(name) == held_out for name in people.names])
    return people[chosen & ~np.isin(people.names, lookalikes)]


def _is_held_out(name: str) -> bool:
    """By the name alone, so that a new picture moves no other."""
    return zlib.crc32(name.encode()) % HELD_OUT == 0


def _seen(found: Samples) -> Samples:
    return found[found.rows[..., 2].mean(axis=1) >= SEEN]


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
