"""An interpreter in a child process: it may crash, hang or refuse, and this process goes on.

The picture lies in shared memory, orders and answers go through a pipe, and every answer has a time limit.
"""

import contextlib
import signal
import threading
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.shared_memory import SharedMemory
from typing import Any

import numpy as np

from pi_pose.errors import InterpreterError
from pi_pose.inference import child
from pi_pose.inference.child import Hello, Order
from pi_pose.inference.interpreter import Request, Tensor

END_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the child may take, in seconds."""

    load: float = 20.0
    """Start Python, load the runtime and the model."""
    first: float = 15.0
    """The first invoke. It sends the program to an Edge TPU, which then comes back under another USB id."""
    invoke: float = 1.5
    """Each one after. With the twin's own answer that is below the two seconds after which the skeleton
    must move again."""


class RemoteInterpreter:
    """One model, ready to be invoked in a process of its own."""

    def __init__(self, request: Request, limits: Limits | None = None) -> None:
        """Start the process and wait until the model is loaded. Raises InterpreterError."""
        self._limits = limits or Limits()
        self._limit = self._limits.first
        self._memory: SharedMemory | None = None
        self._busy = threading.Lock()
        context = get_context("spawn")  # a fork would inherit this process's threads and locks
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=child.serve, args=(theirs, request), name=f"model {request.path.name}", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        hello: Hello = self._receive(self._limits.load)
        self.inputs, self.outputs, self.runtime = hello.inputs, hello.outputs, hello.runtime

    def invoke(self, *values: Tensor) -> list[Tensor]:
        """Run the model on one picture.

        Raises InterpreterError when the child died, was too slow or says that the model failed; the child is
        then gone.
        """
        (value,) = values
        with self._busy:
            self._send(value)
            answer: child.Answer = self._receive(self._limit)
        self._limit = self._limits.invoke
        return answer

    def close(self) -> None:
        """End the process, whatever it does; an invoke under way fails at once. Closing twice is fine."""
        self._process.kill()
        with self._busy:
            self._release()

    def _send(self, value: Tensor) -> None:
        memory = self._memory_for(value)
        np.ndarray(value.shape, value.dtype, memory.buf)[...] = value
        try:
            self._connection.send(Order(memory.name, value.shape, value.dtype))
        except OSError as error:
            raise self._failed(self._epitaph()) from error

    def _receive(self, limit_seconds: float) -> Any:  # noqa: ANN401  whatever the child sends
        try:
            if not self._connection.poll(limit_seconds):
                raise self._failed(f"no answer within {limit_seconds:g} s")
            reply = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._failed(self._epitaph()) from error
        if isinstance(reply, str):
            raise self._failed(reply)
        return reply

    def _memory_for(self, value: Tensor) -> SharedMemory:
        if self._memory is None or self._memory.size < value.nbytes:
            self._forget_memory()
            self._memory = SharedMemory(create=True, size=value.nbytes)
        return self._memory

    def _failed(self, reason: str) -> InterpreterError:
        self._release()
        return InterpreterError(reason)

    def _epitaph(self) -> str:
        self._process.join(END_SECONDS)
        code = self._process.exitcode
        if code is not None and code < 0:
            return f"the process that runs it was ended by {signal.Signals(-code).name}"
        return "the process that runs it ended"

    def _release(self) -> None:
        self._process.kill()
        self._process.join(END_SECONDS)
        self._connection.close()
        self._forget_memory()

    def _forget_memory(self) -> None:
        memory, self._memory = self._memory, None
        if memory is not None:
            memory.close()
            with contextlib.suppress(FileNotFoundError):
                memory.unlink()
