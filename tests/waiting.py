"""Waits for what another thread, or another program, is about to do."""

import time
from collections.abc import Callable

import pytest

PATIENCE_SECONDS = 20.0


def until(true: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Return as soon as it is true; fail when that takes far too long."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            pytest.fail("it never happened")
        time.sleep(0.01)
