"""The TFLite runtime of this process, told to misbehave."""

import threading
from typing import Any

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

ANSWERS = {"nan": np.nan, "infinite": np.inf, "far": 40.0}
"""What every number of an answer becomes."""


POSE, CLASSIFIER = 17 * 3, 6
"""How many numbers a pose model answers with, and the classifier of five poses."""


class Runtime:
    """Stands between the mirror's process and its runtime; other processes have a good one."""

    def __init__(self, numbers: int = POSE) -> None:
        """Misbehave with the models that answer so many numbers."""
        self.order = "work"
        """Or: raise, hang, nan, infinite, far."""
        self._numbers = numbers
        self._freed = threading.Event()

    def behave(self, order: str) -> None:
        """Do so from the next invoke on."""
        self.order = order

    def mend(self) -> None:
        """Work again, and let go who hangs."""
        self.order = "work"
        self._freed.set()

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Take the place of the runtime's own calls."""
        invoke, get = Interpreter.invoke, Interpreter.get_tensor

        def invoked(interpreter: Any) -> None:  # noqa: ANN401  the runtime has no types
            order = self._order_for(interpreter)
            if order == "raise":
                raise RuntimeError("Node number 7 (CONV_2D) failed to invoke.")
            if order == "hang":
                self._freed.wait()
            invoke(interpreter)

        def got(interpreter: Any, index: int) -> Any:  # noqa: ANN401
            answer, order = get(interpreter, index), self._order_for(interpreter)
            return np.full_like(answer, ANSWERS[order]) if order in ANSWERS else answer

        patch.setattr(Interpreter, "invoke", invoked)
        patch.setattr(Interpreter, "get_tensor", got)

    def _order_for(self, interpreter: Any) -> str:  # noqa: ANN401
        answers = interpreter.get_output_details()[0]["shape"]
        return self.order if np.prod(answers) == self._numbers else "work"
