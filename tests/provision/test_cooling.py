"""When the processor is too hot, and when it has cooled."""

from pathlib import Path

import pytest

from pi_pose import heat
from pi_pose.provision.cooling import BACK_CELSIUS, COOL_SECONDS, FEEL_SECONDS, Cooling
from tests.provision.thermometer import Thermometer

LIMIT = 80.0


@pytest.fixture
def thermometer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Thermometer:
    return Thermometer(tmp_path / "sys", monkeypatch)


def test_it_is_hot_at_the_limit_and_says_so_once(thermometer: Thermometer) -> None:
    cooling = Cooling()
    assert not cooling.follow(0, LIMIT)
    thermometer.shows(LIMIT)
    assert not cooling.follow(FEEL_SECONDS - 1, LIMIT)
    assert cooling.follow(FEEL_SECONDS, LIMIT)
    assert cooling.hot
    assert not cooling.follow(2 * FEEL_SECONDS, LIMIT)


def test_it_has_cooled_only_after_a_minute_well_below(thermometer: Thermometer) -> None:
    cooling = Cooling()
    thermometer.shows(LIMIT + 3)
    cooling.follow(0, LIMIT)
    thermometer.shows(LIMIT - BACK_CELSIUS + 1)
    assert not cooling.follow(1000, LIMIT)
    thermometer.shows(LIMIT - BACK_CELSIUS)
    assert not cooling.follow(2000, LIMIT)
    thermometer.shows(LIMIT - BACK_CELSIUS + 1)  # warm again: the minute starts anew
    assert not cooling.follow(2000 + COOL_SECONDS, LIMIT)
    thermometer.shows(LIMIT - BACK_CELSIUS)
    assert not cooling.follow(3000, LIMIT)
    assert cooling.follow(3000 + COOL_SECONDS, LIMIT)
    assert not cooling.hot


@pytest.mark.parametrize(
    ("throttled", "hot"),
    [(0b0010, True), (0b0100, True), (0b0001, False), (0b1000, False), (0x70000, False)],
    ids=["capped", "throttled", "voltage", "soft-limit", "earlier"],
)
def test_a_firmware_that_slows_it_down_now_counts_as_heat(
    thermometer: Thermometer,
    throttled: int,
    hot: bool,  # noqa: FBT001
) -> None:
    cooling = Cooling()
    thermometer.shows(50, throttled)
    cooling.follow(0, LIMIT)
    assert cooling.hot is hot


def test_without_a_limit_it_is_never_hot(thermometer: Thermometer) -> None:
    cooling = Cooling()
    thermometer.shows(120, 0b0110)
    assert not cooling.follow(0, 0)
    assert not cooling.hot


def test_a_computer_that_does_not_say_is_not_hot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heat, "HEAT", tmp_path / "temp")
    monkeypatch.setattr(heat, "PLATFORM", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    cooling = Cooling()
    assert not cooling.follow(0, LIMIT)
    assert cooling.celsius is None
