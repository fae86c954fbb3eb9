"""How wrong the network's heatmaps are."""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from pi_pose.training.starter import answer

BLUR = 1.1
"""The spread of the wanted heatmap, in cells: as wide as a label is exact."""
SURE_WEIGHT = 2.0
LENIENCE = 0.06
"""The error, as a share of the body's extent, at which an answer deserves 0.6 of the score."""


IMITATION_WEIGHT = 2.0


class Labels(NamedTuple):
    """What a batch should be answered with; see Batch."""

    xy: Tensor
    scores: Tensor
    trust: Tensor
    insight: Tensor
    insight_at: Tensor
    has_insight: Tensor


class Loss(NamedTuple):
    """What is asked of the network."""

    place: Tensor
    """Where: the cross entropy between the softmax and a Gaussian at the label, in nats."""
    sure: Tensor
    """How sure: the cross entropy between the score and what it should have been, in nats."""
    imitation: Tensor
    """How unlike the teacher's features: the mean square, where that of the features themselves is 1."""

    @property
    def whole(self) -> Tensor:
        """What is made smaller."""
        return self.place + SURE_WEIGHT * self.sure + IMITATION_WEIGHT * self.imitation


def loss(heat: Tensor, imitated: Tensor, labels: Labels) -> Loss:
    """Compare heatmaps (n, 17, side, side) and features (n, 80, side / 2, side / 2) with the labels."""
    places = -(_wanted(labels.xy, heat.shape[-1]) * _log_share(heat)).sum(dim=(2, 3))
    weight = labels.trust * (2 * labels.scores).clamp(max=1)
    sure = functional.binary_cross_entropy_with_logits(
        heat.amax(dim=(2, 3)), _deserved(heat.detach(), labels), weight=labels.trust
    )
    place = (weight * places).sum() / weight.sum().clamp(min=1)
    return Loss(place, sure, _unlike(imitated, labels))


def _unlike(imitated: Tensor, labels: Labels) -> Tensor:
    """The teacher's features are warped to where they are in the picture; beyond them nothing is asked."""
    grid = functional.affine_grid(labels.insight_at, list(imitated.shape), align_corners=False)
    features = labels.insight.permute(0, 3, 1, 2).to(torch.float32)
    wanted = functional.grid_sample(features, grid, align_corners=False)
    known = (grid.abs() <= 1).all(dim=3) * labels.has_insight[:, None, None]
    share = known[:, None] / known.sum().clamp(min=1)
    mean = (wanted * share).sum(dim=(0, 2, 3), keepdim=True)
    spread = ((wanted - mean).square() * share).sum(dim=(0, 2, 3), keepdim=True).sqrt().clamp(min=1)
    return ((imitated - (wanted - mean) / spread).square() * share).sum() / imitated.shape[1]


def _log_share(heat: Tensor) -> Tensor:
    return functional.log_softmax(heat.flatten(2), dim=2).view_as(heat)


def _wanted(xy: Tensor, side: int) -> Tensor:
    """A Gaussian at each label, (n, 17, side, side), whose sum is 1 if it lies in the picture."""
    along, down = (_bump(xy[..., axis], side) for axis in (0, 1))
    return down[..., :, None] * along[..., None, :]


def _bump(where: Tensor, side: int) -> Tensor:
    cells = torch.arange(side, device=where.device) + 0.5
    weight = torch.exp(-0.5 * ((cells - where[..., None] * side) / BLUR).square())
    return weight / weight.sum(dim=-1, keepdim=True).clamp(min=1e-6)


def _deserved(heat: Tensor, labels: Labels) -> Tensor:
    """The score of each answer: the label's, less what the answer is off by, as in COCO's similarity."""
    found = answer.rows(heat)[..., [1, 0]]
    off = (found - labels.xy).norm(dim=2)
    known = labels.trust[..., None] > 0
    low = torch.where(known, labels.xy, torch.inf).amin(dim=1)
    high = torch.where(known, labels.xy, -torch.inf).amax(dim=1)
    extent = (high - low).amax(dim=1, keepdim=True).clamp(min=1e-3)
    return labels.scores * torch.exp(-0.5 * (off / (LENIENCE * extent)).square())
