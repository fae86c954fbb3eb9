"""The log of a training as a picture."""

import csv
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

LOSSES = ("place", "sure", "imitation")
EXAMS = ("photographs", "yoga figures", "scenes", "scenery")
INCHES = (11, 4)

Row = dict[str, float]


def draw(log: Path, target: Path) -> None:
    """Losses on the left, examinations on the right; a line wherever the pictures change their size."""
    rows = _read(log)
    with mpl.rc_context({"font.size": 9, "axes.grid": True, "grid.alpha": 0.3}):
        figure = Figure(figsize=INCHES, layout="constrained")
        left, right = figure.subplots(1, 2)
        for axes, names in ((left, LOSSES), (right, EXAMS)):
            for name in names:
                points = [(row["step"], row[name]) for row in rows if name in row]
                axes.plot(*zip(*points, strict=True), label=name, linewidth=1)
            for before, after in pairwise(rows):
                if before["side"] != after["side"]:
                    axes.axvline(after["step"], color="grey", linestyle=":", linewidth=1)
            axes.set_xlabel("step")
            axes.legend()
        left.set(ylabel="loss", yscale="log")
        right.set(ylabel="PCK@0.2; for scenery, the mean score", ylim=(0, 1))
        figure.savefig(target, dpi=110)


def _read(log: Path) -> list[Row]:
    with log.open(encoding="utf-8") as file:
        return [{name: float(value) for name, value in row.items() if value} for row in csv.DictReader(file)]
