"""A processor that gets hot, and cools."""

from pathlib import Path

import pytest

from pi_pose.display.glass import Glass
from pi_pose.provision import cooling
from tests.faults.trial import Fault, Outcome, Script, TryOut, follows, home, play
from tests.faults.webcam import Webcam
from tests.networks import dots
from tests.provision.thermometer import Thermometer


def _gets(celsius: float, throttled: int = 0) -> TryOut:
    def try_out(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
        patch.setattr(cooling, "COOL_SECONDS", 1.0)
        patch.setattr(cooling, "FEEL_SECONDS", 0.5)
        Webcam().install(patch)
        thermometer = Thermometer(folder / "sys", patch)
        script = Script(
            lambda: thermometer.shows(celsius, throttled),
            lambda glass: _runs(glass, "dots"),
            lambda: thermometer.shows(45),
            lambda glass: _runs(glass, "heavy") and not glass.notices,
        )
        return play(_two_models(folder), patch, script)

    return try_out


def _runs(glass: Glass, model: str) -> bool:
    return follows(glass) and glass.status.startswith(model)


def _two_models(folder: Path) -> Path:
    heavy, config = folder / "heavy.tflite", home(folder)
    heavy.write_bytes(dots.movenet(256) + bytes(10_000))
    text = config.read_text().replace("name: dots", "name: heavy")
    config.write_text(
        text.replace("models: {", f"models: {{cycle: [heavy, dots], heavy: {{path: {heavy}}}, ")
    )
    return config


FAULTS = (
    Fault("the processor reaches 85 °C, and cools for a second (not a minute)", _gets(85), quick=False),
    Fault("the firmware slows it down, and stops to", _gets(70, throttled=0b0110)),
)
