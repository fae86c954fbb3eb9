"""Pictures to learn from and to measure on: a sub-folder for each pose, named as the pose is."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pi_pose.camera import pictures
from pi_pose.errors import SourceError

LEARN, TEST = "train", "test"
"""Sub-folders of a collection that comes divided."""

TEST_SHARE = 0.2
"""Of each pose's pictures, in a collection that does not."""

SPLIT_SEED = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the pose it shows."""

    path: Path
    label: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Pictures, divided; none of `test` is ever learned from."""

    learn: list[Picture]
    test: list[Picture]

    @property
    def labels(self) -> list[str]:
        """The poses, by name."""
        return sorted({picture.label for picture in self.learn})


def collect(folder: Path) -> Collection:
    """Read a folder of poses, or one with `train` and `test` in it. Raises SourceError on none."""
    if not folder.is_dir():
        raise SourceError(f"there is no folder {folder}; check the path")
    if (folder / LEARN).is_dir() and (folder / TEST).is_dir():
        return Collection(labelled(folder / LEARN), labelled(folder / TEST))
    return _divided(labelled(folder))


def labelled(folder: Path) -> list[Picture]:
    """List the pictures of each sub-folder, whose name is their label. Raises SourceError on none."""
    found = [
        Picture(path, pose.name)
        for pose in sorted(folder.iterdir())
        if pose.is_dir() and not pose.name.startswith(".")
        for path in sorted(pose.rglob("*"))
        if pictures.is_picture(path) and path.is_file()
    ]
    if not found:
        raise SourceError(f"{folder} has no sub-folders with pictures in them; make one for each pose")
    return found


def _divided(found: list[Picture]) -> Collection:
    """Keep a share of each pose's pictures for the test; a pose with a single picture is only learned."""
    rng = np.random.default_rng(SPLIT_SEED)
    test: set[Path] = set()
    for label in sorted({picture.label for picture in found}):
        paths = [picture.path for picture in found if picture.label == label]
        kept = max(round(TEST_SHARE * len(paths)), 1) if len(paths) > 1 else 0
        test.update(paths[i] for i in rng.permutation(len(paths))[:kept])
    learn = [picture for picture in found if picture.path not in test]
    return Collection(learn, [picture for picture in found if picture.path in test])
