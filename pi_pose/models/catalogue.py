"""What catalogue.yaml says about each pose model."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from pi_pose import document
from pi_pose.document import MAX_SENTENCE, Document, DocumentError, shortened
from pi_pose.errors import SettingsError
from pi_pose.settings import Kind

FILE = "catalogue.yaml"

FileName: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=128)]
"""Of a file in the model folder, and in no other."""

Address: TypeAlias = Annotated[str, Meta(pattern="^https://[!-~]+$")]


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


class _Listed(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of the catalogue, whose file is in the model folder, and comes over a safe line."""

    file: FileName
    urls: tuple[Address, ...] = ()


@cache
def load() -> dict[str, Entry]:
    """Return every entry of the shipped catalogue, by name. Raises SettingsError where somebody broke it."""
    return parse(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))


def parse(text: str) -> dict[str, Entry]:
    """Read the text of a catalogue. Raises SettingsError with one sentence."""
    try:
        listed = document.read(text, FILE)
    except DocumentError as error:
        raise SettingsError(str(error)) from error
    entries = {name: _entry(listed, name) for name in listed.data}
    for name, entry in entries.items():
        if entry.twin is not None and (entry.twin not in entries or entries[entry.twin].accelerator != "cpu"):
            raise SettingsError(f"{FILE}: the twin of {name} is {entry.twin}, which is no model for the CPU")
    return entries


def _entry(listed: Document, name: str) -> Entry:
    try:
        return msgspec.convert(listed.data[name], _Listed)
    except msgspec.ValidationError as error:
        raise SettingsError(
            f"{listed.place((name,))}: {name}: {shortened(str(error), MAX_SENTENCE)}"
        ) from error
