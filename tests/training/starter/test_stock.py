from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pi_pose.training.starter import stock
from pi_pose.training.starter.insight import CELLS, CHANNELS
from pi_pose.training.starter.stock import Item, Stock
from tests.training.starter import people


def _items(_: int) -> Iterator[Item]:
    example = people.dotted()
    mask = np.full(example.image.shape[:2], 7, np.uint8)
    yield stock.pack(example, mask)
    yield stock.pack(example)


def test_what_was_stored_comes_back(tmp_path: Path) -> None:
    assert list(stock.fill(tmp_path, 2, _items)) == [0, 1]
    kept, example = Stock(tmp_path), people.dotted()
    assert len(kept) == 4
    back = kept.example(2)
    assert np.array_equal(back.xy, example.xy)
    assert np.array_equal(back.scores, example.scores)
    assert np.abs(back.image.astype(int) - example.image).mean() < 4
    assert (kept.mask(2) == 7).all()


def test_an_interrupted_job_carries_on_with_what_is_missing(tmp_path: Path) -> None:
    list(stock.fill(tmp_path, 1, _items))
    made: list[int] = []

    def make(number: int) -> Iterator[Item]:
        made.append(number)
        return _items(number)

    list(stock.fill(tmp_path, 3, make))
    assert made == [1, 2]
    assert len(Stock(tmp_path)) == 6


def test_an_insight_comes_back_with_its_picture(tmp_path: Path) -> None:
    list(stock.fill(tmp_path, 1, _items))
    maps = np.full((2, CELLS, CELLS, CHANNELS), 5, np.int8)
    stock.keep_insights(tmp_path, {1: maps})
    kept = Stock(tmp_path)
    insight = kept.example(1).insight
    assert insight is not None
    assert np.array_equal(insight.maps, maps)
    assert kept.example(0).insight is None
