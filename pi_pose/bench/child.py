"""Processes that are started to be measured: a bare script, and the mirror itself.

    python -m pi_pose.bench.child bare MODEL RUNTIME
    python -m pi_pose.bench.child mirror SETTINGS REEL FRAMES

Each prints one JSON object: moments in seconds since the process started, on the clock and of processor time,
and megabytes of resident memory.
"""

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

Moments: TypeAlias = dict[str, tuple[float, float]]

SAMPLES = 10
"""How often memory is looked at while the mirror runs."""


def _born() -> float:
    """When this process started, on the clock of `time.monotonic`, to a hundredth of a second."""
    ticks = float(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    return time.monotonic() - (uptime - ticks / os.sysconf("SC_CLK_TCK"))


BORN = _born()

aside = [0.0, 0.0]
"""Seconds, on the clock and of processor time, that the benchmark itself took, and the mirror would not."""


def moment() -> tuple[float, float]:
    """Return the seconds since the process started: on the clock, and of processor time."""
    return time.monotonic() - BORN - aside[0], time.process_time() - aside[1]


def bare(model: str, runtime: str) -> dict[str, Any]:
    """Do what nobody can do without: import the libraries, load the model, invoke it once."""
    np, _cv2 = import_module("numpy"), import_module("cv2")
    interpreters, _pygame = import_module(f"{runtime}.interpreter"), import_module("pygame")
    moments = {"imports": moment()}
    interpreter = interpreters.Interpreter(model_path=model, num_threads=1)
    interpreter.allocate_tensors()
    moments["model"] = moment()
    takes = interpreter.get_input_details()[0]
    interpreter.set_tensor(takes["index"], np.zeros(takes["shape"], takes["dtype"]))
    interpreter.invoke()
    moments["invoke"] = moment()
    return {"moments": moments, "resident": [_resident_mb()]}


def mirror(settings: str, reel: str, frames: str) -> dict[str, Any]:
    """Start the mirror as `pi-pose run` does, and let it look at so many frames."""
    found: dict[str, Any] = {}

    def run(given: object) -> int:
        """Stand in for the command's own function: the same steps, but with the benchmark's settings."""
        with import_module("pi_pose.litter").left_alone():
            window, files = import_module("pi_pose.display.window"), import_module("pi_pose.settings_file")
            moments = {"imports for the display": moment()}
            config = import_module("pi_pose.cli.options").config_path(given)
            file = files.SettingsFile(config, lambda _own: _settings(settings))
            moments["settings"] = moment()
            _note(moments, window.Window, "__init__", "window")
            opened = window.greet(file.settings)
            moments["picture"] = moment()
            import_module("numpy")
            import_module("pi_pose.kiosk")
            moments["imports"] = moment()
        found.update(moments=moments, resident=_look(opened, file, reel, int(frames), moments))
        return 0

    vars(import_module("pi_pose.cli.run"))["run"] = run
    import_module("pi_pose.cli").main(["run"])
    return found


def _look(opened: Any, file: Any, reel: str, frames: int, moments: Moments) -> list[float]:  # noqa: ANN401
    """Run the mirror until it looked at so many frames; return the memory it held meanwhile."""
    resident: list[float] = []

    def soak(watcher: Any) -> None:  # noqa: ANN401  only the mirror of the benchmark imports its type
        moments["skeleton"] = moment()
        for _ in range(SAMPLES):
            count = 0
            while count < frames / SAMPLES:
                count += watcher.span(0.5).estimated
            resident.append(_resident_mb())

    before = moment()
    bench, reels = import_module("pi_pose.bench.mirror"), import_module("pi_pose.bench.reel")
    images = list(import_module("numpy").load(reel, mmap_mode="r"))
    _note(moments, import_module("pi_pose.provision.loading").Loader, "load", "model")
    _note(moments, reels.Reel, "read", "camera")
    aside[:] = (now - then for then, now in zip(before, moment(), strict=True))
    bench.run(opened, file, reels.Reel(images, reels.UNPACED_FPS), soak)
    return resident or [_resident_mb()]


def _settings(path: str) -> Any:  # noqa: ANN401  the type is imported when the mirror does
    structure = import_module("pi_pose.settings").Settings
    return import_module("msgspec").json.decode(Path(path).read_bytes(), type=structure)


def _note(moments: Moments, owner: Any, name: str, stage: str) -> None:  # noqa: ANN401  a class
    """Note when a method ended for the first time."""
    plain = getattr(owner, name)

    def noted(*values: Any, **named: Any) -> Any:  # noqa: ANN401  stands in for any method
        answer = plain(*values, **named)
        moments.setdefault(stage, moment())
        return answer

    setattr(owner, name, noted)


def _resident_mb() -> float:
    """Return how much memory of this process is in RAM, MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    role, *values = sys.argv[1:]
    found = bare(*values) if role == "bare" else mirror(*values)
    sys.stdout.write(import_module("json").dumps(found))
