"""Samples from drawn pictures: the synthetic athlete as the pose model itself sees it, with all its errors.

Exact keypoints, as `figures` draws them, are plenty and cheap; these few show how the model errs where two
poses are near to each other: somebody who stretches, and somebody in the chair, from the front.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from pi_pose.athlete import random_scene
from pi_pose.athlete.motion.posture import Posture
from pi_pose.coach.embedding import Rows
from pi_pose.frames import Image
from pi_pose.training.classifier import figures
from pi_pose.training.classifier.samples import Samples, join

SIZE_WH = (320, 320)
WHOLE = 14
"""So many keypoints must be visible, or the picture shows too little of the body."""

SHARD = 100
"""Pictures a file of the cache."""

Look = Callable[[Image], Rows]
Strike = Callable[[np.random.Generator], tuple[str, Posture]]


@dataclass(frozen=True, slots=True)
class Series:
    """Drawn pictures of one kind."""

    name: str
    strike: Strike
    count: int
    seed: int


ANYTHING = Series("rendered", figures.strike, 5_000, 1)
CONFUSABLE = Series("confusable", figures.strike_confusable, 3_000, 2)


def draw(series: Series, look: Look, cache: Path) -> Samples:
    """Return what `look` sees in drawn pictures; what was seen is kept in the folder `cache`."""
    shards = tqdm(range(-(-series.count // SHARD)), desc=f"looking at {series.name}", unit=" hundred")
    return join(*(_remembered(series, shard, look, cache) for shard in shards))


def _remembered(series: Series, shard: int, look: Look, cache: Path) -> Samples:
    name = hashlib.sha256(f"{series.name} {series.seed} {shard}".encode()).hexdigest()
    store = cache / name[:2] / f"{name}.npz"
    if not store.exists():
        store.parent.mkdir(parents=True, exist_ok=True)
        part = store.with_suffix(".part.npz")
        found = _look_at(series, shard, look)
        np.savez_compressed(part, rows=found.rows, labels=found.labels, names=found.names)
        part.replace(store)
    with np.load(store) as kept:
        return Samples(kept["rows"], kept["labels"], kept["names"])


def _look_at(series: Series, shard: int, look: Look) -> Samples:
    rows, labels, names = [], [], []
    for number in range(shard * SHARD, (shard + 1) * SHARD):
        rng = np.random.default_rng((series.seed, number))
        label, posture = series.strike(rng)
        scene = random_scene(rng, SIZE_WH, posture)
        if scene.visible.sum() >= WHOLE:
            seen = look(scene.image)
            rows.append(seen)
            labels += [label] * len(seen)
            names += [f"{series.name} {number}"] * len(seen)
    return Samples(np.concatenate(rows), np.array(labels), np.array(names))
