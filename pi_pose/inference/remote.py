"""An interpreter in a child process: it may crash, hang or refuse, and this process goes on.

The picture lies in shared memory, orders and answers go through a pipe, and every answer has a time limit.
"""

import contextlib
import signal
import threading
import weakref
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.shared_memory import SharedMemory
from typing import Any, TypeVar

import numpy as np
from msgspec import Struct

from pi_pose.errors import InterpreterError
from pi_pose.inference import child
from pi_pose.inference.child import Answer, Hello, Order, Refusal
from pi_pose.inference.interpreter import Request, Tensor, TensorSpec, is_sensible

END_SECONDS = 1.0

LARGEST_BYTES = 50_000_000
"""Of one answer; the heatmaps of the largest PoseNet have a tenth of it."""

NONSENSE = "the process that runs it answered with nonsense"

M = TypeVar("M", Hello, Answer)


class Limits(Struct, frozen=True):
    """How long the child may take, in seconds."""

    load: float = 20.0
    """Start Python, load the runtime and the model."""
    first: float = 15.0
    """The first invoke. It sends the program to an Edge TPU, which then comes back under another USB id."""
    invoke: float = 1.5
    """Each one after. With the twin's own answer that is below the two seconds after which the skeleton
    must move again."""


PATIENT = Limits(load=40.0, first=30.0, invoke=10.0)
"""For a model on the CPU, which nothing stands in for: a large one on a small Raspberry Pi takes seconds."""


class RemoteInterpreter:
    """One model, ready to be invoked in a process of its own."""

    def __init__(self, request: Request, limits: Limits | None = None) -> None:
        """Start the process and wait until the model is loaded. Raises InterpreterError."""
        self._limits = limits or Limits()
        self._limit = self._limits.first
        self._memory: list[SharedMemory] = []
        self._busy = threading.Lock()
        context = get_context("spawn")  # a fork would inherit this process's threads and locks
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=child.serve, args=(theirs, request), name=f"model {request.path.name}", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        # Once: when it fails, is closed, or nobody has a use for it any more.
        self._release = weakref.finalize(self, _let_go, self._process, self._connection, self._memory)
        hello = self._receive(self._limits.load, Hello)
        self.inputs, self.outputs, self.runtime = hello.inputs, hello.outputs, hello.runtime
        if not is_sensible(self.inputs, self.outputs):
            raise self._failed(NONSENSE)

    def invoke(self, *values: Tensor) -> list[Tensor]:
        """Run the model on one picture.

        Raises InterpreterError when the child died, was too slow or says that the model failed; the child is
        then gone.
        """
        (value,) = values
        with self._busy:
            self._send(value)
            answer = self._receive(self._limit, Answer)
        self._limit = self._limits.invoke
        return self._understood(answer)

    def close(self) -> None:
        """End the process, whatever it does; an invoke under way fails at once. Closing twice is fine."""
        self._process.kill()
        with self._busy:
            self._release()

    def _send(self, value: Tensor) -> None:
        memory = self._memory_for(value)
        np.ndarray(value.shape, value.dtype, memory.buf)[...] = value
        try:
            self._connection.send_bytes(child.encode(Order(memory.name, value.shape, value.dtype.str)))
        except OSError as error:
            raise self._failed(self._epitaph()) from error

    def _receive(self, limit_seconds: float, wanted: type[M]) -> M:
        try:
            if not self._connection.poll(limit_seconds):
                raise self._failed(f"no answer within {limit_seconds:g} s")
            reply = child.decode(self._connection.recv_bytes(LARGEST_BYTES))
        except (EOFError, OSError) as error:
            raise self._failed(self._epitaph()) from error
        except ValueError as error:
            raise self._failed(NONSENSE) from error
        if isinstance(reply, wanted):
            return reply
        raise self._failed(reply.sentence if isinstance(reply, Refusal) else NONSENSE)

    def _understood(self, answer: Answer) -> list[Tensor]:
        try:
            tensors = [child.unpack(packed) for packed in answer.tensors]
        except ValueError as error:
            raise self._failed(NONSENSE) from error
        sizes_vary = any(spec.dynamic for spec in self.inputs)
        if len(tensors) != len(self.outputs) or not all(
            _fits(tensor, spec, sizes_vary=sizes_vary)
            for tensor, spec in zip(tensors, self.outputs, strict=True)
        ):
            raise self._failed(NONSENSE)
        return tensors

    def _memory_for(self, value: Tensor) -> SharedMemory:
        if not self._memory or self._memory[0].size < value.nbytes:
            _forget(self._memory)
            self._memory.append(SharedMemory(create=True, size=value.nbytes))
        return self._memory[0]

    def _failed(self, reason: str) -> InterpreterError:
        self._release()
        return InterpreterError(reason)

    def _epitaph(self) -> str:
        self._process.join(END_SECONDS)
        code = self._process.exitcode
        if code is not None and code < 0:
            return f"the process that runs it was ended by {signal.Signals(-code).name}"
        return "the process that runs it ended"


def _fits(tensor: Tensor, spec: TensorSpec, *, sizes_vary: bool) -> bool:
    """Whether an answer is what the model said that it would answer."""
    same_shape = tensor.shape == spec.shape
    alike = tensor.ndim == len(spec.shape) and tensor.shape[-1:] == spec.shape[-1:]
    return tensor.dtype == spec.dtype and (same_shape or (sizes_vary and alike))


def _let_go(process: SpawnProcess, connection: "Connection[Any, Any]", memory: list[SharedMemory]) -> None:
    process.kill()
    process.join(END_SECONDS)
    connection.close()
    _forget(memory)


def _forget(memory: list[SharedMemory]) -> None:
    while memory:
        forgotten = memory.pop()
        forgotten.close()
        with contextlib.suppress(FileNotFoundError):
            forgotten.unlink()
