"""The pictures of people beside the checkout: which there are, and what people marked in them."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pi_pose.camera import pictures
from pi_pose.pose import Keypoint

PEOPLE, YOGA = "people", "yoga_cg/train"
LABELS = "labels"
MARKS = f"{PEOPLE}/{LABELS}/lspet.json"

Marks = dict[str, NDArray[np.float32]]
"""From a picture's name to what people marked in it."""

KEPT_ASIDE = 0.08
"""The share of each folder of people that only examines: its last pictures, since neighbours are alike.
None of the five people of the yoga pictures: without the fifth, it knew four, and no others as well."""


@dataclass(frozen=True, slots=True, eq=False)
class Photograph:
    """One picture on the disk."""

    path: Path
    name: str
    """Relative to the data, with / between the parts."""
    examines: bool
    """Whether it is kept aside to examine the network with."""
    marked: NDArray[np.float32] | None
    """(17, 3), marked by people: x and y in pixels, and more than 0 where there is a mark."""


def find(data: Path) -> list[Photograph]:
    """List all, in the order of their names."""
    marks = _marks(data)
    photographs = []
    folders = sorted(path for path in (data / PEOPLE).iterdir() if path.is_dir() and path.name != LABELS)
    for folder in folders:
        paths = pictures.find(folder)
        learning = round(len(paths) * (1 - KEPT_ASIDE))
        photographs += [
            _one(data, path, examines=place >= learning, marks=marks) for place, path in enumerate(paths)
        ]
    return photographs + [
        _one(data, path, examines=False, marks=marks) for path in pictures.find(data / YOGA)
    ]


def _one(data: Path, path: Path, *, examines: bool, marks: Marks) -> Photograph:
    name = path.relative_to(data).as_posix()
    return Photograph(path, name, examines, marks.get(name))


def _marks(data: Path) -> Marks:
    """From a picture's name to what people marked in it; the file is laid out as COCO's."""
    content = json.loads((data / MARKS).read_text(encoding="utf-8"))
    names = {image["id"]: f"{PEOPLE}/{image['file_name']}" for image in content["images"]}
    rows = (len(Keypoint), 3)
    return {
        names[mark["image_id"]]: np.array(mark["keypoints"], np.float32).reshape(rows)
        for mark in content["annotations"]
    }
