"""Trains the network."""

from collections.abc import Callable, Sequence

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from pi_pose.coach.classifier import NONE
from pi_pose.training.classifier import augment, calibrate, network
from pi_pose.training.classifier.plan import Plan
from pi_pose.training.classifier.samples import Samples

BATCH = 256
PEAK_RATE = 6e-3
SMOOTHING = 0.03
"""Nobody is quite sure, and a classifier that says so can be asked how sure it is."""

WEIGHT_DECAY = 1e-3

PATIENCE = 12
"""Epochs without any progress after which training ends."""


def fit(
    learn: Samples, check: Samples, labels: Sequence[str], plan: Plan, done: Callable[[], object]
) -> keras.Model:
    """Return a network trained on `learn`, each seen once an epoch and never twice the same way.

    `check` is what progress is measured on, and the confidence calibrated with: the network of the best
    epoch is kept. `done` is called after each epoch.
    """
    keras.utils.set_random_seed(plan.seed)
    tf.config.experimental.enable_op_determinism()
    rng = np.random.default_rng(plan.seed)
    model = _compiled(len(labels), plan.epochs * -(-len(learn) // BATCH))
    best = _Best(model)
    for _ in range(plan.epochs):
        rows = augment.roughen(learn.rows, rng, plan.roughness)
        weights = _weights(learn.labels, plan.none_share)
        model.fit(rows, _targets(learn, labels), BATCH, epochs=1, sample_weight=weights, verbose=0)
        best.consider(model.evaluate(check.rows, _targets(check, labels), 1024, verbose=0))
        done()
        if best.stale >= PATIENCE:
            break
    best.restore()
    calibrate.calibrate(model, check, labels)
    return model


class _Best:
    """The weights of the best epoch so far."""

    def __init__(self, model: keras.Model) -> None:
        self._model = model
        self._weights = model.get_weights()
        self._loss = float("inf")
        self.stale = 0
        """Epochs since."""

    def consider(self, loss: float) -> None:
        self.stale += 1
        if loss < self._loss:
            self._loss, self._weights, self.stale = loss, self._model.get_weights(), 0

    def restore(self) -> None:
        self._model.set_weights(self._weights)


def _compiled(labels: int, steps: int) -> keras.Model:
    model = network.build(labels)
    model.compile(
        keras.optimizers.AdamW(_schedule(steps), weight_decay=WEIGHT_DECAY),
        keras.losses.CategoricalCrossentropy(label_smoothing=SMOOTHING),
        jit_compile=False,
    )
    return model


def _schedule(steps: int) -> keras.optimizers.schedules.LearningRateSchedule:
    warm = max(1, steps // 4)
    return keras.optimizers.schedules.CosineDecay(
        PEAK_RATE / 25, max(1, steps - warm), alpha=1e-4, warmup_target=PEAK_RATE, warmup_steps=warm
    )


def _targets(samples: Samples, labels: Sequence[str]) -> NDArray[np.float32]:
    return np.eye(len(labels), dtype=np.float32)[[labels.index(str(label)) for label in samples.labels]]


def _weights(labels: NDArray[np.str_], none_share: float) -> NDArray[np.float32]:
    """A pose with few samples counts as much as one with many."""
    names, inverse, counts = np.unique(labels, return_inverse=True, return_counts=True)
    wanted = np.where(names == NONE, none_share * max(len(names) - 1, 1), 1) / counts
    return np.asarray((wanted / np.mean(wanted[inverse]))[inverse], np.float32)
