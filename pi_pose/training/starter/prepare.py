"""Everything that is looked at during training, made ready on the disk: slow, once, and resumable."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from pi_pose.camera import pictures
from pi_pose.inference.tracker import PoseModel
from pi_pose.training.starter import agreement, cutting, drawn, framing, photographs, scenery, stock, teacher
from pi_pose.training.starter.open_teacher import OpenTeacher
from pi_pose.training.starter.photographs import Photograph
from pi_pose.training.starter.stock import Item, Stock

ASKED = "asked"
STOCKS = {"photographs": photographs.PEOPLE, "yoga": photographs.YOGA}
"""From the name of a stock to the folder of its pictures."""
SHARDS, YOGA_SHARDS = 80, 146
"""Of scenes and of figures each, and of figures at yoga; 200 pictures a shard."""
ROOMS = 1500
EXAM = "exam"
"""The folder beside the stocks with those that are only for examining."""
SEEDS = {"scenes": 1, "figures": 2, "rooms": 3, "exam": 4, "yoga": 5}


def stocks(folder: Path) -> dict[str, Stock]:
    """Read what `prepare` wrote."""
    return {path.name: Stock(path) for path in sorted(folder.iterdir()) if any(path.glob("*.npz"))}


def ask(found: list[Photograph], model: PoseModel, work: Path) -> None:
    """Put every photograph before the teacher and keep the answers."""
    for photograph in tqdm(found, desc="ask the teacher", mininterval=10):
        target = _answer(work, photograph)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part.npy")
            np.save(part, teacher.ask(model, pictures.load(photograph.path)))
            part.replace(target)


def label(found: list[Photograph], work: Path) -> None:
    """Pack the photographs with their labels."""
    for name, prefix in STOCKS.items():
        for folder, examines in ((work / name, False), (work / EXAM / name, True)):
            chosen = _of(found, prefix, examines=examines)
            items = [item for photograph in chosen if (item := _item(photograph, work)) is not None]
            if items:
                _all(folder, items)


def look_inside(found: list[Photograph], model: OpenTeacher, work: Path) -> None:
    """Keep what the teacher sees in each photograph that it understands."""
    for name, prefix in STOCKS.items():
        ways = [_looks(work, one) for one in _of(found, prefix, examines=False) if _item(one, work)]
        known = Stock(work / name)
        maps = {}
        for number, asked in enumerate(tqdm(ways, desc="look inside the teacher", mininterval=10)):
            example = known.example(number)
            if agreement.is_understood(asked, example.xy):
                maps[number] = model.maps(example.image, framing.region(example))
        stock.keep_insights(work / name, maps)


def cut(model: PoseModel, work: Path) -> None:
    """Cut people out of the photographs that are learned from."""
    for name in STOCKS:
        known = Stock(work / name)
        shards = -(-len(known) // drawn.SHARD)
        make = partial(_cut, known, model)
        for _ in tqdm(stock.fill(work / f"{name} cut", shards, make), desc="cut people out", total=shards):
            pass


def _cut(known: Stock, model: PoseModel, shard: int) -> Iterator[Item]:
    for number in range(shard * drawn.SHARD, min((shard + 1) * drawn.SHARD, len(known))):
        if (item := cutting.cut_out(known.example(number), model)) is not None:
            yield item


def draw(work: Path) -> None:
    """Draw the synthetic people."""
    scenes = stock.fill(work / "scenes", SHARDS, lambda shard: drawn.scenes(SEEDS["scenes"], shard))
    figures = stock.fill(work / "figures", SHARDS, lambda shard: drawn.figures(SEEDS["figures"], shard))
    yoga = stock.fill(
        work / "yoga figures", YOGA_SHARDS, lambda shard: drawn.yoga_figures(SEEDS["yoga"], shard)
    )
    for _ in tqdm(chain(scenes, figures, yoga), desc="draw people", total=2 * SHARDS + YOGA_SHARDS):
        pass
    for _ in stock.fill(work / EXAM / "scenes", 2, lambda shard: drawn.scenes(SEEDS["exam"], shard)):
        pass
    _all(work / EXAM / "yoga figures", list(drawn.yoga_figures(SEEDS["exam"], 0)))


def clear(found: list[Photograph], model: PoseModel, work: Path) -> None:
    """Collect places without anybody, some of photographs and some drawn."""
    learning = [photograph for photograph in found if not photograph.examines]
    items = [
        item for photograph in tqdm(learning, desc="cut places") for item in _places(photograph, model, work)
    ]
    _all(work / "scenery", [*items, *scenery.rooms(SEEDS["rooms"], 0, ROOMS)])
    _all(work / EXAM / "scenery", list(scenery.rooms(SEEDS["exam"], 0, 100)))


def _of(found: list[Photograph], prefix: str, *, examines: bool) -> list[Photograph]:
    return [one for one in found if one.name.startswith(prefix) and one.examines == examines]


def _places(photograph: Photograph, model: PoseModel, work: Path) -> Iterator[Item]:
    label = agreement.agreed(_looks(work, photograph))
    seen = label.xy[label.scores > scenery.EMPTY]
    return scenery.beside(pictures.load(photograph.path), seen, model) if len(seen) else iter(())


def _item(photograph: Photograph, work: Path) -> Item | None:
    """One photograph, packed as it is on the disk; nothing when it has no good label."""
    label = agreement.label(_looks(work, photograph), photograph.marked)
    if label is None:
        return None
    return Item(photograph.path.read_bytes(), b"", label.xy, label.scores, label.trust)


def _looks(work: Path, photograph: Photograph) -> NDArray[np.float32]:
    """What the teacher said about a photograph: for yoga as the mirror asks, so that the pupil says the same.

    In Warrior III, the upright looks together are within 0.1 of the torso of the mirror's own in 84 of 100
    keypoints, all looks in 77, and nobody has marked which are right.
    """
    asked: NDArray[np.float32] = np.load(_answer(work, photograph))
    return asked[: teacher.UPRIGHT] if photograph.name.startswith(photographs.YOGA) else asked


def _answer(work: Path, photograph: Photograph) -> Path:
    return work / ASKED / f"{photograph.name}.npy"


def _all(folder: Path, items: list[Item]) -> None:
    """Write a stock of one shard."""
    for _ in stock.fill(folder, 1, lambda _: items):
        pass
