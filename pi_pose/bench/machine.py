"""What the figures were measured on."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

DISTRIBUTIONS = {"ai_edge_litert": "ai-edge-litert", "tflite_runtime": "tflite-runtime"}


def processor() -> str:
    """Return the processor's name, or on a Raspberry Pi the board's."""
    board = Path("/proc/device-tree/model")
    if board.exists():
        return board.read_text(encoding="utf-8").strip("\0\n ")
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def describe(runtime: str) -> dict[str, str]:
    """Name the processor, the runtime of that module and its version, and how busy the machine is."""
    try:
        release = version(DISTRIBUTIONS.get(runtime, runtime))
    except PackageNotFoundError:
        release = "of unknown version"
    cores = len(os.sched_getaffinity(0))
    return {
        "processor": f"{processor()}, {cores} cores",
        "runtime": f"{runtime} {release}",
        "delegate": "XNNPACK (the CPU)",
        "python": platform.python_version(),
        "load": f"{os.getloadavg()[0]:.1f} processes wanted a core in the last minute",
    }
