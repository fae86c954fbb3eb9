"""A check that goes wrong is a finding, and the next one is made."""

import os
import time

from pi_pose.doctor import child
from pi_pose.doctor.finding import Finding
from pi_pose.settings import Settings


def well(_chosen: Settings) -> Finding:
    return Finding.ok("well", "fine")


def hangs(_chosen: Settings) -> Finding:
    time.sleep(60)
    return Finding.ok("hangs", "never")


def crashes(_chosen: Settings) -> Finding:
    os.abort()


def raises(_chosen: Settings) -> Finding:
    raise OSError("no such device")


def test_what_was_found_comes_back() -> None:
    assert child.ask(well, Settings()) == Finding.ok("well", "fine")


def test_a_driver_that_hangs_is_given_up() -> None:
    found = child.ask(hangs, Settings(), limit_seconds=0.5)
    assert (found.name, found.state) == ("hangs", "failed")
    assert "did not answer" in found.found


def test_a_driver_that_takes_the_process_down_is_told() -> None:
    found = child.ask(crashes, Settings())
    assert (found.name, found.state) == ("crashes", "failed")
    assert "took its process down (exit code -6)" in found.found


def test_a_surprise_is_told() -> None:
    found = child.ask(raises, Settings())
    assert (found.state, found.found) == ("failed", "OSError: no such device")
