"""From heatmaps to MoveNet's rows: y, x and score of each keypoint."""

from typing import NamedTuple

import torch
from torch import Tensor

REACH = 3
"""How many cells around the highest one take part in saying where exactly the keypoint is."""

LEGS = slice(13, 17)
"""The knees and the ankles, each left before right: what is most often found twice on one leg."""
ALMOST_AS_HIGH = 1.0
"""How much lower another place may be, as a logarithm, to be preferred to the one that the other leg has."""
TOGETHER = 2
"""How many cells from each other two keypoints are in one place."""


class _Peaks(NamedTuple):
    """A cell of each heatmap, and how high it is; (n, keypoints, 1) each."""

    heat: Tensor
    down: Tensor
    along: Tensor


def rows(heat: Tensor) -> Tensor:
    """Turn heatmaps (n, 17, side, side) into (n, 17, 3): y and x relative to the picture, and the score.

    The place is the mean of the softmax near its highest cell. The mean over all cells would lie between
    two candidates, where there is nothing.
    """
    side = heat.shape[-1]
    flat = heat.flatten(2)
    peaks = _apart(_highest(flat, side), flat, side)
    weight = torch.exp(flat - peaks.heat) * _near(peaks, REACH, side).to(torch.float32)
    whole = weight.sum(dim=2)
    down, along = _cells(flat, side)
    y = ((weight * down).sum(dim=2) / whole + 0.5) / side
    x = ((weight * along).sum(dim=2) / whole + 0.5) / side
    return torch.stack([y, x, torch.sigmoid(peaks.heat[..., 0])], dim=2)


def _highest(flat: Tensor, side: int) -> _Peaks:
    # In float32 throughout: the runtime has no integer arithmetic for some of this.
    heat, best = flat.max(dim=2, keepdim=True)
    down = ((best.to(torch.float32) + 0.5) / side).floor()
    return _Peaks(heat, down, best.to(torch.float32) - down * side)


def _apart(peaks: _Peaks, flat: Tensor, side: int) -> _Peaks:
    """Take two knees, or two ankles, that fell on one place apart, if one is almost as likely elsewhere.

    Each heatmap is right by itself: somebody seen from the side has a leg there. Together they are not.
    """
    legs = _Peaks(*(part[:, LEGS] for part in peaks))
    others = _Peaks(*(_of_the_other_leg(part) for part in legs))
    taken = _near(others, TOGETHER, side)
    elsewhere = _highest(torch.where(taken, legs.heat.amin() - 100, flat[:, LEGS]), side)
    lost = legs.heat - elsewhere.heat
    together = ((legs.down - others.down).abs() <= TOGETHER) & ((legs.along - others.along).abs() <= TOGETHER)
    moves = together & (lost < ALMOST_AS_HIGH) & (lost < _of_the_other_leg(lost))
    return _Peaks(
        *(
            torch.cat([before[:, : LEGS.start], torch.where(moves, there, here)], dim=1)
            for before, here, there in zip(peaks, legs, elsewhere, strict=True)
        )
    )


def _of_the_other_leg(of_legs: Tensor) -> Tensor:
    return of_legs[:, [1, 0, 3, 2]]


def _near(peaks: _Peaks, reach: int, side: int) -> Tensor:
    """(n, keypoints, side * side): whether a cell is so near, along either axis."""
    down, along = _cells(peaks.heat, side)
    return ((down - peaks.down).abs() <= reach) & ((along - peaks.along).abs() <= reach)


def _cells(beside: Tensor, side: int) -> tuple[Tensor, Tensor]:
    """How far down and along each cell of a heatmap lies, (side * side,) each."""
    places = torch.arange(side, dtype=torch.float32, device=beside.device)
    return places.repeat_interleave(side), places.repeat(side)
