"""The thread that does nothing but ask the model."""

from msgspec import Struct

from pi_pose.errors import InterpreterError
from pi_pose.inference.answer import Answer
from pi_pose.inference.networks import View
from pi_pose.workers import Latest, Worker

WAIT_SECONDS = 0.2


class NoAnswer(Struct, frozen=True, eq=False):
    """What comes when the model failed."""

    view: View
    reason: str


class Perception(Worker):
    """Asks about the newest view, again and again.

    All else that is to be done for a frame is done meanwhile by the thread that owns this one: to invoke is
    most of the work, and Python waits for none of it.
    """

    def __init__(self, views: Latest[View], answers: Latest[Answer | NoAnswer]) -> None:
        super().__init__("inference")
        self.looks_at: View | None = None
        """What the model is asked about right now."""
        self._views = views
        self._answers = answers

    def open(self) -> None:
        """The models are opened elsewhere."""

    def step(self) -> None:
        """Have the newest view answered, once there is one."""
        if (view := self._views.take(WAIT_SECONDS)) is not None:
            self._answers.put(self._ask(view))

    def close(self) -> None:
        """Interpreters need no closing."""

    def _ask(self, view: View) -> Answer | NoAnswer:
        self.looks_at = view
        try:
            return view.ask()
        except InterpreterError as error:
            return NoAnswer(view, str(error))
        finally:
            self.looks_at = None
