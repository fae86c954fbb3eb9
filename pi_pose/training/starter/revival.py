"""Carries on with the weights of a file that shipped, whose training is not there any more.

The file holds eight-bit weights with the normalisations folded into them. They are unfolded again with what a
batch of pictures looks like inside: at first the network answers as the file does, and then it learns on.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from numpy.typing import NDArray
from torch import Tensor, nn

from pi_pose.training.starter.network import Network, Residual, normalised

CONVOLUTIONS = ("CONV_2D", "DEPTHWISE_CONV_2D")

Folded = tuple[Tensor, Tensor]
"""The weights (out, in, height, width) and biases (out,) of a convolution."""


def revive(path: Path, network: Network, typical: Iterable[NDArray[np.uint8]]) -> None:
    """Give a network of the file's architecture the file's weights.

    `typical` are pictures (1, side, side, 3) such as it learns from.
    """
    pictures = normalised(torch.from_numpy(np.concatenate(list(typical)))).permute(0, 3, 1, 2)
    biases: dict[nn.Module, Tensor] = {}
    for convolution, (weights, bias) in zip(_in_order(network, pictures), _folded(path), strict=True):
        convolution.weight.data.copy_(weights)
        if convolution.bias is not None:
            convolution.bias.data.copy_(bias)
        biases[convolution] = bias
    _unfold(network, pictures, biases)


def grow(small: Network, large: Network) -> None:
    """Give a larger network what the small one has learned; its further blocks change nothing at first."""
    known = small.state_dict()
    for name, block in large.named_modules():
        if isinstance(block, Residual) and f"{name}.layers.0.0.weight" not in known:
            nn.init.zeros_(block.scale)
    large.load_state_dict(known, strict=False)


def _in_order(network: Network, pictures: Tensor) -> list[nn.Conv2d]:
    """The convolutions as the network goes through them."""
    met: list[nn.Conv2d] = []
    convolutions = [module for module in network.modules() if isinstance(module, nn.Conv2d)]
    hooks = [one.register_forward_hook(lambda module, *_: met.append(module)) for one in convolutions]
    _look(network, pictures[:1])
    for hook in hooks:
        hook.remove()
    return met


def _unfold(network: Network, pictures: Tensor, biases: dict[nn.Module, Tensor]) -> None:
    """Let every normalisation only add the bias that was folded into the convolution before it."""
    hooks = [
        norm.register_forward_pre_hook(_adding(biases[convolution]))
        for convolution, norm in pairwise(network.modules())
        if isinstance(norm, nn.BatchNorm2d)
    ]
    _look(network, pictures)
    for hook in hooks:
        hook.remove()


def _adding(bias: Tensor) -> Callable[[nn.BatchNorm2d, tuple[Tensor, ...]], None]:
    def set_it(norm: nn.BatchNorm2d, inputs: tuple[Tensor, ...]) -> None:
        var, mean = torch.var_mean(inputs[0], dim=(0, 2, 3), correction=0)
        norm.running_mean, norm.running_var = mean, var
        norm.weight.data.copy_((var + norm.eps).sqrt())
        norm.bias.data.copy_(bias + mean)

    return set_it


@torch.no_grad()
def _look(network: Network, pictures: Tensor) -> None:
    network.eval()
    network(pictures)


def _folded(path: Path) -> Iterator[Folded]:
    """Every convolution of the file, in its order."""
    plain = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    tflite = Interpreter(str(path), experimental_op_resolver_type=plain)
    tflite.allocate_tensors()
    details = {detail["index"]: detail for detail in tflite.get_tensor_details()}
    for operation in tflite._get_ops_details():  # noqa: SLF001  nothing public tells
        if operation["op_name"] in CONVOLUTIONS:
            _, weights, biases = (details[index] for index in operation["inputs"])
            yield _outputs_first(_real(tflite, weights)), _real(tflite, biases)


def _real(tflite: Interpreter, detail: dict[str, Any]) -> Tensor:
    """The values of a quantised tensor."""
    quantised = detail["quantization_parameters"]
    shape = np.ones(len(detail["shape"]), int)
    shape[quantised["quantized_dimension"]] = -1
    values: NDArray[np.float32] = tflite.get_tensor(detail["index"]) * quantised["scales"].reshape(shape)
    return torch.from_numpy(values.astype(np.float32))


def _outputs_first(weights: Tensor) -> Tensor:
    """From TFLite's order of the axes, (out, height, width, in) or (1, height, width, out), to PyTorch's."""
    deep = weights.permute(3, 0, 1, 2) if weights.shape[0] == 1 else weights.permute(0, 3, 1, 2)
    return deep.contiguous()
