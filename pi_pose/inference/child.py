"""What runs in the child process that holds an interpreter."""

import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import Any, TypeAlias

import numpy as np

from pi_pose.errors import PiPoseError
from pi_pose.inference.interpreter import Interpreter, Request, Tensor, TensorSpec


@dataclass(frozen=True, slots=True)
class Hello:
    """The interpreter is ready."""

    inputs: list[TensorSpec]
    outputs: list[TensorSpec]
    runtime: str


@dataclass(frozen=True, slots=True)
class Order:
    """Invoke the model once."""

    memory: str
    """The name of the shared memory in which the picture lies."""
    shape: tuple[int, ...]
    dtype: np.dtype[Any]


Answer: TypeAlias = list[Tensor]

Refusal: TypeAlias = str
"""The sentence of the error, in the place of a Hello or an Answer."""


def serve(connection: "Connection[Any, Any]", request: Request) -> None:
    """Load the model, say hello, and carry out one Order after another until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    try:
        interpreter = Interpreter(request.path, request.threads, request.runtime, request.accelerator)
        connection.send(Hello(interpreter.inputs, interpreter.outputs, interpreter.runtime))
        _carry_out_orders(connection, interpreter)
    except PiPoseError as error:
        connection.send(str(error))
    except (EOFError, ConnectionError):
        pass


def _carry_out_orders(connection: "Connection[Any, Any]", interpreter: Interpreter) -> None:
    memory: SharedMemory | None = None
    while True:
        order: Order = connection.recv()
        if memory is None or memory.name != order.memory:
            memory = SharedMemory(order.memory)
        picture: Tensor = np.ndarray(order.shape, order.dtype, memory.buf)
        connection.send(interpreter.invoke(picture))
