"""What the model folder remembers, in one small file that is replaced as a whole."""

import fcntl
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import msgspec
from msgspec import field
from msgspec.structs import replace

from pi_pose import durable
from pi_pose.errors import ModelError

FILE = "ledger.json"

logger = logging.getLogger(__name__)


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it, by model names."""

    trusted: dict[str, str] = field(default_factory=dict)
    """The sha256 of the first bytes that came, of models whose publisher promises none."""

    def trust(self, name: str, sha256: str) -> "Ledger":
        """Remember the bytes of a model."""
        return replace(self, trusted={**self.trusted, name: sha256})

    def forget(self, name: str) -> "Ledger":
        """Remember nothing about a model."""
        return Ledger(trusted=_without(self.trusted, name))


Step: TypeAlias = Callable[[Ledger], Ledger]


def read(folder: Path) -> Ledger:
    """Return the ledger of a model folder; an empty one where there is none, or it is damaged."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Ledger)
    except FileNotFoundError:
        return Ledger()
    except (OSError, msgspec.DecodeError) as error:
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


def _without(table: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in table.items() if key != name}
