"""Starts processes and asks them when what was done, and how much memory they hold."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import numpy as np

from pi_pose.errors import PiPoseError
from pi_pose.frames import Image
from pi_pose.settings import Settings

Moments: TypeAlias = dict[str, tuple[float, float]]
"""Seconds since the process started: on the clock, and of processor time."""

SECONDS = 900.0


def bare(model: Path, runtime: str) -> dict[str, Any]:
    """Run the bare script once."""
    return _ask("bare", str(model), runtime)


def mirror(settings: Settings, images: list[Image], frames: int) -> dict[str, Any]:
    """Run the mirror until it looked at so many frames."""
    with tempfile.TemporaryDirectory() as folder:
        asked, reel = Path(folder) / "settings.json", Path(folder) / "reel.npy"
        asked.write_bytes(msgspec.json.encode(settings))
        np.save(reel, np.stack(images))
        return _ask("mirror", str(asked), str(reel), str(frames))


def quickest(runs: list[dict[str, Any]]) -> Moments:
    """Return the earliest of each moment over several runs: whoever shares the machine can only delay it."""
    names = runs[0]["moments"]
    return {
        name: (
            min(run["moments"][name][0] for run in runs),
            min(run["moments"][name][1] for run in runs),
        )
        for name in names
    }


def _ask(*arguments: str) -> dict[str, Any]:
    # As it is installed: compiled, and with the environment of systemd/pi-pose.service.
    environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "pi_pose.bench.child", *arguments],
        capture_output=True, text=True, check=False, timeout=SECONDS, env=environment,
    )  # fmt: skip
    if done.returncode:
        raise PiPoseError(f"a measured process ended early: {done.stderr.strip().splitlines()[-1:]}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
