"""What runs in the child process that holds an interpreter, and what it says.

Messages are MessagePack, not pickles: a model that nobody vouches for may have taken the process over, and
must not get further.
"""

import signal
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import Any, TypeAlias

import msgspec
import numpy as np

from pi_pose.errors import PiPoseError
from pi_pose.inference.interpreter import Interpreter, Request, Tensor, TensorSpec


class Order(msgspec.Struct, frozen=True, tag=True):
    """Invoke the model once."""

    memory: str
    """The name of the shared memory in which the picture lies."""
    shape: tuple[int, ...]
    dtype: str


class Hello(msgspec.Struct, frozen=True, tag=True):
    """The interpreter is ready."""

    inputs: list[TensorSpec]
    outputs: list[TensorSpec]
    runtime: str


class Packed(msgspec.Struct, frozen=True):
    """A tensor."""

    dtype: str
    shape: tuple[int, ...]
    content: bytes


class Answer(msgspec.Struct, frozen=True, tag=True):
    """What the model answered."""

    tensors: list[Packed]


class Refusal(msgspec.Struct, frozen=True, tag=True):
    """An error, in the place of a Hello or an Answer."""

    sentence: str


Message: TypeAlias = Order | Hello | Answer | Refusal


def encode(message: Message) -> bytes:
    """Turn a message into bytes."""
    return msgspec.msgpack.encode(message, enc_hook=lambda dtype: dtype.str)


def decode(content: bytes) -> Message:
    """Turn bytes back into a message. Raises ValueError when they are none."""
    message: Message = msgspec.msgpack.decode(
        content, type=Message, dec_hook=lambda _kind, text: _dtype(text)
    )
    return message


def pack(tensor: Tensor) -> Packed:
    """Turn a tensor into bytes."""
    return Packed(tensor.dtype.str, tensor.shape, tensor.tobytes())


def unpack(packed: Packed) -> Tensor:
    """Turn bytes back into a tensor, which cannot be written to. Raises ValueError when they are none."""
    return np.frombuffer(packed.content, _dtype(packed.dtype)).reshape(packed.shape)


def _dtype(text: str) -> np.dtype[Any]:
    try:
        dtype = np.dtype(text)
    except (TypeError, SyntaxError) as error:
        raise ValueError(f"{text} is no type of numbers") from error
    if dtype.hasobject:
        raise ValueError("a tensor holds numbers")
    return dtype


def serve(connection: "Connection[Any, Any]", request: Request) -> None:
    """Load the model, say hello, and carry out one Order after another until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    try:
        interpreter = Interpreter(request.path, request.threads, request.runtime, request.accelerator)
        connection.send_bytes(encode(Hello(interpreter.inputs, interpreter.outputs, interpreter.runtime)))
        _carry_out_orders(connection, interpreter)
    except PiPoseError as error:
        connection.send_bytes(encode(Refusal(str(error))))
    except (EOFError, ConnectionError):
        pass


def _carry_out_orders(connection: "Connection[Any, Any]", interpreter: Interpreter) -> None:
    memory: SharedMemory | None = None
    while True:
        order = decode(connection.recv_bytes())
        if not isinstance(order, Order):
            return
        if memory is None or memory.name != order.memory:
            memory = SharedMemory(order.memory)
        picture: Tensor = np.ndarray(order.shape, order.dtype, memory.buf)
        connection.send_bytes(encode(Answer([pack(tensor) for tensor in interpreter.invoke(picture)])))
