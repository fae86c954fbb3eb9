"""The network: a small MobileNet with a head that looks up close again.

The building blocks are MobileNetV2's inverted residuals (Sandler et al., CVPR 2018); where the picture is
still large they are fused into a full convolution, which integer units run faster than a depthwise one
(Gupta and Akin, "Accelerator-aware neural network design", 2020). The head is a feature pyramid (Lin et al.,
CVPR 2017). Every activation is ReLU6, whose fixed range loses little in eight bits.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple, Self, cast

import torch
from torch import Tensor, nn

from pi_pose.pose import Keypoint
from pi_pose.training.starter.insight import CHANNELS

STRIDE = 4
"""Pixels of the picture a cell of the heatmaps."""
SHUFFLE = 2
"""Each cell of the head's 1/8 grid answers for 2 x 2 cells (Shi et al., CVPR 2016): finer at no cost."""
STEM, HEAD = 16, 64


class Block(NamedTuple):
    """One row of the architecture."""

    hidden: int
    """How many times as many channels within."""
    out: int
    kernel: int
    stride: int = 1
    fused: bool = False


@dataclass(frozen=True, slots=True)
class Architecture:
    """How large the network is."""

    stages: tuple[tuple[Block, ...], ...] = (
        (Block(3, 24, 3, stride=2, fused=True),),
        (Block(4, 48, 3, stride=2, fused=True), Block(3, 48, 3), Block(3, 48, 3)),
        (Block(4, 88, 5, stride=2), Block(3, 88, 3), Block(3, 88, 5), Block(3, 88, 3), Block(3, 88, 5)),
        (Block(4, 128, 5, stride=2), *[Block(3, 128, 5)] * 4),
    )
    """At 1/4, 1/8, 1/16 and 1/32 of the picture."""
    second_look: tuple[Block, ...] = ()
    """At 1/8 again, when the body as a whole is known."""

    def grown(self, more: tuple[tuple[Block, ...], ...], second_look: tuple[Block, ...]) -> Self:
        """The same with more blocks at the end of each stage."""
        stages = tuple(before + added for before, added in zip(self.stages, more, strict=True))
        return replace(self, stages=stages, second_look=self.second_look + second_look)


SMALL = Architecture()
"""What starter.tflite was up to 731f3f9d, whose weights are where the larger one began."""
ARCHITECTURE = SMALL.grown(((), (), (Block(3, 88, 3), Block(3, 88, 5)), ()), (Block(2, HEAD, 5),))


class Residual(nn.Module):
    """An inverted residual: wide within, narrow at its ends."""

    def __init__(self, channels: int, block: Block) -> None:
        super().__init__()
        hidden = channels * block.hidden
        self.adds = channels == block.out and block.stride == 1
        if block.fused:
            within = [_convolved(channels, hidden, block.kernel, block.stride)]
        else:
            depthwise = _convolved(hidden, hidden, block.kernel, block.stride, groups=hidden)
            within = [_convolved(channels, hidden), depthwise]
        self.layers = nn.Sequential(*within, _convolved(hidden, block.out, active=False))

    @property
    def scale(self) -> Tensor:
        """By what the change of each channel is multiplied at last."""
        last = self.layers[-1]
        return cast("nn.BatchNorm2d", cast("nn.Sequential", last)[1]).weight

    def forward(self, features: Tensor) -> Tensor:
        """From features to features, (n, channels, height, width)."""
        changed: Tensor = self.layers(features)
        return features + changed if self.adds else changed


class Network(nn.Module):
    """Pictures (n, 3, side, side) of -2 to 2 in, heatmaps (n, 17, side / 4, side / 4) out.

    A heatmap holds logits. Their softmax says where the keypoint is; the sigmoid of the highest says how
    sure that is. `side` is a multiple of 32.
    """

    def __init__(self, architecture: Architecture = ARCHITECTURE) -> None:
        super().__init__()
        self.stem = _convolved(3, STEM, 3, 2)
        self.stages = nn.ModuleList()
        channels, widths = STEM, []
        for blocks in architecture.stages:
            rows = [channels, *(block.out for block in blocks)]
            self.stages.append(nn.Sequential(*map(Residual, rows, blocks)))
            channels = rows[-1]
            widths.append(channels)
        self.laterals = nn.ModuleList(_convolved(width, HEAD, active=False) for width in widths[1:])
        self.mixers = nn.ModuleList(_mixer() for _ in widths[2:])
        self.second_look = nn.Sequential(*(Residual(HEAD, block) for block in architecture.second_look))
        self.answer = nn.Sequential(
            _convolved(HEAD, 2 * HEAD), nn.Conv2d(2 * HEAD, len(Keypoint) * SHUFFLE**2, 1)
        )
        self.imitate = nn.Conv2d(HEAD, CHANNELS, 1)
        """From features to the teacher's; only for training."""

    def forward(self, pictures: Tensor) -> Tensor:
        """From pictures to heatmaps."""
        return self.heat(self.features(pictures))

    def features(self, pictures: Tensor) -> Tensor:
        """What the heatmaps are made of: (n, 64, side / 8, side / 8)."""
        features = self.stem(pictures)
        levels = []
        for stage in self.stages:
            features = stage(features)
            levels.append(features)
        mixed: Tensor = self.laterals[-1](levels[-1])
        for lateral, mixer, level in zip(self.laterals[-2::-1], self.mixers, levels[-2::-1], strict=False):
            mixed = mixer(_doubled(mixed) + lateral(level))
        looked: Tensor = self.second_look(mixed)
        return looked

    def heat(self, features: Tensor) -> Tensor:
        """From features to heatmaps."""
        return nn.functional.pixel_shuffle(self.answer(features), SHUFFLE)


def normalised(pictures: Tensor) -> Tensor:
    """Turn bytes into what the network takes: 127.5 becomes 0."""
    return (pictures.to(torch.float32) - 127.5) / 64


def _convolved(
    channels: int, out: int, kernel: int = 1, stride: int = 1, *, groups: int = 1, active: bool = True
) -> nn.Sequential:
    convolution = nn.Conv2d(channels, out, kernel, stride, kernel // 2, groups=groups, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(out), *([nn.ReLU6(inplace=True)] if active else []))


def _mixer() -> nn.Sequential:
    return nn.Sequential(_convolved(HEAD, HEAD, 5, groups=HEAD), _convolved(HEAD, HEAD))


def _doubled(features: Tensor) -> Tensor:
    return nn.functional.interpolate(features, scale_factor=2.0, mode="bilinear", align_corners=False)
