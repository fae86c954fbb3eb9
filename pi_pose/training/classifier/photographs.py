"""Samples from pictures, through the very pipeline that the mirror runs."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from pi_pose import texts
from pi_pose.athlete.lots import chance
from pi_pose.camera import pictures
from pi_pose.coach import visibility
from pi_pose.coach.classifier import NONE
from pi_pose.coach.embedding import Rows, row
from pi_pose.errors import SourceError
from pi_pose.estimate import Reason
from pi_pose.frames import Frame, Image
from pi_pose.inference import crop
from pi_pose.inference.tracker import PoseModel, Tracker, closer_and_closer
from pi_pose.pose import Keypoint
from pi_pose.settings import Settings
from pi_pose.training.classifier.folders import Picture
from pi_pose.training.classifier.samples import Samples

BORDERS = (cv2.BORDER_CONSTANT, cv2.BORDER_REPLICATE, cv2.BORDER_REFLECT)

SEEN = 0.22
"""Looks whose mean score is lower found nobody."""

NOBODY = np.zeros((0, len(Keypoint), 3), np.float32)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A picture that nothing can be learned from."""

    picture: Picture
    reason: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found in many pictures."""

    samples: Samples
    refused: list[Refusal]


class Photographer:
    """Looks at pictures through a pose model, and remembers on the disk what it saw in which."""

    def __init__(self, model: PoseModel, model_file: Path, cache: Path) -> None:
        """`model_file` is what the model was loaded from: another one sees otherwise."""
        self._model = model
        self._identity = hashlib.sha256(model_file.read_bytes()).digest()
        self.cache = cache

    def gather(self, chosen: Iterable[Picture], copies: int = 0) -> Gathered:
        """Look at pictures once each, as `pi-pose analyze` does, or at varied copies of them.

        Every look at a copy counts: the model errs a little differently each time, and the classifier must
        live with that.
        """
        rows, labels, names, refused = [], [], [], []
        for picture in chosen:
            try:
                seen = self._usable(picture)
            except SourceError as error:
                refused.append(Refusal(picture, str(error)))
                continue
            if copies:
                seen = _clear(self._remembered(picture.path, copies, self._varied))
            rows.append(seen)
            labels += [picture.label] * len(seen)
            names += [str(picture.path)] * len(seen)
        return Gathered(Samples(np.concatenate([NOBODY, *rows]), np.array(labels), np.array(names)), refused)

    def _usable(self, picture: Picture) -> Rows:
        """One look. Raises SourceError when the picture shows nobody, or too little of somebody."""
        seen = self._remembered(picture.path, 0, self._once)
        if not len(seen):
            raise SourceError(texts.load().reason(Reason("nobody")))
        missing = visibility.missing(seen[0, :, 2], visibility.hidden(self._model.name))
        if missing is not None and picture.label != NONE:
            raise SourceError(texts.load().reason(Reason("hidden", missing)))
        return seen

    def _remembered(self, path: Path, copies: int, look: Callable[[Path, int], Rows]) -> Rows:
        store = self.store(bytes([copies]) + _read(path), ".npy")
        if not store.exists():
            part = store.with_suffix(".part.npy")
            np.save(part, look(path, copies))
            part.replace(store)
        return np.asarray(np.load(store), np.float32)

    def _once(self, path: Path, _copies: int) -> Rows:
        image = pictures.load(path)
        pose = Tracker(self._model, Settings()).find(Frame(image, 0, 0.0))
        return NOBODY if pose is None else row(pose, _size_wh(image))[np.newaxis]

    def _varied(self, path: Path, copies: int) -> Rows:
        image = pictures.load(path)
        rng = np.random.default_rng(int(hashlib.sha256(path.name.encode()).hexdigest()[:8], 16))
        return np.concatenate([self.look(vary(image, rng)) for _ in range(copies)])

    def store(self, of: bytes, suffix: str) -> Path:
        """Return the file that keeps what this very model sees in what `of` stands for."""
        name = hashlib.sha256(self._identity + of).hexdigest()
        folder = self.cache / name[:2]
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}{suffix}"

    def look(self, image: Image) -> Rows:
        """Look at a picture, closer, and closer again: a row each time."""
        size_wh = _size_wh(image)
        looks = closer_and_closer(self._model, image, crop.whole(size_wh))
        return np.array([row(pose, size_wh) for pose in looks])


def vary(image: Image, rng: np.random.Generator) -> Image:
    """Return the picture as another camera would have taken it: moved, turned, lit, blurred, noisy."""
    return _develop(_reframe(image, rng), rng)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot read it: {error.strerror}") from error


def _size_wh(image: Image) -> tuple[int, int]:
    return image.shape[1], image.shape[0]


def _clear(rows: Rows) -> Rows:
    return np.asarray(rows[rows[..., 2].mean(axis=1) >= SEEN], np.float32)


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
