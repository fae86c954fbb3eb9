"""From heatmaps to MoveNet's rows: y, x and score of each keypoint."""

from typing import NamedTuple

import torch
from torch import Tensor

from pi_pose.pose import MIRRORED, Keypoint

REACH = 3
"""How many cells around the highest one take part in saying where exactly the keypoint is."""

LEGS = slice(Keypoint.LEFT_KNEE, Keypoint.RIGHT_ANKLE + 1)
"""The knees and the ankles: what is most often found twice on one leg."""
OTHER_LEG = [MIRRORED[keypoint] - LEGS.start for keypoint in range(LEGS.start, LEGS.stop)]
"""From each of LEGS to its partner, both counted from the first."""
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
    down, along = _cells(flat, side)
    weight = torch.exp(flat - peaks.heat) * _near(peaks, down, along, REACH).to(torch.float32)
    whole = weight.sum(dim=2)
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
    others = _Peaks(*(part[:, OTHER_LEG] for part in legs))
    taken = _near(others, *_cells(flat, side), TOGETHER)
    elsewhere = _highest(torch.where(taken, legs.heat.amin() - 100, flat[:, LEGS]), side)
    lost = legs.heat - elsewhere.heat
    together = _near(others, legs.down, legs.along, TOGETHER)
    moves = together & (lost < ALMOST_AS_HIGH) & (lost < lost[:, OTHER_LEG])
    return _Peaks(
        *(
            torch.cat([before[:, : LEGS.start], torch.where(moves, there, here)], dim=1)
            for before, here, there in zip(peaks, legs, elsewhere, strict=True)
        )
    )


def _near(peaks: _Peaks, down: Tensor, along: Tensor, reach: int) -> Tensor:
    """Whether each place is at most so many cells from the peak, along either axis."""
    return ((down - peaks.down).abs() <= reach) & ((along - peaks.along).abs() <= reach)


def _cells(beside: Tensor, side: int) -> tuple[Tensor, Tensor]:
    """How far down and along each cell of a heatmap lies, (side * side,) each."""
    places = torch.arange(side, dtype=torch.float32, device=beside.device)
    return places.repeat_interleave(side), places.repeat(side)
