"""Newer models over the air: fetched, tried out in a child process, and only then put to use."""

from collections.abc import Iterator
from contextlib import closing

from pi_pose import __version__
from pi_pose.errors import PiPoseError
from pi_pose.inference import coral, networks
from pi_pose.inference.interpreter import Request
from pi_pose.inference.remote import RemoteInterpreter
from pi_pose.models import download, manifest
from pi_pose.models.ledger import Release
from pi_pose.models.manifest import Offer
from pi_pose.models.progress import Progress
from pi_pose.models.promise import Promise
from pi_pose.models.shelf import Shelf
from pi_pose.provision import reference
from pi_pose.settings import Settings


class Updating:
    """One look at the list of newer models."""

    def __init__(self, settings: Settings, progress: Progress) -> None:
        """Read the settings. Raises SettingsError where they speak of a model that nobody knows."""
        self.failed = False
        """Whether anything that was wanted could not be had."""
        self._shelf = Shelf(settings)
        self._settings = settings
        self._progress = progress

    def run(self) -> Iterator[str]:
        """Bring what is new, and yield a sentence for each model offered.

        Raises SettingsError or DownloadError when the list cannot be had, or is not to be believed.
        """
        for offer in manifest.read(self._settings.updates):
            yield f"{offer.name} version {offer.version}: {self._take(offer)}"

    def _take(self, offer: Offer) -> str:
        if obstacle := self._obstacle(offer):
            return obstacle
        try:
            release = self._fetch(offer)
            self._try_out(offer, release)
        except PiPoseError as error:
            self.failed = True
            return str(error)
        self._shelf.install(offer.name, release)
        return "installed"

    def _obstacle(self, offer: Offer) -> str | None:
        entry, known = self._shelf.entries.get(offer.name), self._shelf.known
        update = known.updates.get(offer.name)
        if entry is None or not entry.urls:
            return "not a model of the catalogue"
        if update is not None and offer.version <= update.current.version:
            return "nothing new"
        if offer.version in known.refused.get(offer.name, ()):
            return "failed here before, and is not tried again"
        if _numbers(offer.min_app) > _numbers(__version__):
            return f"needs pi_pose {offer.min_app}; this is {__version__}"
        if entry.accelerator == "edgetpu" and coral.find() is None:
            return "is tried out when a Coral is plugged in"
        return None

    def _fetch(self, offer: Offer) -> Release:
        """Bring the file here under a name of its own, so that the one in use stays whole."""
        target = self._shelf.version_path(offer.name, offer.version)
        promise = Promise(target.name, offer.size, "sha256", offer.sha256)
        download.fetch(promise, offer.url, target, self._progress)
        return Release(version=offer.version, file=target.name, size=offer.size, sha256=offer.sha256)

    def _try_out(self, offer: Offer, release: Release) -> None:
        """Raise PiPoseError, and never install the version, unless the model finds the drawn athlete."""
        entry, chosen = self._shelf.entry(offer.name), self._settings.model
        path = self._shelf.folder / release.file
        try:
            with closing(
                RemoteInterpreter(Request(path, chosen.threads, chosen.runtime, entry.accelerator))
            ) as interpreter:
                reference.require_work(networks.read(interpreter, entry.kind, offer.name))
        except PiPoseError:
            self._shelf.note(lambda known: known.refuse(offer.name, offer.version))
            path.unlink()
            raise


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
