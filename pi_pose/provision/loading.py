"""From a name to a model that answers."""

import numpy as np

from pi_pose.inference import crop, networks, tracker
from pi_pose.inference.interpreter import AnyInterpreter, Interpreter, Request
from pi_pose.inference.multipose import MultiPose
from pi_pose.inference.networks import AnyModel
from pi_pose.models.progress import Progress
from pi_pose.models.shelf import Shelf
from pi_pose.settings import Settings

BLANK = np.zeros((64, 64, 3), np.uint8)


class Loader:
    """Loads models as the settings say, and fetches those that are not here yet."""

    def __init__(self, settings: Settings, progress: Progress) -> None:
        """Read the settings. Raises SettingsError where they speak of a model that nobody knows."""
        self.shelf = Shelf(settings)
        self._settings = settings.model
        self._progress = progress

    def load(self, name: str, *, apart: bool = False, tried: bool = True) -> AnyModel:
        """Load a model for the CPU and, where it is to be `tried`, let it answer once.

        Raises ModelError or InterpreterError.
        One that nobody vouches for, or that is to be kept `apart`, runs in a process of its own, which it may
        take down.
        """
        path, (threads, runtime) = self.shelf.locate(name, self._progress), self._runs_on
        interpreter: AnyInterpreter
        if apart or (content := self.shelf.vouched(name)) is None:
            from pi_pose.inference.remote import PATIENT, RemoteInterpreter  # noqa: PLC0415  few have one

            interpreter = RemoteInterpreter(Request(path, threads, runtime), PATIENT)
        else:
            interpreter = Interpreter(path, threads, runtime, content=content)
        model = networks.read(interpreter, self.shelf.entry(name).kind, name)
        if tried:
            answer_once(model)
        return model

    def request(self, name: str) -> Request:
        """Return how a child process loads a model for the Edge TPU. Raises ModelError."""
        path = self.shelf.locate(name, self._progress)
        return Request(path, *self._runs_on, "edgetpu")

    @property
    def _runs_on(self) -> tuple[int, str]:
        return self._settings.threads, self._settings.runtime


def answer_once(model: AnyModel) -> None:
    """The first answer takes longest, and shows whether there will be any."""
    if isinstance(model, MultiPose):
        model.estimate_all(BLANK)
    else:
        tracker.look(model, BLANK, crop.whole((BLANK.shape[1], BLANK.shape[0])))
