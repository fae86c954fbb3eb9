"""Poses taught at the glass: a file each, which holds keypoints and nothing else of the person.

A file is JSON: the pose's name, and rows of 17 keypoints [x, y, score] around the hips, in torso lengths.
"""

import logging
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import numpy as np
from numpy.typing import NDArray

from pi_pose import durable, plain_file
from pi_pose.coach.embedding import Rows, centred
from pi_pose.errors import PosesError
from pi_pose.pose import Keypoint

SUFFIX = ".pose.json"
LONGEST_NAME = 40
LARGEST_FILE = 1_000_000
"""Bytes; a lesson leaves some twenty thousand."""

FARTHEST = 100.0
"""Torso lengths from the hips; nobody is that tall."""

logger = logging.getLogger(__name__)


class TaughtPose(msgspec.Struct, frozen=True, eq=False):
    """One pose as it was shown to the mirror."""

    name: str
    rows: Rows
    """(n, 17, 3)."""


class TaughtPoses:
    """The folder of poses that this mirror was taught."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def version(self) -> tuple[tuple[str, int], ...]:
        """Something that changes whenever a pose is added, changed or removed."""
        try:
            return tuple((path.name, path.stat().st_mtime_ns) for path in self._files())
        except OSError:  # one was removed just now; the next look has what is left
            return ()

    def load(self) -> list[TaughtPose]:
        """Read all poses, by name; a file that is none is left out, and that is logged."""
        poses = []
        for path in self._files():
            try:
                poses.append(read(path))
            except PosesError as error:
                logger.warning("%s", error)
        return sorted(poses, key=lambda pose: pose.name)

    def free_name(self) -> str:
        """Return a name for a pose that nobody has named: `pose 1`, `pose 2`, the first that is not taken."""
        taken = {pose.name for pose in self.load()}
        return next(name for n in range(1, len(taken) + 2) if (name := f"pose {n}") not in taken)

    def keep(self, pose: TaughtPose) -> None:
        """Write a pose, whole or not at all; one of the same name is replaced. Raises PosesError."""
        check_name(pose.name)
        content = {"name": pose.name, "keypoints": _shortened(pose.rows)}
        try:
            durable.write(self._path(pose.name), msgspec.json.encode(content))
        except OSError as error:
            raise PosesError(f"cannot keep {pose.name!r} in {self.folder}: {error.strerror}") from error

    def rename(self, old: str, new: str) -> None:
        """Give a pose another name. Raises PosesError when there is no `old`, or there is a `new` already."""
        pose = self._find(old)
        if any(other.name == new for other in self.load()):
            raise PosesError(f"there is a pose {new!r} already; remove it first, or choose another name")
        self.keep(TaughtPose(new, pose.rows))
        self._path(old).unlink()

    def remove(self, name: str) -> None:
        """Forget a pose. Raises PosesError when there is none of that name."""
        self._find(name)
        self._path(name).unlink()

    def hand_out(self, target: Path) -> list[str]:
        """Copy all poses into a folder, for another mirror; returns their names."""
        target.mkdir(parents=True, exist_ok=True)
        poses = self.load()
        for pose in poses:
            shutil.copy(self._path(pose.name), target)
        return [pose.name for pose in poses]

    def take_in(self, source: Path) -> list[str]:
        """Add the poses that another mirror handed out; returns their names. Raises PosesError on none."""
        poses = [read(path) for path in sorted(source.glob(f"*{SUFFIX}"))]
        if not poses:
            raise PosesError(f"there is no pose in {source}; it needs files that end in {SUFFIX}")
        for pose in poses:
            self.keep(pose)
        return [pose.name for pose in poses]

    def _find(self, name: str) -> TaughtPose:
        poses = {pose.name: pose for pose in self.load()}
        if name in poses:
            return poses[name]
        from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

        close = get_close_matches(name, poses, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "see: pi-pose poses list"
        raise PosesError(f"there is no pose {name!r}; {hint}")

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob(f"*{SUFFIX}")) if self.folder.is_dir() else []

    def _path(self, name: str) -> Path:
        return self.folder / f"{quote(name, safe=' ')}{SUFFIX}"


def read(path: Path) -> TaughtPose:
    """Read one file. Raises PosesError when it is no pose."""
    try:
        content: dict[str, Any] = msgspec.json.decode(plain_file.read(path, LARGEST_FILE))
        rows = np.asarray(content["keypoints"], np.float64)
        _check(content["name"], rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, PosesError) as error:
        raise PosesError(f"{path} is no pose that a mirror was taught; remove it") from error
    return TaughtPose(content["name"], rows.astype(np.float32))


def _check(name: str, rows: NDArray[np.float64]) -> None:
    check_name(name)
    if rows.ndim != 3 or rows.shape[1:] != (len(Keypoint), 3):  # noqa: PLR2004
        raise PosesError("a taught pose has rows of 17 keypoints")
    if not len(rows) or not (np.abs(rows) <= FARTHEST).all():  # what is not a number is not less, either
        raise PosesError("a taught pose has keypoints that are somewhere")


def check_name(name: str) -> None:
    """Raise PosesError when a pose cannot be called so."""
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise PosesError(f"a pose needs a name of 1 to {LONGEST_NAME} characters that can be shown")


def _shortened(rows: Rows) -> list[list[list[float]]]:
    placed = np.concatenate([centred(rows[..., :2]), rows[..., 2:]], axis=2)
    return [[[round(float(value), 3) for value in point] for point in row] for row in placed]
