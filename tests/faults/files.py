"""What happens to the files that the mirror reads and writes."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pi_pose.history.store import Store
from tests.faults.trial import Fault, Outcome, Script, TryOut, home, play, says, sees
from tests.history.test_damage import overwrite

CAMERA = "source: synthetic, width: 320, height: 240"


def _config(spoil: Callable[[Path], object], words: str) -> TryOut:
    """Spoil config.yaml, and mend it."""

    def try_out(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
        config = home(folder, camera=CAMERA)
        good = config.read_text()

        def mend() -> None:
            config.unlink()
            config.write_text(good)

        return play(config, patch, Script(lambda: spoil(config), says(words), mend))

    return try_out


def _put(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _clock(jump: float) -> TryOut:
    """Set the clock; nothing is to be seen of it."""

    def try_out(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
        config, real = home(folder, camera=CAMERA), time.time
        script = Script(lambda: patch.setattr(time, "time", lambda: real() + jump), sees)
        outcome = play(config, patch, script)
        return Outcome("nothing", None, outcome.back_seconds)

    return try_out


def _history(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
    """Start with a history of which a page is gone."""
    path = folder / "history.sqlite"
    with Store(path) as history:
        workout = history.begin(time.time(), None)
        for number in range(200):
            history.add_rep(workout, "squat", time.time() + number)
    overwrite(path, 4096, bytes(4096))
    config = home(folder, f"history: {{path: {path}, keep: all}}\n", CAMERA)
    words = says("and a new one is begun")
    outcome = play(config, patch, Script(lambda: None, words, well=words))
    assert (folder / "history.damaged-1.sqlite").is_file()
    return outcome


BOMB = b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(30))

FAULTS = (
    Fault("config.yaml is emptied", _config(_put(b""), "has no settings in it")),
    Fault(
        "a binary is put in its place", _config(_put(os.urandom(5_000)), "is not a text file"), quick=False
    ),
    Fault("a pipe is put in its place", _config(_pipe, "it is no file, but a pipe")),
    Fault("it is a megabyte of brackets", _config(_put(b"[" * 1_000_000), "larger than the"), quick=False),
    Fault(
        "it runs a command",
        _config(_put(b"a: !!python/object/apply:os.abort []"), "are not allowed"),
        quick=False,
    ),
    Fault("it is a billion laughs", _config(_put(BOMB), "are not allowed"), quick=False),
    Fault("the clock is set an hour on", _clock(3600.0), told_within=None),
    Fault("the clock is set an hour back", _clock(-3600.0), told_within=None),
    Fault("the history is damaged", _history),
)
