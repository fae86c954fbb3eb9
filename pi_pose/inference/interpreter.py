"""The TFLite runtime, behind one small surface: arrays in, arrays out."""

import importlib
import math
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, Protocol, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from pi_pose import plain_file
from pi_pose.errors import InterpreterError, ModelError
from pi_pose.inference import edgetpu
from pi_pose.models.promise import LARGEST_BYTES

Tensor = NDArray[Any]

LARGEST_TENSOR_BYTES = 50_000_000
"""The picture for the largest pose model has a fiftieth of it."""

Accelerator: TypeAlias = Literal["cpu", "edgetpu"]

RUNTIMES = {"litert": "ai_edge_litert.interpreter", "tflite-runtime": "tflite_runtime.interpreter"}
"""From the name in config.yaml to the module; in this order `auto` tries them."""


class TensorSpec(Struct, frozen=True):
    """What goes into, or comes out of, a model."""

    index: int
    shape: tuple[int, ...]
    dynamic: bool
    """Whether other shapes will do, too."""
    dtype: np.dtype[Any]
    scale: float
    """Of the quantisation: real = scale * (stored - zero_point). 0 when the tensor is not quantised."""
    zero_point: int

    def quantise(self, real: Tensor) -> Tensor:
        """Turn real values into the tensor's own, rounded and clipped to its type."""
        if self.scale == 0 or self.dtype.kind == "f":
            return real.astype(self.dtype)
        limits = np.iinfo(self.dtype)
        stored = np.rint(real / self.scale) + self.zero_point
        clipped: Tensor = np.clip(stored, limits.min, limits.max).astype(self.dtype)
        return clipped

    def dequantise(self, stored: Tensor) -> Tensor:
        """Turn the tensor's own values into real ones, in float32."""
        if self.scale == 0 or self.dtype.kind == "f":
            return stored.astype(np.float32, copy=False)
        return (stored.astype(np.float32) - np.float32(self.zero_point)) * np.float32(self.scale)


class Request(Struct, frozen=True):
    """Which interpreter is wanted."""

    path: Path
    threads: int = 1
    runtime: str = "auto"
    accelerator: Accelerator = "cpu"


class AnyInterpreter(Protocol):
    """A model that is ready to be invoked, wherever it runs."""

    inputs: list[TensorSpec]
    outputs: list[TensorSpec]
    runtime: str
    """The package that runs it."""

    def invoke(self, *values: Tensor) -> list[Tensor]:
        """Run the model on one array an input. Raises InterpreterError."""
        ...


class Interpreter:
    """One model, loaded and ready to be invoked, by one thread at a time."""

    def __init__(
        self,
        path: Path,
        threads: int = 1,
        runtime: str = "auto",
        accelerator: Accelerator = "cpu",
        content: bytes | None = None,
    ) -> None:
        """Load the model in a file, or the `content` that was read from it and examined.

        A file that nobody vouches for belongs into a RemoteInterpreter: the runtime trusts what it reads, and
        a wrong number in a model takes down the process.
        Raises InterpreterError without a runtime or without the accelerator, ModelError when the file is no
        model.
        """
        module = _import_runtime(runtime)
        try:
            if accelerator == "edgetpu":
                self._tflite = edgetpu.make(module, str(path), threads)
            else:
                # In memory, not mapped: a file that is cut off while it is mapped ends the process, too.
                self._content = content or _read(path)
                self._tflite = module.Interpreter(model_content=self._content, num_threads=threads)
            self._tflite.allocate_tensors()
            self._read_specs()
        except (ValueError, RuntimeError, TypeError, OverflowError) as error:
            raise ModelError(f"{path} is not a model this computer can run: {_first_line(error)}") from error
        except SystemError as error:
            raise InterpreterError(
                "this TFLite runtime needs an older NumPy; run ./install.sh again to mend it"
            ) from error
        if not is_sensible(self.inputs, self.outputs):
            raise ModelError(f"{path} takes or answers nothing that can be computed with")
        self.runtime = module.__name__.partition(".")[0]

    def invoke(self, *values: Tensor) -> list[Tensor]:
        """Run the model on one array an input, each of the input's own type, and shape where that is fixed.

        The answers are copies: the runtime's memory is written over by the next invoke.
        Raises InterpreterError when the runtime does.
        """
        try:
            if any(spec.shape != value.shape for spec, value in zip(self.inputs, values, strict=True)):
                self._resize(values)
            for spec, value in zip(self.inputs, values, strict=True):
                self._tflite.set_tensor(spec.index, value)
            self._tflite.invoke()
            return [self._tflite.get_tensor(spec.index) for spec in self.outputs]
        except (ValueError, RuntimeError) as error:
            raise InterpreterError(f"the model failed: {_first_line(error)}") from error

    def _resize(self, values: tuple[Tensor, ...]) -> None:
        for spec, value in zip(self.inputs, values, strict=True):
            self._tflite.resize_tensor_input(spec.index, value.shape, strict=True)
        self._tflite.allocate_tensors()
        self._read_specs()

    def _read_specs(self) -> None:
        self.inputs = [_spec(detail) for detail in self._tflite.get_input_details()]
        self.outputs = [_spec(detail) for detail in self._tflite.get_output_details()]


def is_sensible(inputs: list[TensorSpec], outputs: list[TensorSpec]) -> bool:
    """Whether a model takes and answers something, and arrays of it can be made and computed with."""
    return bool(inputs and outputs) and all(map(_can_be_made, [*inputs, *outputs]))


def _can_be_made(spec: TensorSpec) -> bool:
    size = math.prod(spec.shape) * spec.dtype.itemsize
    quantised = math.isfinite(spec.scale) and abs(spec.zero_point) <= np.iinfo(np.int32).max
    return min(spec.shape, default=1) >= 1 and size <= LARGEST_TENSOR_BYTES and quantised


def _read(path: Path) -> bytes:
    try:
        return plain_file.read(path, LARGEST_BYTES)
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}") from error


def _import_runtime(runtime: str) -> ModuleType:
    names = RUNTIMES if runtime == "auto" else [runtime]
    for name in names:
        try:
            return importlib.import_module(RUNTIMES[name])
        except ImportError:
            continue
    raise InterpreterError(f"no TFLite runtime ({' or '.join(names)}) is installed; run ./install.sh")


def _spec(detail: dict[str, Any]) -> TensorSpec:
    scale, zero_point = detail["quantization"]
    shape = tuple(int(n) for n in detail["shape"])
    dynamic = -1 in detail["shape_signature"]
    return TensorSpec(
        detail["index"], shape, dynamic, np.dtype(detail["dtype"]), float(scale), int(zero_point)
    )


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
