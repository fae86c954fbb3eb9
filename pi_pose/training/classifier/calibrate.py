"""Makes a network's shares mean what they say: of all answers given with 0.8, four in five are right.

Temperature scaling (Guo et al., "On calibration of modern neural networks", ICML 2017): the last layer is
divided by the one number that makes the answers to samples it did not learn from most likely.
"""

from collections.abc import Sequence

import keras
import numpy as np
from numpy.typing import NDArray

from pi_pose.training.classifier.samples import Samples

TEMPERATURES = np.geomspace(0.3, 5, 100)


def calibrate(model: keras.Model, check: Samples, labels: Sequence[str]) -> float:
    """Divide the last layer of `model`, in place, by the best temperature; returns that."""
    shares = np.asarray(model.predict(check.rows, 1024, verbose=0), np.float64)
    right = np.array([labels.index(str(label)) for label in check.labels])
    best = float(TEMPERATURES[np.argmin([_surprise(shares, right, t) for t in TEMPERATURES])])
    layer = model.get_layer("shares")
    layer.set_weights([weights / best for weights in layer.get_weights()])
    return best


def _surprise(shares: NDArray[np.float64], right: NDArray[np.int_], temperature: float) -> float:
    """The mean negative logarithm of the right answer's share."""
    logits = np.log(shares.clip(min=1e-12)) / temperature
    logits -= logits.max(axis=1, keepdims=True)
    return float((np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(right)), right]).mean())
