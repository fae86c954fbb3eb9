"""What happens to the files that the mirror reads and writes."""

import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pi_pose.history.store import Store
from pi_pose.history.writer import RETRY_SECONDS
from tests.faults import squats
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


def _card(spoil: Callable[[Path], object], mend: Callable[[Path], object]) -> TryOut:
    """Spoil the card that the history is on while somebody does squats, and mend it."""

    def try_out(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
        if os.geteuid():
            pytest.skip("needs root, to mount a small card")
        card = folder / "card"
        card.mkdir()
        told = says("what you train is not written down for now")
        source = f"source: {squats.write(folder, times=20)}"
        config = home(folder, f"history: {{path: {card}/history.sqlite, keep: all}}\n", source)
        script = Script(lambda: spoil(card), told, lambda: mend(card), well=lambda glass: not told(glass))
        subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", "size=256k", "none", card], check=True)
        try:
            outcome = play(config, patch, script)
            with Store(card / "history.sqlite") as history:
                assert sum(workout.reps for workout in history.workouts()) > 0
        finally:
            subprocess.run(["/bin/umount", card], check=True)
        return outcome

    return try_out


def _fill(card: Path) -> None:
    with (card / "filler").open("wb", 0) as file, suppress(OSError):
        while True:
            file.write(bytes(512))


def _make_room(card: Path) -> None:
    (card / "filler").unlink()


def _mounted(how: str) -> Callable[[Path], object]:
    return lambda card: subprocess.run(["/bin/mount", "-o", f"remount,{how}", card], check=True)


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
    Fault(
        "the disk is full, and has room again",
        _card(_fill, _make_room),
        back_within=RETRY_SECONDS + 1,
        quick=False,
    ),
    Fault(
        "the disk can only be read, and be written again",
        _card(_mounted("ro"), _mounted("rw")),
        back_within=RETRY_SECONDS + 1,
        quick=False,
    ),
)
