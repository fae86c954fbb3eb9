"""`pi-pose history`: what was trained."""

import argparse
import csv
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pi_pose.cli import options

if TYPE_CHECKING:
    from pi_pose.history.store import Store

EXAMPLES = """examples:
  pi-pose history                      the workouts of the last 30 days, a line each
  pi-pose history --days 365
  pi-pose history --export csv > all.csv
  pi-pose history --export json        each hold, and the repetitions of each exercise
  pi-pose history --plot week.png      a picture of the last seven days
"""

PLOT_WH = 1280, 720


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Show what was trained in front of this mirror."
    parser.epilog = EXAMPLES
    parser.add_argument("--days", type=int, default=30, metavar="N", help="how far back; 30 without it")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--export", choices=["csv", "json"], help="everything, for another program")
    shape.add_argument("--plot", type=Path, metavar="FILE", help="draw the last seven days as a PNG")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read the database and show it."""
    from pi_pose.history import store  # noqa: PLC0415  a help text should not wait for NumPy

    settings = options.load_settings(chosen)
    path = store.place(settings.history.path)
    if not path.exists():
        print(f"Nothing was trained yet: there is no {path}.")
        return 0
    with store.Store(path) as history:
        if chosen.plot:
            _plot(history, chosen.plot, settings.display.language)
        elif chosen.export:
            _export(history, chosen.export)
        else:
            _table(history, chosen.days)
    return 0


def _table(history: "Store", days: int) -> None:
    row = "{:<18}{:<12}{:>9}{:>9}{:>9}{:>7}".format
    print(row("started", "flow", "minutes", "held", "longest", "reps"))
    for workout in history.workouts(datetime.now().timestamp() - days * 86_400):  # noqa: DTZ005  local on purpose
        started = datetime.fromtimestamp(workout.started).strftime("%Y-%m-%d %H:%M")  # noqa: DTZ006
        minutes = f"{(workout.ended - workout.started) / 60:.1f}"
        held, longest = (f"{seconds:.0f} s" for seconds in (workout.held_seconds, workout.longest_seconds))
        print(row(started, workout.flow or "", minutes, held, longest, workout.reps))


def _export(history: "Store", kind: str) -> None:
    from pi_pose.history.store import Entry  # noqa: PLC0415

    rows = [_row(entry) for entry in history.entries()]
    if kind == "json":
        json.dump(rows, sys.stdout, indent=1, ensure_ascii=False)
        print()
        return
    writer = csv.DictWriter(sys.stdout, Entry.__struct_fields__)
    writer.writeheader()
    writer.writerows(rows)


def _row(entry: Any) -> dict[str, Any]:  # noqa: ANN401  an Entry, whose module is not imported up here
    """The time as ISO 8601 with the zone, which every program can read."""
    started = datetime.fromtimestamp(entry.started).astimezone().isoformat(timespec="seconds")
    return msgspec.structs.asdict(entry) | {"started": started}


def _plot(history: "Store", path: Path, language: str) -> None:
    import cv2  # noqa: PLC0415

    from pi_pose import texts  # noqa: PLC0415
    from pi_pose.display import canvas, page  # noqa: PLC0415
    from pi_pose.errors import PiPoseError  # noqa: PLC0415
    from pi_pose.history.days import Days  # noqa: PLC0415

    surface = canvas.new(PLOT_WH)
    days = Days(history.days()).last(date.today())  # noqa: DTZ011  the owner's day
    page.week(surface, days, texts.load(language))
    with canvas.pixels(surface) as pixels:
        if path.suffix.lower() != ".png" or not cv2.imwrite(str(path), pixels[..., :3]):
            raise PiPoseError(f"cannot write {path}; name a .png file in a folder you may write to")
    print(path)
