"""Watches config.yaml, so that saving it is enough."""

import logging
from collections.abc import Callable
from pathlib import Path

from pi_pose import plain_file, settings
from pi_pose.errors import SettingsError
from pi_pose.plain_file import Signature
from pi_pose.settings import Settings

logger = logging.getLogger(__name__)


class SettingsFile:
    """The settings of a file that may be edited while the mirror runs."""

    def __init__(self, path: Path, adjust: Callable[[Settings], Settings] = lambda loaded: loaded) -> None:
        """Read the file, and `adjust` what it says. Raises SettingsError when it is wrong from the start."""
        self._path = path
        self._adjust = adjust
        self._signature = self._stat()
        self.settings = adjust(settings.load(path))
        """The newest good settings."""
        self.complaint: str | None = None
        """What is wrong with the file, while it is."""
        self._seen = self._signature

    def poll(self) -> bool:
        """Read the file again if it was saved since; return whether the settings changed.

        A file is read when two looks in a row find it the same: a half that an editor has written would be
        taken for a file without the other half's keys.
        """
        signature, seen = self._stat(), self._seen
        self._seen = signature
        if signature == self._signature or signature != seen:
            return False
        self._signature, before = signature, self.settings
        try:
            self.settings = self._adjust(settings.load(self._path))
        except SettingsError as error:
            logger.warning("%s", error)
            self.complaint = str(error)
            return False
        self.complaint = None
        return self.settings != before

    def _stat(self) -> Signature | None:
        try:
            return plain_file.signature(self._path)
        except OSError:
            return None
