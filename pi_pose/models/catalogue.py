"""What catalogue.yaml says about each pose model."""

from functools import cache
from importlib import resources
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from pi_pose import document
from pi_pose.errors import ModelError


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One published model file."""

    title: str
    file: str
    kind: Literal["movenet"]
    licence: str
    size: Annotated[int, Meta(gt=0)]
    """Bytes."""
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    urls: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Https addresses that all serve the same bytes; the first one that answers is used."""


@cache
def load() -> dict[str, Entry]:
    """Return every entry of the shipped catalogue, by name."""
    text = resources.files("pi_pose.models").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    return msgspec.convert(document.read(text, "catalogue.yaml").data, dict[str, Entry])


def entry(name: str) -> Entry:
    """Return the entry called `name`. Raises ModelError when there is none."""
    if name not in load():
        raise ModelError(f"there is no model called {name}; known are {', '.join(load())}")
    return load()[name]
