"""Labelled pictures on the disk: many in a file, each as the JPEG that it came as.

A stock is a folder of shards. A shard is written whole or not at all, so that an interrupted job carries on
with the first one that is missing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from pi_pose.frames import Image
from pi_pose.pose import Points, Scores
from pi_pose.training import jpeg
from pi_pose.training.starter import facing, framing
from pi_pose.training.starter.example import Example
from pi_pose.training.starter.insight import Insight

INSIGHTS = "insights"


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One picture, packed."""

    picture: bytes
    """JPEG."""
    mask: bytes
    """PNG, 0 to 255: how much of each pixel the person covers; empty when that is not known."""
    xy: Points
    scores: Scores
    trust: Scores


def pack(example: Example, mask: Image | None = None) -> Item:
    """Make an item of a picture from memory."""
    packed = b"" if mask is None else cv2.imencode(".png", mask)[1].tobytes()
    return Item(jpeg.pack(example.image), packed, example.xy, example.scores, example.trust)


def fill(folder: Path, shards: int, make: Callable[[int], Iterable[Item]]) -> Iterable[int]:
    """Write every shard that is missing, `make(number)` for its items; yields the number after each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(shards):
        target = folder / f"{number:04d}.npz"
        if not target.exists():
            _write(target, list(make(number)))
        yield number


class Stock:
    """Every item of a folder, held in memory as it is packed."""

    def __init__(self, folder: Path) -> None:
        self._insights = _insights(folder / INSIGHTS)
        self._items = [item for path in sorted(folder.glob("*.npz")) for item in _read(path)]

    def __len__(self) -> int:
        return len(self._items)

    def example(self, number: int) -> Example:
        """The picture and its label."""
        item = self._items[number]
        example = Example(jpeg.unpack(item.picture), item.xy, item.scores, item.trust)
        if number not in self._insights:
            return example
        return replace(example, insight=Insight.of(self._insights[number], framing.region(example)))

    @property
    def from_behind(self) -> NDArray[np.intp]:
        """The numbers of those who are seen from behind."""
        return np.flatnonzero(
            [bool(item.scores.any()) and facing.is_from_behind(item.xy) for item in self._items]
        )

    def mask(self, number: int) -> Image:
        """(height, width): how much of each pixel the person covers."""
        packed = np.frombuffer(self._items[number].mask, np.uint8)
        return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)


def keep_insights(folder: Path, maps: dict[int, NDArray[np.int8]]) -> None:
    """Write what the teacher saw in some of the items, by their numbers."""
    with (folder / INSIGHTS).open("wb") as file:
        np.savez(file, numbers=np.array(list(maps)), maps=np.stack(list(maps.values())))


def _insights(path: Path) -> dict[int, NDArray[np.int8]]:
    if not path.exists():
        return {}
    with np.load(path) as kept:
        return dict(zip(kept["numbers"].tolist(), kept["maps"], strict=True))


def _write(target: Path, items: list[Item]) -> None:
    part = target.with_suffix(".part")
    with part.open("wb") as file:
        np.savez(
            file,
            bytes=np.frombuffer(b"".join(item.picture + item.mask for item in items), np.uint8),
            lengths=np.array([(len(item.picture), len(item.mask)) for item in items], np.int64),
            xy=np.array([item.xy for item in items], np.float32),
            scores=np.array([item.scores for item in items], np.float32),
            trust=np.array([item.trust for item in items], np.float32),
        )
    part.replace(target)


def _read(path: Path) -> list[Item]:
    with np.load(path) as shard:
        pieces = _pieces(shard["bytes"], shard["lengths"])
        labels = zip(shard["xy"], shard["scores"], shard["trust"], strict=True)
        return [Item(*piece, *label) for piece, label in zip(pieces, labels, strict=True)]


def _pieces(data: NDArray[np.uint8], lengths: NDArray[np.int64]) -> Iterable[tuple[bytes, bytes]]:
    """Cut the bytes of all items into those of each."""
    end = 0
    for picture, mask in lengths.tolist():
        start, middle, end = end, end + picture, end + picture + mask
        yield data[start:middle].tobytes(), data[middle:end].tobytes()
