"""Samples from drawn pictures: the synthetic athlete as the pose model itself sees it, with all its errors.

Exact keypoints, as `figures` draws them, are plenty and cheap; these show how the model errs, above all where
two poses are near to each other: somebody who stretches, and somebody in the chair, from the front.
"""

import numpy as np
from tqdm import tqdm

from pi_pose.training.classifier import drawings
from pi_pose.training.classifier.drawings import Series
from pi_pose.training.classifier.photographs import NOBODY, Photographer
from pi_pose.training.classifier.samples import Samples, join


def look(series: Series, photographer: Photographer) -> Samples:
    """Return what the photographer's model sees in drawn pictures; what it saw is kept in the cache."""
    shards = tqdm(range(drawings.shards(series)), desc=f"looking at {series.name}", unit=" hundred")
    return join(*(_remembered(series, shard, photographer) for shard in shards))


def _remembered(series: Series, shard: int, photographer: Photographer) -> Samples:
    store = photographer.store(f"{series.name} {series.seed} {shard}".encode(), ".npz")
    if not store.exists():
        part = store.with_suffix(".part.npz")
        found = _look_at(series, shard, photographer)
        np.savez_compressed(part, rows=found.rows, labels=found.labels, names=found.names)
        part.replace(store)
    with np.load(store) as kept:
        return Samples(kept["rows"], kept["labels"], kept["names"])


def _look_at(series: Series, shard: int, photographer: Photographer) -> Samples:
    rows, labels, names = [NOBODY], [], []
    for drawing in drawings.shard(series, shard, photographer.cache):
        seen = photographer.look(drawing.image)
        rows.append(seen)
        labels += [drawing.label] * len(seen)
        names += [drawing.name] * len(seen)
    return Samples(np.concatenate(rows), np.array(labels), np.array(names))
