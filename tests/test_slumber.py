"""Nobody there: the mirror sleeps. Somebody there: it is awake at once."""

import sys
from pathlib import Path

from pi_pose.settings import Idle
from pi_pose.slumber import Slumber
from tests.waiting import until


class Looks:
    """What a sight is told about resting."""

    workers = ()
    trouble = notice = None
    figures = ""
    live = True

    def __init__(self) -> None:
        self.rests: list[float] = []

    def rest(self, seconds: float) -> None:
        self.rests.append(seconds)

    def adapt(self, settings: object) -> None:
        pass

    def picture(self) -> None:
        pass

    def estimate(self, wait_seconds: float = 0.0) -> None:
        pass

    def next_model(self) -> None:
        pass

    def news(self) -> None:
        pass

    def end_well(self) -> None:
        pass


def test_it_sleeps_when_nobody_was_there_for_long_enough_and_looks_seldom() -> None:
    looks = Looks()
    slumber = Slumber(Idle(after_seconds=60, rate_hz=4), looks, 0.0)
    assert not slumber.follow(59.0)
    assert slumber.follow(60.0)
    assert slumber.asleep
    assert not slumber.follow(61.0)
    assert looks.rests == [0.25]


def test_it_wakes_with_the_first_look_that_finds_somebody() -> None:
    looks = Looks()
    slumber = Slumber(Idle(after_seconds=60, rate_hz=4), looks, 0.0)
    slumber.follow(100.0)
    slumber.stir(100.2)
    slumber.follow(100.2)
    assert not slumber.asleep
    assert looks.rests == [0.25, 0.0]


def test_zero_never_sleeps() -> None:
    slumber = Slumber(Idle(after_seconds=0), Looks(), 0.0)
    slumber.follow(1e6)
    assert not slumber.asleep


def test_a_change_of_the_settings_wakes_it() -> None:
    slumber = Slumber(Idle(after_seconds=60), Looks(), 0.0)
    slumber.follow(100.0)
    slumber.adapt(Idle(after_seconds=30))
    slumber.follow(101.0)
    assert not slumber.asleep
    slumber.follow(131.0)
    assert slumber.asleep


def test_the_owner_s_programs_switch_the_display(tmp_path: Path) -> None:
    off, on = tmp_path / "off; rm -rf x", tmp_path / "on"
    touch = "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()"
    idle = Idle(
        after_seconds=60,
        sleep_command=(sys.executable, "-c", touch, str(off)),
        wake_command=(sys.executable, "-c", touch, str(on)),
    )
    slumber = Slumber(idle, Looks(), 0.0)
    slumber.follow(100.0)
    until(off.exists)  # the odd name shows that no shell reads it
    assert not on.exists()
    slumber.close()
    assert on.exists()


def test_a_program_that_is_not_there_is_told() -> None:
    slumber = Slumber(Idle(after_seconds=60, sleep_command=("no-such-program",)), Looks(), 0.0)
    slumber.follow(100.0)
    assert slumber.trouble is not None
    assert "cannot start no-such-program" in slumber.trouble
    assert slumber.asleep
