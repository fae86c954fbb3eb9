"""A computer that is slow, busy or short of memory: fewer frames, but none of them old."""

import multiprocessing
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

from tests import waiting
from tests.faults.process import Process
from tests.faults.trial import Fault, Outcome, TryOut

SECONDS = 8
"""How long it is looked at, each time; the mirror tells systemd once a second how it is."""

OLD_MS = 3000.0

MEMORY = Path("/sys/fs/cgroup/memory")
TIGHT_BYTES = 8 << 20
"""More than this the mirror may not have beside what it holds already."""

SAID = re.compile(r"(\d+) fps +(\d+) ms")

Load = Callable[[int], AbstractContextManager[None]]
"""Weighs on a process for as long as it is entered."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a mirror said of itself."""

    fps: float
    age_ms: float
    """The oldest skeleton."""

    def __str__(self) -> str:
        return f"{self.fps:.0f} a second, at most {self.age_ms:.0f} ms old"


def _under(load: Load) -> TryOut:
    def try_out(folder: Path, _patch: pytest.MonkeyPatch) -> Outcome:
        process = Process(_config(folder))
        return _weighed(process, lambda: load(process.pid))

    return try_out


def _config(folder: Path) -> Path:
    """The model that comes with the program, and the drawn athlete."""
    config = folder / "config.yaml"
    config.write_text(
        f"model: {{name: starter, folder: {folder}}}\n"
        "camera: {source: synthetic, width: 320, height: 240}\n"
        "display: {fullscreen: false, width: 640, height: 360}\n"
    )
    return config


def _weighed(process: Process, load: Callable[[], AbstractContextManager[None]]) -> Outcome:
    assert process.wait_for("fps"), "it does not start"
    before, resident = _pace(process), _resident(process)
    with load():
        during = _pace(process)
    ended = time.monotonic()
    while _pace(process, 1.5).fps < before.fps / 2:
        assert time.monotonic() < ended + 60, "it does not come back"
    took = time.monotonic() - ended
    grown = _resident(process) - resident
    assert process.end(signal.SIGTERM)[1] == 0
    assert max(before.age_ms, during.age_ms) < OLD_MS, f"what it shows is old: {before}; then {during}"
    assert grown < resident / 10, f"it grew by {grown >> 20} MiB"
    return Outcome(f"skeletons: {before}; then {during}", None, took)


def _pace(process: Process, seconds: float = SECONDS) -> Pace:
    """Listen for so long."""
    del process.heard[:]
    process.wait_for("what it never says", seconds)
    told = [found for line in process.heard if (found := SAID.search(line))]
    if not told:
        return Pace(0.0, 0.0)
    return Pace(median(float(each[1]) for each in told), max(float(each[2]) for each in told))


def _resident(process: Process) -> int:
    """Bytes of its memory."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def _busy_core(_pid: int) -> Iterator[None]:
    """Another program takes one core."""
    other = multiprocessing.get_context("spawn").Process(target=_burn, daemon=True)
    other.start()
    try:
        yield
    finally:
        other.kill()
        other.join()


def _burn() -> None:
    os.sched_setaffinity(0, {0})
    while True:
        pass


@contextmanager
def _slow(pid: int) -> Iterator[None]:
    """It gets a third of each twentieth of a second, as from a processor that is throttled."""
    ended = threading.Event()

    def throttle() -> None:
        while not ended.is_set():
            os.kill(pid, signal.SIGSTOP)
            time.sleep(0.033)
            os.kill(pid, signal.SIGCONT)
            time.sleep(0.017)

    thread = threading.Thread(target=throttle)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _short_of_memory(folder: Path, _patch: pytest.MonkeyPatch) -> Outcome:
    """The kernel takes back whatever it can of the program and its files, and gives next to nothing."""
    group = MEMORY / f"pi-pose-faults-{os.getpid()}"
    limit, used = group / "memory.limit_in_bytes", group / "memory.usage_in_bytes"

    @contextmanager
    def tight() -> Iterator[None]:
        limit.write_text(str(int(used.read_text()) + TIGHT_BYTES))
        yield
        limit.write_text("-1")

    try:
        group.mkdir()
    except OSError:
        pytest.skip("needs root, and memory cgroups of version 1")
    try:
        return _weighed(Process(_config(folder), group=group), tight)
    finally:
        waiting.until(lambda: not (group / "cgroup.procs").read_text())
        group.rmdir()


FAULTS = (
    Fault("another program takes one core", _under(_busy_core), back_within=20, quick=False),
    Fault("the processor runs at a third of its speed", _under(_slow), back_within=20, quick=False),
    Fault("there is next to no memory left", _short_of_memory, back_within=20, quick=False),
)
