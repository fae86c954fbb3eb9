"""Writes a result down, and finds what fell since an earlier one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pi_pose.bench.measure import STAGES, Result
from pi_pose.errors import PiPoseError

TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio should be."""

    limit: float
    more_is_better: bool = False

    def met(self, value: float) -> bool:
        """Whether `value` is as it should be."""
        return value >= self.limit if self.more_is_better else value <= self.limit

    def fell(self, value: float, before: float) -> bool:
        """Whether `value` is worse than `before` by more than a tenth."""
        return value < before * (1 - TOLERANCE) if self.more_is_better else value > before * (1 + TOLERANCE)


TARGETS = {
    "poses a second over bare invokes": Target(0.95, more_is_better=True),
    "processor time of the looking thread spent in invokes": Target(0.95, more_is_better=True),
    "age when shown over an invoke and a display frame, median": Target(1.25),
    "age when shown over an invoke and a display frame, 95th": Target(2.0),
    "frames inferred of those delivered": Target(1.0, more_is_better=True),
    "processor time around an invoke over the sample's": Target(0.5),
    "first picture over the bare script's imports": Target(0.7),
    "first skeleton over the bare script": Target(1.3),
    "resident memory over the bare script's": Target(1.35),
    "resident memory at the end over the start": Target(1.01),
}


def lines(result: Result) -> Iterator[str]:
    """Write everything as text."""
    yield from (f"{name:<12}{value}" for name, value in result.machine.items())
    yield f"\n{'stage, 30 frames a second':<28}{'median ms':>12}{'95th ms':>12}"
    for stage in STAGES:
        median, high = (result.figures[f"{stage}, {part} ms"] for part in ("median", "95th"))
        yield f"{stage:<28}{median:>12.2f}{high:>12.2f}"
    yield ""
    staged = {f"{stage}, {part} ms" for stage in STAGES for part in ("median", "95th")}
    yield from (f"{name:<50}{value:>10.2f}" for name, value in result.figures.items() if name not in staged)
    yield f"\n{'ratio':<62}{'is':>7}{'target':>9}"
    for name, value in result.ratios.items():
        target = TARGETS[name]
        sign = ">=" if target.more_is_better else "<="
        yield f"{name:<62}{value:>7.2f}{sign:>4}{target.limit:>5.2f}{'' if target.met(value) else '  missed'}"


def save(result: Result, path: Path) -> None:
    """Write a result as JSON."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")


def load(path: Path) -> Result:
    """Read an earlier result. Raises PiPoseError when it is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Result)
    except (OSError, msgspec.DecodeError) as error:
        raise PiPoseError(
            f"{path} holds no earlier result ({error}); write one: pi-pose bench --json {path}"
        ) from error


def fallen(result: Result, before: Result) -> list[str]:
    """Name each ratio that is worse than before by more than a tenth."""
    return [
        f"{name}: {value:.2f}, was {before.ratios[name]:.2f}"
        for name, value in result.ratios.items()
        if name in before.ratios and TARGETS[name].fell(value, before.ratios[name])
    ]
