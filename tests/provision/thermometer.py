"""A processor as hot as the test wants it, and a firmware that slows it down."""

from pathlib import Path

import pytest

from pi_pose import heat


class Thermometer:
    """The kernel's files about heat."""

    def __init__(self, sys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._firmware = sys / "soc" / "soc:firmware"
        self._firmware.mkdir(parents=True)
        self._temperature = sys / "temp"
        monkeypatch.setattr(heat, "HEAT", self._temperature)
        monkeypatch.setattr(heat, "PLATFORM", sys)
        self.shows(45)

    def shows(self, celsius: float, throttled: int = 0) -> None:
        """Set the temperature, and the bits of get_throttled."""
        self._temperature.write_text(f"{celsius * 1000:.0f}\n")
        (self._firmware / "get_throttled").write_text(f"{throttled:#x}\n")
