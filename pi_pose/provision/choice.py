"""Which model was chosen at the glass, remembered from one start to the next."""

import logging
from pathlib import Path

import msgspec

from pi_pose import durable, plain_file, state

LARGEST_BYTES = 10_000

logger = logging.getLogger(__name__)


class _Remembered(msgspec.Struct, frozen=True):
    configured: str
    """What config.yaml said when the choice was made; a change there is a newer choice."""
    chosen: str


def recall(configured: str) -> str:
    """Return the model that was chosen last, at the glass or in config.yaml, which names `configured`."""
    try:
        remembered = msgspec.json.decode(plain_file.read(_path(), LARGEST_BYTES), type=_Remembered)
    except (
        OSError,
        ValueError,
        RecursionError,
    ):  # nobody chose yet, or the file is damaged: config.yaml will do
        return configured
    return remembered.chosen if remembered.configured == configured else configured


def remember(configured: str, chosen: str) -> str | None:
    """Write down what was chosen at the glass; return what is to be said where that cannot be done."""
    try:
        durable.write(_path(), msgspec.json.encode(_Remembered(configured, chosen)))
    except OSError as error:
        logger.warning("%s", error)
        return f"{chosen} is forgotten at the next start: {error.strerror}"
    return None


def _path() -> Path:
    return state.folder() / "model.json"
