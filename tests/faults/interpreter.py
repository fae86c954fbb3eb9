"""What happens to models while they are used."""

from hashlib import sha256
from pathlib import Path

import pygame
import pytest

from pi_pose.display.glass import Glass
from pi_pose.models import catalogue
from pi_pose.models.catalogue import Entry
from tests.faults.runtime import CLASSIFIER, Runtime
from tests.faults.trial import Fault, Outcome, Script, TryOut, follows, home, play, says
from tests.faults.webcam import Webcam
from tests.mirror import press
from tests.networks import dots


def _orders(order: str) -> TryOut:
    """The runtime of the mirror's process does it for good."""

    def try_out(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
        Webcam().install(patch)
        runtime = Runtime()
        runtime.install(patch)
        told = says("is started again")
        script = Script(lambda: runtime.behave(order), told, well=follows, tidy=runtime.mend)
        return play(vouched(folder, patch), patch, script)

    return try_out


def vouched(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Models of which the publisher promises the bytes run in the mirror's own process."""
    config = home(folder)
    own = f"models: {{dots: {{path: {folder / 'dots.tflite'}}}}}\n"
    config.write_text(config.read_text().replace(own, "models: {cycle: [dots, more-dots]}\n"))
    entries = {name: _promised(folder / f"{name}.tflite") for name in ("dots", "more-dots")}
    patch.setattr(catalogue, "load", lambda: entries)
    return config


def _promised(file: Path) -> Entry:
    content = dots.movenet()
    file.write_bytes(content)
    promise = sha256(content).hexdigest()
    return Entry(title=file.stem, file=file.name, kind="movenet", size=len(content), sha256=promise)


def _names_nothing(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
    """The classifier fails, and its spare, too; the skeleton goes on."""
    Webcam().install(patch)
    runtime = Runtime(CLASSIFIER)
    runtime.install(patch)
    script = Script(lambda: runtime.behave("nan"), says("poses have no names"), well=follows)
    return play(home(folder), patch, script)


def _keeps_failing(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
    """Somebody chooses a model that overflows, wherever it runs."""
    Webcam().install(patch)
    bad = folder / "bad.tflite"
    bad.write_bytes(dots.overflowing())
    config = home(folder)
    config.write_text(config.read_text().replace("models: {", f"models: {{bad: {{path: {bad}}}, "))

    def relieved(glass: Glass) -> bool:
        return follows(glass) and glass.status.startswith("dots")

    script = Script(lambda: press(pygame.K_m), says("dots stands in for bad"), well=relieved)
    return play(config, patch, script)


FAULTS = (
    Fault("the interpreter raises", _orders("raise"), back_within=5),
    Fault("it never answers", _orders("hang"), 15, 20, quick=False),
    Fault("it answers NaN", _orders("nan"), back_within=5, quick=False),
    Fault("it answers infinities", _orders("infinite"), back_within=5, quick=False),
    Fault("it answers with keypoints far outside", _orders("far"), back_within=5, quick=False),
    Fault("a chosen model fails again and again", _keeps_failing, 10, 10),
    Fault("the classifier answers NaN", _names_nothing, quick=False),
)
