"""Samples from pictures, through the very pipeline that the mirror runs."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from tqdm import tqdm

from pi_pose.athlete.lots import chance
from pi_pose.camera import pictures
from pi_pose.frames import Image
from pi_pose.inference import crop
from pi_pose.inference.tracker import LOOKS, PoseModel
from pi_pose.training.classifier import samples
from pi_pose.training.classifier.samples import Rows, Samples

BORDERS = (cv2.BORDER_CONSTANT, cv2.BORDER_REPLICATE, cv2.BORDER_REFLECT)


def read(folder: Path, model: PoseModel, cache: Path, copies: int, label: str | None = None) -> Samples:
    """Look at every picture below `folder`; its label is the name of the folder it lies in, or `label`.

    With `copies`, that many varied copies of each picture are looked at, and every look counts: the model
    errs a little differently each time, and the classifier must live with that. Without, the picture is
    looked at once, as `pi-pose analyze` does. What was found is kept in the folder `cache`.
    """
    paths = pictures.find(folder)
    store = cache / f"{_fingerprint(paths, copies)}.npz"
    if not store.exists():
        cache.mkdir(parents=True, exist_ok=True)
        found = [_looks(path, model, copies) for path in tqdm(paths, desc=str(folder), unit=" pictures")]
        np.savez_compressed(store, rows=np.array(found, np.float32))
    rows = np.load(store)["rows"]
    each = rows.shape[1]
    labels = np.repeat([label or path.parent.name for path in paths], each)
    names = np.repeat([str(path.relative_to(folder)) for path in paths], each)
    return Samples(rows.reshape(-1, *rows.shape[2:]), labels, names)


def _fingerprint(paths: list[Path], copies: int) -> str:
    """What was looked at, and how."""
    digest = hashlib.sha256(f"{copies} copies".encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _looks(path: Path, model: PoseModel, copies: int) -> Rows:
    image = pictures.load(path)
    if not copies:
        return max(_look(image, model), key=lambda row: float(row[:, 2].mean()))[np.newaxis]
    rng = np.random.default_rng(int(hashlib.sha256(path.name.encode()).hexdigest()[:8], 16))
    return np.array([row for _ in range(copies) for row in _look(vary(image, rng), model)])


def _look(image: Image, model: PoseModel) -> Iterator[Rows]:
    size_wh, pose = (image.shape[1], image.shape[0]), None
    for _ in range(LOOKS):
        pose = model.estimate(image, crop.next_region(pose, size_wh))
        yield samples.row(pose, size_wh)


def vary(image: Image, rng: np.random.Generator) -> Image:
    """Return the picture as another camera would have taken it: moved, turned, lit, blurred, noisy."""
    return _develop(_reframe(image, rng), rng)


def _reframe(image: Image, rng: np.random.Generator) -> Image:
    height, width = image.shape[:2]
    size = int(rng.integers(256, 420))
    canvas_w = int(size * rng.choice([0.75, 1, 1.33]))
    zoom = rng.uniform(0.45, 1.25) * size / max(width, height)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.normal(0, 6)), zoom)
    centre = np.array([canvas_w - width, size - height]) / 2 + rng.uniform(-0.12, 0.12, 2) * size
    matrix = np.hstack([matrix[:, :2], matrix[:, 2:] + centre[:, np.newaxis]])
    if chance(rng, 0.5):
        image = np.ascontiguousarray(image[:, ::-1])
    border = BORDERS[int(rng.integers(len(BORDERS)))]
    moved = cv2.warpAffine(image, matrix, (canvas_w, size), flags=cv2.INTER_AREA, borderMode=border)
    return np.asarray(moved, np.uint8)


def _develop(image: Image, rng: np.random.Generator) -> Image:
    lit = (image / 255) ** rng.uniform(0.6, 1.6) * rng.uniform(0.7, 1.1) * 255
    if chance(rng, 0.3):
        lit = np.asarray(cv2.GaussianBlur(lit, (0, 0), float(rng.uniform(0.5, 1.6))))
    if chance(rng, 0.3):
        lit = lit + rng.normal(0, rng.uniform(2, 10), lit.shape)
    return np.asarray(lit.clip(0, 255), np.uint8)
