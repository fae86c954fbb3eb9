"""Drawn pictures of the synthetic athlete to look at, drawn once for all the pose models that will."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete import Scene, random_scene
from pi_pose.athlete.motion.posture import Posture
from pi_pose.frames import Image
from pi_pose.training import jpeg
from pi_pose.training.classifier import figures

SIZE_WH = (320, 320)
FACING = 14
"""So many keypoints in plain sight: who does not face the camera, or is half outside, has fewer."""

WHOLE = 15
"""So many keypoints within the picture, hidden behind the body or not."""

SHARD = 100
"""Pictures a file."""

Strike = Callable[[np.random.Generator], tuple[str, Posture]]
Shows = Callable[[Scene], bool]


@dataclass(frozen=True, slots=True)
class Series:
    """Pictures of one kind."""

    name: str
    strike: Strike
    shows: Shows
    """Whether a picture is of use."""
    count: int
    seed: int


def _facing(scene: Scene) -> bool:
    return int(scene.visible.sum()) >= FACING


def _whole(scene: Scene) -> bool:
    xy = np.full((1, 2), np.nan) if scene.pose is None else scene.pose.xy
    return int(((xy > 0) & (xy < 1)).all(axis=1).sum()) >= WHOLE


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """One picture."""

    name: str
    label: str
    """The pose it shows."""
    image: Image


ANYTHING = Series("rendered", figures.strike, _facing, 5_000, 1)
CONFUSABLE = Series("confusable", figures.strike_confusable, _facing, 3_000, 2)
AROUND = Series("around", figures.strike, _whole, 6_000, 3)
"""From all sides: hardly anybody in cobra or dog has 14 keypoints in plain sight."""


def shards(series: Series) -> int:
    """Return how many files a series has."""
    return -(-series.count // SHARD)


def shard(series: Series, number: int, cache: Path) -> Iterator[Drawing]:
    """Yield the pictures of one file, less those that are of no use."""
    store = cache / "drawings" / f"{series.name}-{series.seed}-{number:04d}.npz"
    if not store.exists():
        store.parent.mkdir(parents=True, exist_ok=True)
        part = store.with_suffix(".part.npz")
        drawn = list(_draw(series, range(number * SHARD, (number + 1) * SHARD)))
        packed = (np.frombuffer(jpeg.pack(drawing.image), np.uint8) for drawing in drawn)
        np.savez(part, *packed, **_captions(drawn))
        part.replace(store)
    with np.load(store) as kept:
        for place, (name, label) in enumerate(zip(kept["names"], kept["labels"], strict=True)):
            yield Drawing(str(name), str(label), jpeg.unpack(kept[f"arr_{place}"].tobytes()))


def _draw(series: Series, numbers: range) -> Iterator[Drawing]:
    for number in numbers:
        rng = np.random.default_rng((series.seed, number))
        label, posture = series.strike(rng)
        scene = random_scene(rng, SIZE_WH, posture)
        if series.shows(scene):
            yield Drawing(f"{series.name} {number}", label, scene.image)


def _captions(drawn: list[Drawing]) -> dict[str, NDArray[np.str_]]:
    return {
        "names": np.array([drawing.name for drawing in drawn]),
        "labels": np.array([drawing.label for drawing in drawn]),
    }
