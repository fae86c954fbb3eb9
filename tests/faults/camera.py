"""What happens to cameras."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import webcam
from tests.faults.trial import Fault, Outcome, Script, TryOut, home, play, says
from tests.faults.webcam import Shot, Webcam


def _tried(begin: Callable[[Webcam], object], words: str) -> TryOut:
    def try_out(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
        device = Webcam()
        device.install(patch)
        outcome = play(home(folder), patch, Script(lambda: begin(device), says(words), device.mend))
        assert device.held == 0, "the camera was not let go"
        return outcome

    return try_out


def _sends(spoil: Callable[[Shot], Shot], words: str) -> TryOut:
    return _tried(lambda device: setattr(device, "spoil", spoil), words)


def _unplug(device: Webcam) -> None:
    device.plugged = False


FAULTS = (
    Fault("the camera is unplugged, and plugged in again", _tried(_unplug, "stopped sending pictures")),
    Fault("the camera blocks in a read", _tried(Webcam.block, "stopped sending pictures")),
    Fault("it sends the same picture for ever", _sends(webcam.still(), "the same picture again")),
    Fault("it sees nothing but black", _sends(webcam.black, "nothing but black"), quick=False),
    Fault("half of each of its pictures is missing", _sends(webcam.half, "a part is missing"), quick=False),
    Fault("its pictures are suddenly of another size", _sends(webcam.small, "another size"), quick=False),
    Fault("its pictures have two bytes a pixel", _sends(webcam.raw, "no known format"), quick=False),
    Fault("its pictures are 64-bit numbers", _sends(webcam.deep, "no known format"), quick=False),
)
