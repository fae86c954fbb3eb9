"""Being asked to end, at any moment."""

import signal
from pathlib import Path

import pytest

from tests.faults.process import Process, moments
from tests.faults.trial import Fault, Outcome, TryOut, home

MOST_SECONDS = 6.0
"""From the start of the process; by then it draws."""


def asked_to_end(number: signal.Signals, times: int) -> TryOut:
    def try_out(folder: Path, _patch: pytest.MonkeyPatch) -> Outcome:
        config = home(folder, camera="source: synthetic, width: 320, height: 240")
        took = [_ends(config, number, moment) for moment in moments(times, MOST_SECONDS)]
        return Outcome(f"a clean end, {times} times of {times}; the slowest took", None, max(took))

    return try_out


def _ends(config: Path, number: signal.Signals, moment: float) -> float:
    process = Process(config)
    process.wait_for("what it never says", moment)
    took, code = process.end(number)
    ran = "READY=1" in process.heard
    # Before the mirror runs there is nothing to be closed, and Python or the kernel answers the signal.
    assert code == 0 or not ran, f"it ended with {code} after {moment:.2f} s"
    assert not ran or process.heard[-1] == "STOPPING=1"
    return took


FAULTS = (
    Fault("SIGTERM at any moment", asked_to_end(signal.SIGTERM, 20), back_within=2, quick=False),
    Fault("SIGHUP at any moment", asked_to_end(signal.SIGHUP, 20), back_within=2, quick=False),
    Fault("SIGINT at any moment", asked_to_end(signal.SIGINT, 20), back_within=2, quick=False),
)
