"""`make faults`: tries every fault on the whole mirror, and prints what became of them.

    python -m tests.faults [--record] [WORD...]

With words only the faults of which one is a part; with --record the table goes into the README.
"""

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("GPIOZERO_PIN_FACTORY", "mock")

import pytest

from tests.faults import table
from tests.faults.catalogue import FAULTS
from tests.faults.trial import Fault, Outcome


def tried(fault: Fault) -> Outcome | str:
    """Try one fault on a mirror that remembers nothing; return what was wrong where it is not an outcome."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
            patch.setenv(variable, f"{folder}/{variable}")
        try:
            return fault.try_out(Path(folder), patch)
        except pytest.skip.Exception as reason:
            return f"not tried: {reason}"
        except (Exception, pytest.fail.Exception):  # noqa: BLE001  the other faults are still of interest
            traceback.print_exc()
            return "did not come through"


def complaints(fault: Fault, outcome: Outcome | str) -> Iterator[str]:
    """Say what does not hold."""
    if isinstance(outcome, str):
        yield outcome
        return
    for what, seconds, limit in (
        ("told", outcome.told_seconds, fault.told_within),
        ("well again", outcome.back_seconds, fault.back_within),
    ):
        if seconds is not None and limit is not None and seconds > limit:
            yield f"{what} after {seconds:.1f} s, not {limit:g} s"


def chosen(words: Sequence[str]) -> list[Fault]:
    """Return the faults that are asked for."""
    return [fault for fault in FAULTS if not words or any(word in fault.what for word in words)]


def main() -> int:
    """Try them, and print the table; 1 when anything does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    outcomes: list[tuple[Fault, Outcome]] = []
    failed = False
    for fault in chosen(asked.words):
        outcome = tried(fault)
        found = list(complaints(fault, outcome))
        print(
            f"{'FAILED' if found else 'ok':6}  {fault.what}: {'; '.join(found) or outcome}", file=sys.stderr
        )
        failed |= bool(found)
        if isinstance(outcome, Outcome):
            outcomes.append((fault, outcome))
    made = "\n".join(table.lines(outcomes)) + "\n"
    print(made)
    if asked.record:
        table.record(made)
    return failed


if __name__ == "__main__":
    sys.exit(main())
