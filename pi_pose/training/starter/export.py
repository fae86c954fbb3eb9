"""From the trained network to the file that ships: INT8 inside, MoveNet's signature outside."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import litert_torch
import numpy as np
import torch
from ai_edge_quantizer import quantizer, recipe_manager
from ai_edge_quantizer.qtyping import ModelQuantizationRecipe, TFLOperationName
from numpy.typing import NDArray
from torch import Tensor, nn

from pi_pose.training.starter import answer, network
from pi_pose.training.starter.mixture import Mixture
from pi_pose.training.starter.plan import Phase

SIDE = 192
TYPICAL = Phase(SIDE, steps=10, rate_from=0, rate_to=0, batch=32)
SIGNATURE = "serving_default"
INTEGER_OPERATIONS = (
    TFLOperationName.CONV_2D,
    TFLOperationName.DEPTHWISE_CONV_2D,
    TFLOperationName.ADD,
    TFLOperationName.RESIZE_BILINEAR,
    TFLOperationName.PAD,
)
WITHIN = ".*Network.*"
"""The whole network; only the answer's few sums over the heatmaps stay in float32."""


class Shipped(nn.Module):
    """The network between MoveNet's input and output."""

    def __init__(self, trained: nn.Module) -> None:
        super().__init__()
        self.trained = trained

    def forward(self, picture: Tensor) -> Tensor:
        """Answer a picture (1, side, side, 3) of bytes with rows (1, 1, 17, 3)."""
        heat = self.trained(network.normalised(picture).permute(0, 3, 1, 2))
        return answer.rows(heat)[:, None]


def export(trained: nn.Module, typical: Iterable[NDArray[np.uint8]], target: Path) -> None:
    """Write the model. `typical` are pictures (1, side, side, 3) that show which values occur inside."""
    floating = target.with_suffix(".float32.tflite")
    example = (torch.zeros(1, SIDE, SIDE, 3, dtype=torch.uint8),)
    litert_torch.convert(Shipped(trained).eval(), example).export(str(floating))
    work = quantizer.Quantizer(str(floating), _recipe())
    measured = work.calibrate({SIGNATURE: [{"args_0": picture} for picture in typical]})
    work.quantize(measured).export_model(str(target), overwrite=True)


def typical(mixture: Mixture) -> Iterator[NDArray[np.uint8]]:
    """Pictures that show which values occur inside: the same as in training, at full size."""
    for number in range(TYPICAL.steps):
        yield from mixture.batch(number, TYPICAL).pictures[:, np.newaxis]


def _recipe() -> ModelQuantizationRecipe:
    """Eight bits for weights, a scale each channel, and for what flows between the operations."""
    manager = recipe_manager.RecipeManager()
    for operation in INTEGER_OPERATIONS:
        manager.add_static_config(WITHIN, operation, activation_num_bits=8, weight_num_bits=8)
    return manager.get_quantization_recipe()
