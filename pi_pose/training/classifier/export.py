"""Writes a trained network as the one file that the mirror loads."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import keras
import tensorflow as tf

from pi_pose.coach.classifier import LABELS_FILE, PROVENANCE_FILE

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The archive's date: the same network gives the same bytes."""


def write(model: keras.Model, labels: Sequence[str], provenance: Mapping[str, object], path: Path) -> None:
    """Convert to TFLite, add what is known of it as TFLite's metadata wants it, and put the file in place."""
    part = path.with_name(path.name + ".part")
    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.target_spec.supported_types = [tf.float16]  # half the size; the arithmetic stays float32
    part.write_bytes(converter.convert())
    with zipfile.ZipFile(part, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(LABELS_FILE, EPOCH), "\n".join(labels))
        archive.writestr(zipfile.ZipInfo(PROVENANCE_FILE, EPOCH), json.dumps(provenance, ensure_ascii=False))
    part.replace(path)
