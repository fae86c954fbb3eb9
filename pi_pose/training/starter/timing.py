"""How long a model takes beside another one, asked in turns so that both meet the same busy machine."""

import time
from pathlib import Path

import numpy as np

from pi_pose.inference.interpreter import Interpreter

TURNS = 200


def ratio(path: Path, other: Path, threads: int) -> tuple[float, float]:
    """Milliseconds of one invoke of `path`, and its share of that of `other`; medians of all turns."""
    models = [Interpreter(one, threads) for one in (path, other)]
    times = np.array([[_milliseconds(model) for model in models] for _ in range(TURNS)])
    own, others = np.median(times, axis=0)
    return float(own), float(own / others)


def _milliseconds(model: Interpreter) -> float:
    takes = model.inputs[0]
    picture = np.zeros(takes.shape, takes.dtype)
    start = time.perf_counter()
    model.invoke(picture)
    return 1000 * (time.perf_counter() - start)
