"""Pictures that nothing is learned from, to see during training how well the network does."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from pi_pose.training.starter import answer, framing, measure, network
from pi_pose.training.starter.mixture import Batch, stacked
from pi_pose.training.starter.stock import Stock

SIDE, BATCH = 192, 32
SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Exam:
    """One question each: PCK@0.2 on every stock of people, the mean score on one of nobody."""

    batches: dict[str, list[Batch]]

    @classmethod
    def of(cls, stocks: dict[str, Stock], most: int) -> "Exam":
        """Take up to `most` pictures of each stock, evenly spread, framed as the mirror would."""
        return cls({name: list(_framed(stock, most)) for name, stock in stocks.items()})

    def __call__(self, examined: nn.Module, side: int) -> dict[str, float]:
        """Examine a network on pictures of a size: from the name of each stock to its figure."""
        examined.eval()
        return {name: _mark(examined, batches, side) for name, batches in self.batches.items()}


def _framed(stock: Stock, most: int) -> Iterator[Batch]:
    numbers = np.unique(np.linspace(0, len(stock) - 1, min(most, len(stock))).astype(int))
    for start in range(0, len(numbers), BATCH):
        chosen = (stock.example(int(number)) for number in numbers[start : start + BATCH])
        yield stacked([framing.expected(example, SIDE) for example in chosen])


def _mark(examined: nn.Module, batches: list[Batch], side: int) -> float:
    found = np.concatenate([_answers(examined, batch, side) for batch in batches])
    if not any((batch.scores > 0).any() for batch in batches):
        return float(found[..., 2].mean())
    truth = np.concatenate([batch.xy for batch in batches])
    scores = np.concatenate([batch.scores * (batch.trust >= 1) for batch in batches])
    return measure.share_of(
        measure.hits(rows[:, 1::-1], xy, sure, SHARE)
        for rows, xy, sure in zip(found, truth, scores, strict=True)
    )


@torch.inference_mode()
def _answers(examined: nn.Module, batch: Batch, side: int) -> NDArray[np.float32]:
    device = next(examined.parameters()).device
    pictures = network.normalised(torch.from_numpy(batch.pictures).to(device).permute(0, 3, 1, 2))
    rows = answer.rows(examined(nn.functional.interpolate(pictures, (side, side), mode="area")))
    return np.asarray(rows.cpu().numpy())
