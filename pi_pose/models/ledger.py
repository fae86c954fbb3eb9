"""What the model folder remembers: whose bytes were trusted, and which updates are in use.

One small file, replaced as a whole. An update is in use from the moment the ledger says so, and no longer
from the moment it does not: that is what makes a swap, and a rollback, a single step.
"""

import fcntl
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, TypeVar

import msgspec
from msgspec import field
from msgspec.structs import replace

from pi_pose import durable, plain_file
from pi_pose.errors import ModelError

FILE = "ledger.json"
LARGEST_BYTES = 1_000_000

V = TypeVar("V")

logger = logging.getLogger(__name__)


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a model, as it lies in the folder."""

    version: int
    file: str
    size: int
    sha256: str


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """A model that is newer than the catalogue's."""

    current: Release
    previous: Release | None = None
    """What to go back to; None for the catalogue's own file."""
    proven: bool = False
    """Whether the mirror ran well with it."""
    crashes: int = 0
    """How often the mirror ended with it without being asked to; one too many while it runs."""


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it, by model names."""

    trusted: dict[str, str] = field(default_factory=dict)
    """The sha256 of the first bytes that came, of models whose publisher promises none."""
    updates: dict[str, Update] = field(default_factory=dict)
    refused: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Versions that failed, and are not tried again."""

    def trust(self, name: str, sha256: str) -> "Ledger":
        """Remember the bytes of a model."""
        return replace(self, trusted={**self.trusted, name: sha256})

    def forget(self, name: str) -> "Ledger":
        """Remember nothing about a model."""
        return Ledger(
            trusted=_without(self.trusted, name),
            updates=_without(self.updates, name),
            refused=_without(self.refused, name),
        )

    def install(self, name: str, release: Release) -> "Ledger":
        """Put a new version to use, and keep the one before it to go back to."""
        before = self.updates.get(name)
        update = Update(current=release, previous=before.current if before else None)
        return replace(self, updates={**self.updates, name: update})

    def judge(self, name: str, *, crashes: int, proven: bool = False) -> "Ledger":
        """Write down how an update does."""
        if name not in self.updates:  # it was removed, or rolled back, meanwhile
            return self
        update = replace(self.updates[name], proven=proven, crashes=crashes)
        return replace(self, updates={**self.updates, name: update})

    def roll_back(self, name: str) -> "Ledger":
        """Go back to the version before, and never install this one again."""
        update = self.updates[name]
        refused = {**self.refused, name: (*self.refused.get(name, ()), update.current.version)}
        others = _without(self.updates, name)
        if update.previous is not None:
            others[name] = Update(current=update.previous, proven=True)
        return replace(self, updates=others, refused=refused)

    def refuse(self, name: str, version: int) -> "Ledger":
        """Never install this version."""
        return replace(self, refused={**self.refused, name: (*self.refused.get(name, ()), version)})


Step: TypeAlias = Callable[[Ledger], Ledger]


def read(folder: Path) -> Ledger:
    """Return the ledger of a model folder; an empty one where there is none, or it is damaged."""
    try:
        return msgspec.json.decode(plain_file.read(folder / FILE, LARGEST_BYTES), type=Ledger)
    except FileNotFoundError:
        return Ledger()
    except (OSError, ValueError, RecursionError) as error:  # what msgspec raises is a ValueError
        logger.warning("%s cannot be read (%s); only the catalogue counts", folder / FILE, error)
        return Ledger()


def change(folder: Path, step: Step) -> None:
    """Replace the ledger by what `step` makes of it; others who do the same wait.

    Raises ModelError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{FILE}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            durable.write(folder / FILE, msgspec.json.encode(step(read(folder))))
    except OSError as error:
        raise ModelError(f"the model folder {folder} cannot be written: {error.strerror}") from error


def _without(table: dict[str, V], name: str) -> dict[str, V]:
    return {key: value for key, value in table.items() if key != name}
