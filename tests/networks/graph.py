"""Writes TFLite files, operator by operator, without TensorFlow.

The format's own schema (`schema.fbs`, as generated for Python) ships with LiteRT.
"""

from typing import Any

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as tflite
from numpy.typing import NDArray

Dtype = type[np.generic]
Shape = tuple[int, ...]

TYPES: dict[Dtype, int] = {
    np.float32: tflite.TensorType.FLOAT32,
    np.int32: tflite.TensorType.INT32,
    np.uint8: tflite.TensorType.UINT8,
}

IDENTIFIER = b"TFL3"


class Graph:
    """A network under construction. Its tensors go by their number."""

    def __init__(self) -> None:
        self._model = tflite.ModelT()
        self._model.version = 3
        self._model.buffers = [tflite.BufferT()]  # by convention the first one is empty
        self._model.operatorCodes = []
        self._graph = tflite.SubGraphT()
        self._graph.tensors, self._graph.operators, self._graph.inputs = [], [], []

    def add_input(self, shape: Shape, dtype: Dtype) -> int:
        """Add what the network takes. A side of -1 may have any length, and counts as 1 until then."""
        number = self._add_tensor(tuple(abs(side) for side in shape), dtype)
        if -1 in shape:
            self._graph.tensors[number].shapeSignature = list(shape)
        self._graph.inputs.append(number)
        return number

    def add_constant(self, values: NDArray[Any]) -> int:
        """Add a tensor whose values are known."""
        buffer = tflite.BufferT()
        buffer.data = np.frombuffer(values.tobytes(), np.uint8)
        self._model.buffers.append(buffer)
        return self._add_tensor(values.shape, values.dtype.type, buffer=len(self._model.buffers) - 1)

    def add_operator(
        self,
        name: str,
        inputs: list[int],
        shape: Shape,
        dtype: Dtype,
        options: Any = None,  # noqa: ANN401  one of the schema's types
    ) -> int:
        """Add one of TFLite's own operators, and return the tensor it answers with."""
        code = tflite.OperatorCodeT()
        code.builtinCode = getattr(tflite.BuiltinOperator, name)
        code.deprecatedBuiltinCode = min(
            code.builtinCode, tflite.BuiltinOperator.PLACEHOLDER_FOR_GREATER_OP_CODES
        )
        operator = self._add(code, inputs)
        if options is not None:
            operator.builtinOptions = options
            kind = type(options).__name__.removesuffix("T")
            operator.builtinOptionsType = getattr(tflite.BuiltinOptions, kind)
        operator.outputs = [self._add_tensor(shape, dtype)]
        return int(operator.outputs[0])

    def add_custom(self, name: str, inputs: list[int], shape: Shape, dtype: Dtype, data: bytes) -> int:
        """Add an operator that only a delegate knows."""
        code = tflite.OperatorCodeT()
        code.builtinCode = code.deprecatedBuiltinCode = tflite.BuiltinOperator.CUSTOM
        code.customCode = name
        operator = self._add(code, inputs)
        operator.customOptions = np.frombuffer(data, np.uint8)
        operator.outputs = [self._add_tensor(shape, dtype)]
        return int(operator.outputs[0])

    def to_bytes(self, outputs: list[int]) -> bytes:
        """Return the file of a network that answers with these tensors."""
        self._graph.outputs = outputs
        self._model.subgraphs = [self._graph]
        builder = flatbuffers.Builder(1024)
        builder.Finish(self._model.Pack(builder), IDENTIFIER)
        return bytes(builder.Output())

    def _add_tensor(self, shape: Shape, dtype: Dtype, buffer: int = 0) -> int:
        tensor = tflite.TensorT()
        tensor.shape, tensor.type, tensor.buffer = list(shape), TYPES[dtype], buffer
        tensor.name = f"tensor{len(self._graph.tensors)}"
        self._graph.tensors.append(tensor)
        return len(self._graph.tensors) - 1

    def _add(self, code: Any, inputs: list[int]) -> Any:  # noqa: ANN401  the schema has no types
        code.version = 1
        self._model.operatorCodes.append(code)
        operator = tflite.OperatorT()
        operator.opcodeIndex, operator.inputs = len(self._model.operatorCodes) - 1, inputs
        self._graph.operators.append(operator)
        return operator
