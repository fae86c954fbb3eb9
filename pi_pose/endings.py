"""How a program is asked to end, by systemd, a terminal that closes or Ctrl-C, and how it leaves."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

ASKED = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def on_request(end: Callable[[], object]) -> None:
    """Call `end` from now on, in the main thread, when the program is asked to end."""
    for number in ASKED:
        signal.signal(number, lambda _number, _frame: end())


def leave(code: int) -> NoReturn:
    """Exit, and do not wait for a thread that is stuck in a driver or in a model.

    Python would, or would take the libraries away under that thread, to which some answer with a hang.
    """
    if threading.active_count() > 1:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
