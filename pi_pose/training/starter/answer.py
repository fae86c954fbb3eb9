"""From heatmaps to MoveNet's rows: y, x and score of each keypoint."""

import torch
from torch import Tensor

REACH = 3
"""How many cells around the highest one take part in saying where exactly the keypoint is."""


def rows(heat: Tensor) -> Tensor:
    """Turn heatmaps (n, 17, side, side) into (n, 17, 3): y and x relative to the picture, and the score.

    The place is the mean of the softmax near its highest cell. The mean over all cells would lie between
    two candidates, where there is nothing.
    """
    side = heat.shape[-1]
    flat = heat.flatten(2)
    peak, best = flat.max(dim=2, keepdim=True)
    # In float32 throughout: the runtime has no integer arithmetic for some of this.
    places = torch.arange(side, dtype=torch.float32, device=heat.device)
    down, along = places.repeat_interleave(side), places.repeat(side)
    best_down = ((best.to(torch.float32) + 0.5) / side).floor()
    best_along = best.to(torch.float32) - best_down * side
    near = ((down - best_down).abs() <= REACH) & ((along - best_along).abs() <= REACH)
    weight = torch.exp(flat - peak) * near.to(torch.float32)
    whole = weight.sum(dim=2)
    y = ((weight * down).sum(dim=2) / whole + 0.5) / side
    x = ((weight * along).sum(dim=2) / whole + 0.5) / side
    return torch.stack([y, x, torch.sigmoid(peak[..., 0])], dim=2)
