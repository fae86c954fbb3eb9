"""The models of one mirror: which there are, where their files lie, and how those get here."""

import glob
import logging
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pi_pose.errors import DownloadError, ModelError, SettingsError
from pi_pose.models import catalogue, examined, ledger
from pi_pose.models.catalogue import Entry
from pi_pose.models.examined import Examined
from pi_pose.models.ledger import Ledger, Release
from pi_pose.models.progress import Progress
from pi_pose.models.promise import Promise, digest
from pi_pose.settings import Kind, Settings

MIRROR_VARIABLE = "PI_POSE_MODEL_MIRROR"
"""Names a folder or a base URL that is asked before the published addresses."""

SHIPPED = Path(__file__).parent
"""Where the models lie that come with the program."""

logger = logging.getLogger(__name__)


def default_folder() -> Path:
    """Return where models are kept when the settings do not say: the user's data folder."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "pi-pose" / "models"


class Shelf:
    """The catalogue's models and the owner's own, by name."""

    def __init__(self, settings: Settings) -> None:
        """Read the settings. Raises SettingsError where they speak of a model that nobody knows."""
        chosen = settings.model
        self.folder = Path(chosen.folder).expanduser() if chosen.folder else default_folder()
        self.entries = catalogue.load() | _own_entries(settings)
        """What is known about each model, whether its file is here or not."""
        self._examined: Examined | None = None
        """The file that was asked for last."""
        if chosen.path:  # stands in for the model that was chosen
            known = self.entries.get(chosen.name)
            self.entries[chosen.name] = _own(chosen.name, chosen.path, known.kind if known else "movenet")

    @property
    def stand_in(self) -> str | None:
        """The model that comes with the program, for a mirror that cannot fetch the one it wants."""
        return next((name for name, entry in self.entries.items() if entry.shipped), None)

    def at_hand(self, *wanted: str) -> str:
        """Return the first of these that is here and whole, or else the stand-in; without any, the first."""
        whole = (name for name in wanted if self.complaint(name) is None)
        return next(whole, self.stand_in or wanted[0])

    def excuse(self, wanted: str) -> str:
        """Say that the model that comes with the program is at work instead of the wanted one."""
        shipped = self.entries[self.stand_in].title if self.stand_in else "no model"
        entry = self.entry(wanted)
        when = "it can be fetched" if entry.urls else f"{entry.file} is whole"
        return f"{shipped}; {entry.title} will be used when {when}"

    def entry(self, name: str) -> Entry:
        """Return what is known about a model. Raises ModelError when there is none of that name."""
        if name not in self.entries:
            raise ModelError(f"there is no model called {name}; known are {', '.join(self.entries)}")
        return self.entries[name]

    @property
    def here(self) -> list[str]:
        """The models for the CPU whose files are here; the stand-in is none of them."""
        plain = [name for name, entry in self.entries.items() if entry.twin is None and not entry.shipped]
        return self.present(plain)

    def present(self, names: Iterable[str]) -> list[str]:
        """Return those of some names that are a model's whose file is here."""
        return [name for name in names if name in self.entries and self.path(name).is_file()]

    def twins(self, name: str) -> tuple[str, str | None]:
        """Return the name of the model for the CPU, and of its twin for the Edge TPU if there is one."""
        plain = self.entry(name).twin or name
        return plain, next((other for other, entry in self.entries.items() if entry.twin == plain), None)

    @property
    def known(self) -> Ledger:
        """What the model folder remembers."""
        return ledger.read(self.folder)

    def update(self, name: str) -> Release | None:
        """Return the newer version of a model that is in use, if one is."""
        found = self.known.updates.get(name)
        return found.current if found and self.entry(name).urls else None

    def path(self, name: str) -> Path:
        """Return where a model's file is, or would be."""
        if update := self.update(name):
            return self.folder / update.file
        entry = self.entry(name)
        # A model of the owner's has a whole path for its file, and that replaces the folder.
        return (SHIPPED if entry.shipped else self.folder) / entry.file

    def lightest(self, names: Iterable[str]) -> str | None:
        """Return which of these models has the smallest file; None when none of them is here.

        The size stands for the work: the publisher's times on a Raspberry Pi 4 rise with it.
        """
        here = (name for name in self.present(names) if not self.entry(name).shipped)
        return min(here, key=lambda name: self.path(name).stat().st_size, default=None)

    def promise(self, name: str) -> Promise:
        """Return which bytes a model's file must have."""
        entry = self.entry(name)
        if update := self.update(name):
            return Promise(update.file, update.size, "sha256", update.sha256)
        if entry.sha256 is None and entry.git_blob is not None:
            return Promise(entry.file, entry.size, "git_blob", entry.git_blob)
        return Promise(entry.file, entry.size, "sha256", entry.sha256 or self.known.trusted.get(name))

    def complaint(self, name: str) -> str | None:
        """Say what is wrong with a model's file; None when it is here, and has the bytes it should have."""
        path = self.path(name)
        try:
            objection = self._examine(name).objection
        except FileNotFoundError:
            return f"there is no model at {path}"
        except OSError as error:
            return f"{path} cannot be read: {error.strerror}"
        return f"{path} is damaged: {objection}" if objection else None

    def locate(self, name: str, progress: Progress) -> Path:
        """Return a model's file, and fetch it first where it is not here, or is damaged.

        Asked in this order: the mirror, the published addresses. Raises ModelError when it is nowhere.
        """
        entry, complaint = self.entry(name), self.complaint(name)
        while complaint is not None and self.update(name):
            logger.warning("%s; going back to the version before", complaint)
            self.note(lambda known: known.roll_back(name))
            complaint = self.complaint(name)
        path = self.path(name)
        if complaint is not None:
            if not entry.urls:
                raise ModelError(f"{complaint}; correct the path of {name} in config.yaml")
            self._fetch(self.promise(name), entry, path, progress)
        if entry.urls and self.promise(name).digest is None:
            self._trust(name, path)
        return path

    def vouched(self, name: str) -> bytes | None:
        """Return the bytes of a model's file, which are those that its publisher promised.

        None when nobody promised any: it is a model of the owner's, or the first that came was trusted.
        Raises ModelError when the file is not what it was when it was located.
        """
        if not (self.update(name) or self._published(name)):
            return None
        path = self.path(name)
        try:
            found = self._examine(name)
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror}") from error
        if found.objection:
            raise ModelError(f"{path} was changed just now: {found.objection}")
        return found.content

    def _examine(self, name: str) -> Examined:
        path, promise = self.path(name), self.promise(name)
        found = self._examined
        if found is None or not found.answers(path, promise):
            self._examined = found = examined.examine(path, promise)
        return found

    def _published(self, name: str) -> bool:
        entry = self.entry(name)
        return bool(entry.shipped or entry.sha256 or entry.git_blob)

    def remove(self, name: str) -> bool:
        """Delete a model's files, and forget all about it; return whether there were any.

        Raises ModelError for a model that was not fetched.
        """
        entry = self.entry(name)
        if not entry.urls:
            raise ModelError(f"{name} was not fetched, and {self.path(name)} is not removed")
        files = [self.folder / entry.file, *self._versions(name)]
        present = [file for file in files if file.exists()]
        self.note(lambda known: known.forget(name))
        for file in present:
            file.unlink()
        return bool(present)

    def version_path(self, name: str, version: int) -> Path:
        """Return where the file of a newer version belongs: beside the one in use, which stays whole."""
        file = Path(self.entry(name).file)
        return self.folder / f"{file.stem}.version-{version}{file.suffix}"

    def install(self, name: str, release: Release) -> None:
        """Put a newer version to use, whose file is whole, and delete those that nobody goes back to.

        Raises ModelError when the folder cannot be written.
        """
        self.note(lambda known: known.install(name, release))
        update = self.known.updates[name]
        kept = {each.file for each in (update.current, update.previous) if each}
        for file in self._versions(name):
            if file.name not in kept:
                file.unlink()

    def note(self, step: ledger.Step) -> None:
        """Change what the model folder remembers. Raises ModelError when it cannot be written."""
        ledger.change(self.folder, step)

    def _versions(self, name: str) -> list[Path]:
        file = Path(self.entry(name).file)
        return list(self.folder.glob(f"{glob.escape(file.stem)}.version-*"))

    def _fetch(self, promise: Promise, entry: Entry, target: Path, progress: Progress) -> None:
        from pi_pose.models import download  # noqa: PLC0415  a model that is here does not wait for ssl

        failures: list[str] = []
        for address in _addresses(entry):
            try:
                logger.info("fetching %s from %s", entry.file, address)
                download.fetch(promise, address, target, progress)
            except DownloadError as error:
                logger.warning("%s", error)
                failures.append(str(error))
            else:
                return
        raise DownloadError(
            f"cannot get {entry.title}. Connect to the network and try again, or copy {entry.file} into "
            f"{target.parent}. Tried: " + "; ".join(failures)
        )

    def _trust(self, name: str, path: Path) -> None:
        """Trust on first use: from now on the model must have these bytes."""
        found = digest(path.read_bytes())
        logger.info("trusting %s, sha256 %s, from now on", path, found)
        try:
            self.note(lambda known: known.trust(name, found))
        except ModelError as error:  # a folder that is only read needs no memory
            logger.info("%s", error)


def _own_entries(settings: Settings) -> dict[str, Entry]:
    named = settings.models.named
    for name, model in named.items():
        if not model.path and name not in catalogue.load():
            raise SettingsError(
                f"models.{name} has no path, and the catalogue has no such model; known are "
                f"{', '.join(catalogue.load())}"
            )
    return {name: _own(name, model.path, model.kind) for name, model in named.items() if model.path}


def _own(name: str, path: str, kind: Kind) -> Entry:
    return Entry(title=name, file=str(Path(path).expanduser().absolute()), kind=kind)


def _addresses(entry: Entry) -> Iterator[str]:
    if mirror := os.environ.get(MIRROR_VARIABLE):
        yield f"{mirror.rstrip('/')}/{entry.file}" if "://" in mirror else mirror
    yield from entry.urls
