"""What happens to model files."""

from collections.abc import Callable
from itertools import islice
from multiprocessing import active_children
from pathlib import Path

import pytest

from tests.faults.trial import Fault, Outcome, Script, TryOut, home, play, says, sees
from tests.fuzz.models import mutants
from tests.networks import dots

CAMERA = "source: synthetic, width: 320, height: 240"


def _asked_for(spoil: Callable[[Path], object], words: str) -> TryOut:
    """Save a config that asks for another model, whose file was spoilt; then one that does not."""

    def try_out(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
        config = home(folder, camera=CAMERA)
        before = config.read_text()
        other = folder / "other.tflite"
        other.write_bytes(dots.movenet(64))
        after = before.replace("name: dots", "name: other").replace(
            "models: {", f"models: {{other: {{path: {other}}}, "
        )

        def begin() -> None:
            spoil(other)
            config.write_text(after)

        return play(config, patch, Script(begin, says(words), lambda: config.write_text(before)))

    return try_out


def _cut_off_at_work(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
    config = home(folder, camera=CAMERA)
    outcome = play(config, patch, Script(lambda: (folder / "dots.tflite").write_bytes(b""), sees))
    return Outcome("nothing: the mirror has it in memory", None, outcome.back_seconds)


def _process_dies(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
    """A model of the owner's runs in a process of its own, which is killed, or takes itself down."""

    def kill() -> None:
        for process in active_children():
            process.kill()

    return play(home(folder, camera=CAMERA), patch, Script(kill, says("was ended by SIGKILL")))


WRONG = 645
"""Of `mutants(7)` one that crashes the runtime, or is refused by it, as its memory happens to be."""


def _hostile() -> bytes:
    return next(islice(mutants(7), WRONG, None))


REFUSED = "dots stands in for other"

FAULTS = (
    Fault(
        "a model file is cut off", _asked_for(lambda path: path.write_bytes(path.read_bytes()[:900]), REFUSED)
    ),
    Fault(
        "a model file is a text", _asked_for(lambda path: path.write_text("no model"), REFUSED), quick=False
    ),
    Fault(
        "a model file has a few wrong bytes",
        _asked_for(lambda path: path.write_bytes(_hostile()), REFUSED),
        told_within=10,
        back_within=10,
    ),
    Fault("the process of a model of one's own dies", _process_dies, told_within=5, back_within=10),
    Fault("the file of the model at work is cut off", _cut_off_at_work, told_within=None),
)
