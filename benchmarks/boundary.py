"""What it costs a frame that the Edge TPU's interpreter lives in a process of its own.

The same model, on the CPU, is invoked here and in a child process in turn; of each the quickest tenth is
compared, because a busy computer delays a process that must first be woken.
"""

import sys
import time

import numpy as np
from tqdm import tqdm

from pi_pose.inference.interpreter import AnyInterpreter, Interpreter, Request, Tensor
from pi_pose.inference.remote import RemoteInterpreter
from pi_pose.models.shelf import Shelf
from pi_pose.settings import Settings

ROUNDS = 400


def seconds(interpreter: AnyInterpreter, picture: Tensor) -> float:
    """Return how long one invoke takes."""
    started = time.perf_counter()
    interpreter.invoke(picture)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    path = Shelf(Settings()).locate("lightning", lambda _here, _size: None)
    here, remote = Interpreter(path), RemoteInterpreter(Request(path))
    picture = np.random.default_rng(0).integers(0, 255, here.inputs[0].shape, np.uint8)
    measured: dict[str, list[float]] = {"in this process": [], "in a child": []}
    for _ in tqdm(range(ROUNDS), desc="measuring", leave=False):
        measured["in this process"].append(seconds(here, picture))
        measured["in a child"].append(seconds(remote, picture))
    remote.close()
    quick = {name: float(np.percentile(values, 10)) * 1000 for name, values in measured.items()}
    for name, milliseconds in quick.items():
        sys.stdout.write(f"{name:<18}{milliseconds:>8.2f} ms an invoke\n")
    cost = quick["in a child"] - quick["in this process"]
    sys.stdout.write(f"{'the boundary':<18}{cost:>8.2f} ms a frame ({picture.nbytes / 1000:.0f} kB each)\n")


if __name__ == "__main__":
    main()
