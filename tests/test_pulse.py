"""The watchdog is fed only while every thread makes progress."""

from typing import cast

import pytest

from pi_pose.pulse import STALL_SECONDS, Pulse
from pi_pose.systemd import Notifier
from pi_pose.workers import Worker


class Heard:
    """Stands in for systemd."""

    def __init__(self) -> None:
        self.beats = 0
        self.told: list[str] = []

    def alive(self) -> None:
        self.beats += 1

    def tell(self, status: str) -> None:
        self.told.append(status)


class Busy:
    """A worker whose step has lasted so many seconds."""

    def __init__(self, name: str, seconds: float) -> None:
        self.name = name
        self.seconds = seconds

    def stalled(self, limit_seconds: float) -> bool:
        return self.seconds > limit_seconds


def beat(heard: Heard, seconds: float, times: tuple[float, ...] = (1.0,)) -> None:
    workers = [Busy("capture", 0.1), Busy("inference", seconds)]
    pulse = Pulse(cast("Notifier", heard), cast("list[Worker]", workers))
    for now in times:
        pulse.beat(now, "12 fps: Chair")


def test_a_mirror_at_work_is_felt_once_a_second() -> None:
    heard = Heard()
    beat(heard, 0.1, times=(1.0, 1.3, 1.9, 2.0, 2.5, 3.1))
    assert heard.beats == 3
    assert heard.told == ["12 fps: Chair"] * 3


def test_one_worker_that_hangs_starves_the_watchdog_and_is_named(caplog: pytest.LogCaptureFixture) -> None:
    heard = Heard()
    beat(heard, STALL_SECONDS + 1)
    assert heard.beats == 0
    assert "no progress in inference" in caplog.text
