"""Finds the model file to use, and fetches it when it is not there yet."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

from pi_pose.errors import DownloadError, ModelError
from pi_pose.models import catalogue, download
from pi_pose.models.catalogue import Entry
from pi_pose.models.download import Progress
from pi_pose.settings import Model

MIRROR_VARIABLE = "PI_POSE_MODEL_MIRROR"
"""Names a folder or a base URL that is asked before the published addresses."""

logger = logging.getLogger(__name__)


def default_folder() -> Path:
    """Return where models are kept when the settings do not say: the user's data folder."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "pi-pose" / "models"


def locate(settings: Model, progress: Progress) -> Path:
    """Return the model file that the settings ask for.

    Looked for in this order: the path in the settings; the model folder; the mirror; the published
    addresses. Raises ModelError when it is nowhere.
    """
    if settings.path:
        return _own(Path(settings.path).expanduser())
    entry = catalogue.entry(settings.name)
    folder = Path(settings.folder).expanduser() if settings.folder else default_folder()
    target = folder / entry.file
    if target.is_file() and _intact(entry, target):
        return target
    _fetch(entry, target, progress)
    return target


def _own(path: Path) -> Path:
    if not path.is_file():
        raise ModelError(f"there is no model at {path}; correct model.path in config.yaml, or leave it empty")
    if path.stat().st_size == 0:
        raise ModelError(f"the model at {path} is empty; copy it again from where it came")
    return path


def _intact(entry: Entry, target: Path) -> bool:
    """Whether the stored file is the promised one; a damaged one is removed, to be fetched again."""
    try:
        download.verify(entry, target, origin=str(target.parent))
    except DownloadError as error:
        logger.warning("%s; fetching it again", error)
        return False
    return True


def _fetch(entry: Entry, target: Path, progress: Progress) -> None:
    failures: list[str] = []
    for address in _addresses(entry):
        try:
            logger.info("fetching %s from %s", entry.file, address)
            download.fetch(entry, address, target, progress)
        except DownloadError as error:
            logger.warning("%s", error)
            failures.append(str(error))
        else:
            return
    raise DownloadError(
        f"cannot get {entry.title}. Connect to the network and try again, or copy {entry.file} into "
        f"{target.parent}. Tried: " + "; ".join(failures)
    )


def _addresses(entry: Entry) -> Iterator[str]:
    if mirror := os.environ.get(MIRROR_VARIABLE):
        yield f"{mirror.rstrip('/')}/{entry.file}" if "://" in mirror else mirror
    yield from entry.urls
