"""Trains the network."""

from collections.abc import Callable, Sequence

import keras
import numpy as np

from pi_pose.training.classifier import augment, network
from pi_pose.training.classifier.samples import Samples

BATCH = 256
PEAK_RATE = 6e-3
SMOOTHING = 0.03
"""Nobody is quite sure, and a classifier that says so can be asked how sure it is."""

WEIGHT_DECAY = 1e-3


def fit(
    samples: Samples, labels: Sequence[str], epochs: int, seed: int, done: Callable[[], object]
) -> keras.Model:
    """Return a network trained on `samples`, each seen once an epoch and never twice the same way.

    The same seed gives the same network on the same machine. `done` is called after each epoch.
    """
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    targets = np.eye(len(labels), dtype=np.float32)[[labels.index(label) for label in samples.labels]]
    model = network.build(len(labels))
    steps = epochs * -(-len(samples) // BATCH)
    model.compile(
        keras.optimizers.AdamW(_schedule(steps), weight_decay=WEIGHT_DECAY),
        keras.losses.CategoricalCrossentropy(label_smoothing=SMOOTHING),
        jit_compile=False,
    )
    for _ in range(epochs):
        model.fit(augment.roughen(samples.rows, rng), targets, BATCH, epochs=1, verbose=0)
        done()
    return model


def _schedule(steps: int) -> keras.optimizers.schedules.LearningRateSchedule:
    warm = max(1, steps // 4)
    return keras.optimizers.schedules.CosineDecay(
        PEAK_RATE / 25, steps - warm, alpha=1e-4, warmup_target=PEAK_RATE, warmup_steps=warm
    )
