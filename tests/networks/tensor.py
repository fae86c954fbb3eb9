"""Arithmetic on the tensors of a network under construction, written as with NumPy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from ai_edge_litert import schema_py_generated as tflite

from tests.networks.graph import Dtype, Graph, Shape

Numbers: TypeAlias = Any
"""Whatever NumPy makes an array of."""


@dataclass(frozen=True)
class Tensor:
    """One tensor: what it will hold when the network runs."""

    graph: Graph
    number: int
    shape: Shape
    """A side of unknown length counts as 1."""
    dtype: Dtype

    def __add__(self, other: Tensor | Numbers) -> Tensor:
        return self._with("ADD", other, tflite.AddOptionsT())

    def __mul__(self, other: Tensor | Numbers) -> Tensor:
        return self._with("MUL", other, tflite.MulOptionsT())

    def __truediv__(self, other: Tensor | Numbers) -> Tensor:
        return self._with("DIV", other, tflite.DivOptionsT())

    def __floordiv__(self, other: Tensor | Numbers) -> Tensor:
        return self._with("FLOOR_DIV", other)

    def __mod__(self, other: Tensor | Numbers) -> Tensor:
        return self._with("FLOOR_MOD", other)

    def real(self) -> Tensor:
        """The same numbers as float32."""
        return self._then("CAST", [], self.shape, np.float32, tflite.CastOptionsT())

    def reshape(self, *shape: int) -> Tensor:
        """The same numbers in another shape; one side may be -1."""
        known = -self._size() // int(np.prod(shape)) if -1 in shape else 0
        filled = tuple(known if side == -1 else side for side in shape)
        return self._then("RESHAPE", [self._constant(shape, np.int32)], filled)

    def sum(self, axis: int) -> Tensor:
        """The sums along an axis."""
        return self._reduce("SUM", axis, tflite.ReducerOptionsT())

    def max(self, axis: int) -> Tensor:
        """The largest along an axis."""
        return self._reduce("REDUCE_MAX", axis, tflite.ReducerOptionsT())

    def argmax(self, axis: int) -> Tensor:
        """Where the largest stands along an axis."""
        options = tflite.ArgMaxOptionsT()
        options.outputType = tflite.TensorType.INT32
        return replace(self._reduce("ARG_MAX", axis, options, np.int32), dtype=np.int32)

    def sizes(self) -> Tensor:
        """The lengths of the sides, known when the network runs."""
        options = tflite.ShapeOptionsT()
        options.outType = tflite.TensorType.INT32
        return self._then("SHAPE", [], (len(self.shape),), np.int32, options)

    def take(self, index: int) -> Tensor:
        """One number of a row of numbers."""
        return self._then("GATHER", [self._constant([index], np.int32)], (1,), None, tflite.GatherOptionsT())

    def every(self, stride: int, channels: int) -> Tensor:
        """Of a picture (1, h, w, c): every so many rows and columns, and the first channels."""
        _, height, width, _ = self.shape
        corners = [[0, 0, 0, 0], [1, height, width, channels], [1, stride, stride, 1]]
        shape = (1, -(-height // stride), -(-width // stride), channels)
        constants = [self._constant(corner, np.int32) for corner in corners]
        return self._then("STRIDED_SLICE", constants, shape, None, tflite.StridedSliceOptionsT())

    def pad(self, axis: int, behind: int) -> Tensor:
        """With so many zeros behind the end of an axis."""
        widths = [[0, behind if i == axis else 0] for i in range(len(self.shape))]
        shape = tuple(side + after for side, (_, after) in zip(self.shape, widths, strict=True))
        return self._then("PAD", [self._constant(widths, np.int32)], shape, None, tflite.PadOptionsT())

    def custom(self, name: str, shape: Shape, data: bytes) -> Tensor:
        """What an operator that only a delegate knows makes of it, as float32."""
        number = self.graph.add_custom(name, [self.number], shape, np.float32, data)
        return Tensor(self.graph, number, shape, np.float32)

    def _with(self, name: str, other: Tensor | Numbers, options: Any = None) -> Tensor:  # noqa: ANN401
        right = other if isinstance(other, Tensor) else self._constant(other, self.dtype)
        return self._then(name, [right], np.broadcast_shapes(self.shape, right.shape), None, options)

    def _reduce(self, name: str, axis: int, options: Any, dtype: Dtype | None = None) -> Tensor:  # noqa: ANN401
        shape = self.shape[:axis] + self.shape[axis + 1 :]
        return self._then(name, [self._constant([axis], np.int32)], shape, dtype, options)

    def _then(
        self,
        name: str,
        others: list[Tensor],
        shape: Shape,
        dtype: Dtype | None = None,
        options: Any = None,  # noqa: ANN401
    ) -> Tensor:
        dtype = dtype or self.dtype
        numbers = [self.number, *(other.number for other in others)]
        return Tensor(self.graph, self.graph.add_operator(name, numbers, shape, dtype, options), shape, dtype)

    def _constant(self, values: Numbers, dtype: Dtype) -> Tensor:
        array = np.asarray(values, dtype)
        return Tensor(self.graph, self.graph.add_constant(array), array.shape, dtype)

    def _size(self) -> int:
        return int(np.prod(self.shape))


def picture(shape: Shape, dtype: Dtype = np.uint8) -> Tensor:
    """The input of a new network."""
    graph = Graph()
    return Tensor(graph, graph.add_input(shape, dtype), tuple(abs(side) for side in shape), dtype)


def concatenate(parts: list[Tensor], axis: int) -> Tensor:
    """Lay tensors one behind the other."""
    options = tflite.ConcatenationOptionsT()
    options.axis = axis
    first = parts[0]
    length = sum(part.shape[axis] for part in parts)
    shape = (*first.shape[:axis], length, *first.shape[axis + 1 :])
    return first._then("CONCATENATION", parts[1:], shape, None, options)


def network(*answers: Tensor) -> bytes:
    """Return the file of the network that answers with these."""
    return answers[0].graph.to_bytes([answer.number for answer in answers])
