"""The signals that ask a program to end, from systemd, a terminal that closes, or Ctrl-C."""

import signal
from collections.abc import Callable

ASKED = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def on_request(end: Callable[[], object]) -> None:
    """Call `end` from now on, in the main thread, when the program is asked to end."""
    for number in ASKED:
        signal.signal(number, lambda _number, _frame: end())
