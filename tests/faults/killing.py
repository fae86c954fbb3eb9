"""Losing power, or being killed, at any moment: the next start is whole."""

import json
import os
import signal
import sqlite3
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pi_pose.history.store import Store
from tests import waiting
from tests.faults import squats
from tests.faults.process import Process
from tests.faults.trial import Fault, Outcome, TryOut
from tests.networks import dots

LAST_SECONDS = 2.0
"""What was done so shortly before may be lost."""

MOST_SECONDS = 4.0
"""How long a mirror lives at most, once it plays."""


def workouts(times: int) -> TryOut:
    """Somebody does squats; the power goes; every squat but the last is in the history."""

    def try_out(folder: Path, _patch: pytest.MonkeyPatch) -> Outcome:
        config, kept = folder / "config.yaml", folder / "history.sqlite"
        config.write_text(
            f"camera: {{source: {squats.write(folder)}}}\nhistory: {{keep: all, path: {kept}}}\n"
            "display: {fullscreen: false, width: 640, height: 360}\n"
        )
        rng = np.random.default_rng(times)
        written, expected = [0], 0
        for _ in range(times):
            expected = written[-1] + _killed(config, rng)
            written.append(_reps(kept))
            assert written[-1] >= expected, f"{expected - written[-1]} squats are lost"
        started = _starts(config)
        assert all(before <= after for before, after in pairwise(written))
        return Outcome(f"{written[-1]} squats of {times} lives are there; starts in", None, started)

    return try_out


def _killed(config: Path, rng: np.random.Generator) -> int:
    """Let a mirror live for a while, and return how many squats it must have written down."""
    process, lived = Process(config), 0.0
    if rng.random() < 0.2:
        time.sleep(rng.uniform(0, 1.5))
    else:
        assert process.wait_for("fps"), "it did not start"
        began = time.monotonic()
        time.sleep(rng.uniform(0, MOST_SECONDS))
        lived = time.monotonic() - began
    process.end(signal.SIGKILL)
    return sum(moment <= lived - LAST_SECONDS for moment in squats.ENDS_AT)


def _reps(kept: Path) -> int:
    """How many squats are in the history, which must be whole."""
    if not kept.exists():
        return 0
    with sqlite3.connect(kept) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if db.execute("PRAGMA user_version").fetchone() == (0,):
            return 0
    with Store(kept) as history:
        return sum(workout.reps for workout in history.workouts())


def _starts(config: Path) -> float:
    """Start it once more, end it, and return how long it took to draw."""
    began = time.monotonic()
    process = Process(config)
    assert process.wait_for("READY=1"), "it does not start any more"
    took = time.monotonic() - began
    assert process.end(signal.SIGTERM)[1] == 0
    return took


def choices(times: int) -> TryOut:
    """Somebody presses the m key without end; the power goes; what was chosen is one of the models."""

    def try_out(folder: Path, _patch: pytest.MonkeyPatch) -> Outcome:
        config = _two_models(folder)
        rng = np.random.default_rng(times)
        remembered = Path(os.environ["XDG_STATE_HOME"]) / "pi-pose" / "model.json"
        chosen: list[str] = []
        for _ in range(times):
            process = Process(config, "tests.faults.presser")
            assert process.wait_for("READY=1")
            waiting.until(remembered.exists)
            time.sleep(rng.uniform(0, MOST_SECONDS / 2))
            process.end(signal.SIGKILL)
            chosen.append(json.loads(remembered.read_bytes())["chosen"])
        assert set(chosen) <= {"dots", "big"}
        return Outcome("the model that was chosen last; starts in", None, _starts(config))

    return try_out


def _two_models(folder: Path) -> Path:
    named = []
    for name, side in (("dots", 192), ("big", 256)):
        (folder / f"{name}.tflite").write_bytes(dots.movenet(side))
        named.append(f"{name}: {{path: {folder / name}.tflite}}")
    config = folder / "config.yaml"
    config.write_text(
        f"model: {{name: dots, folder: {folder}}}\nmodels: {{cycle: [dots, big], {', '.join(named)}}}\n"
        "camera: {source: synthetic, width: 64, height: 64}\n"
        "display: {fullscreen: false, width: 640, height: 360}\n"
    )
    return config


FAULTS = (
    Fault("kill -9 during a workout, 160 times", workouts(160), back_within=None, quick=False),
    Fault("kill -9 while models are chosen, 40 times", choices(40), back_within=None, quick=False),
)
