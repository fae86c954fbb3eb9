"""The faults that are quickly tried, on the whole mirror: it comes through each of them."""

import signal
from pathlib import Path

import pytest

from tests.faults import ending, killing
from tests.faults.catalogue import FAULTS
from tests.faults.trial import Fault, TryOut


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.quick], ids=lambda fault: fault.what)
def test_it_comes_through(fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    print(fault.try_out(tmp_path, monkeypatch))


def test_it_ends_cleanly_when_asked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    print(ending.asked_to_end(signal.SIGTERM, 2)(tmp_path, monkeypatch))


@pytest.mark.parametrize("life", [killing.workouts(4), killing.choices(2)], ids=["workouts", "choices"])
def test_after_kill_minus_nine_the_next_start_is_whole(
    life: TryOut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    print(life(tmp_path, monkeypatch))
