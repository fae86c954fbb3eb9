"""What catalogue.yaml says about each pose model."""

from functools import cache
from importlib import resources
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from pi_pose import document
from pi_pose.settings import Kind


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the publisher measured."""

    pi4_ms: float
    """Milliseconds a picture on a Raspberry Pi 4."""
    map: float
    """Mean average precision on COCO's keypoints, in percent."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One model file."""

    title: str
    file: str
    """Its name in the model folder; a whole path for a model of the owner's."""
    kind: Kind
    input: Annotated[int, Meta(gt=0)] | None = None
    """Pixels a side; None when only the file itself knows."""
    accelerator: Literal["cpu", "edgetpu"] = "cpu"
    twin: str | None = None
    """Of a model for the Edge TPU: the name of the same model for the CPU."""
    licence: str = "unknown"
    size: Annotated[int, Meta(gt=0)] | None = None
    """Bytes."""
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")] | None = None
    git_blob: Annotated[str, Meta(pattern="^[0-9a-f]{40}$")] | None = None
    """The id that git gives to a file of these bytes."""
    urls: tuple[str, ...] = ()
    """Https addresses that all serve the same bytes; the first one that answers is used."""
    published: Published | None = None
    shipped: bool = False
    """Whether the file is part of the program."""


@cache
def load() -> dict[str, Entry]:
    """Return every entry of the shipped catalogue, by name."""
    text = resources.files("pi_pose.models").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    return msgspec.convert(document.read(text, "catalogue.yaml").data, dict[str, Entry])
