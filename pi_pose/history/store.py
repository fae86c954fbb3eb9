"""The database of everything that was trained: one SQLite file.

In write-ahead mode with full synchronisation, what was written survives a power cut, and a write that the cut
interrupts leaves no trace.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Self

from pi_pose.coach.sides import Side
from pi_pose.coach.tally import HeldKey
from pi_pose.errors import HistoryError
from pi_pose.history.days import Day

VERSION = 1

SCHEMA = """
CREATE TABLE workouts (id INTEGER PRIMARY KEY, started REAL NOT NULL, ended REAL NOT NULL, flow TEXT);
CREATE TABLE holds (
    workout INTEGER NOT NULL REFERENCES workouts, label TEXT NOT NULL, side TEXT,
    started REAL NOT NULL, seconds REAL NOT NULL
);
CREATE TABLE reps (workout INTEGER NOT NULL REFERENCES workouts, exercise TEXT NOT NULL, ended REAL NOT NULL);
CREATE INDEX holds_workout ON holds (workout);
CREATE INDEX reps_workout ON reps (workout);
"""
"""All times are seconds since 1970, UTC."""

BUSY_SECONDS = 5.0
"""How long to wait for `pi-pose history` to have read."""


@dataclass(frozen=True, slots=True)
class Workout:
    """One workout as a whole."""

    id: int
    started: float
    ended: float
    flow: str | None
    held_seconds: float
    longest_seconds: float
    reps: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A hold, or the repetitions of one exercise, of one workout."""

    workout: int
    started: float
    name: str
    side: str | None
    seconds: float | None
    """None for repetitions."""
    count: int | None
    """None for a hold."""


class Store:
    """The open database."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it. Raises HistoryError."""
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=BUSY_SECONDS)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise HistoryError(
                f"cannot open the history in {path}: {error}; if it is the mirror's, use sudo"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def begin(self, started: float, flow: str | None) -> int:
        """Write down a new workout, and return its number."""
        with self._written():
            made = self._db.execute("INSERT INTO workouts VALUES (NULL, ?, ?, ?)", (started, started, flow))
        return int(made.lastrowid or 0)

    def add_hold(self, workout: int, key: HeldKey, started: float, seconds: float) -> None:
        """Write down a hold that is over."""
        with self._written():
            self._db.execute("INSERT INTO holds VALUES (?, ?, ?, ?, ?)", (workout, *key, started, seconds))
            self._extend(workout, started + seconds)

    def add_rep(self, workout: int, exercise: str, ended: float) -> None:
        """Write down a repetition."""
        with self._written():
            self._db.execute("INSERT INTO reps VALUES (?, ?, ?)", (workout, exercise, ended))
            self._extend(workout, ended)

    def bests(self) -> dict[HeldKey, float]:
        """Return the longest hold of each pose and side, seconds."""
        rows = self._db.execute("SELECT label, side, MAX(seconds) FROM holds GROUP BY label, side")
        return {(label, Side(side) if side else None): seconds for label, side, seconds in rows}

    def days(self) -> dict[date, Day]:
        """Return what was done on each day, in this computer's time zone."""
        found: dict[date, Day] = {}
        for ended, held, reps in self._db.execute(
            "SELECT started, seconds, 0 FROM holds UNION ALL SELECT ended, 0, 1 FROM reps"
        ):
            on = datetime.fromtimestamp(ended).astimezone().date()
            day = found.get(on, Day(on))
            found[on] = Day(on, day.held_seconds + held, day.reps + reps)
        return found

    def workouts(self, since: float = 0.0) -> list[Workout]:
        """List the workouts that began at or after a time, the oldest first."""
        rows = self._db.execute(
            "SELECT id, started, ended, flow,"
            " (SELECT TOTAL(seconds) FROM holds WHERE workout = id),"
            " (SELECT COALESCE(MAX(seconds), 0) FROM holds WHERE workout = id),"
            " (SELECT COUNT(*) FROM reps WHERE workout = id)"
            " FROM workouts WHERE started >= ? ORDER BY started",
            (since,),
        )
        return [Workout(*row) for row in rows]

    def entries(self, since: float = 0.0) -> list[Entry]:
        """List what was done in those workouts, in order."""
        rows = self._db.execute(
            "SELECT workout, started, name, side, seconds, count FROM ("
            " SELECT workout, started, label AS name, side, seconds, NULL AS count FROM holds UNION ALL"
            " SELECT workout, MIN(ended), exercise, NULL, NULL, COUNT(*) FROM reps GROUP BY workout, exercise"
            ") WHERE workout IN (SELECT id FROM workouts WHERE started >= ?) ORDER BY workout, started",
            (since,),
        )
        return [Entry(*row) for row in rows]

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise HistoryError(f"{self._path} was written by a newer pi_pose; install that one again")
        if version == 0:
            self._db.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version={VERSION}; COMMIT;")

    def _extend(self, workout: int, ended: float) -> None:
        self._db.execute("UPDATE workouts SET ended = MAX(ended, ?) WHERE id = ?", (ended, workout))

    @contextmanager
    def _written(self) -> Iterator[None]:
        """One transaction. Raises HistoryError, for example when the disk is full."""
        try:
            with self._db:
                yield
        except sqlite3.Error as error:
            raise HistoryError(f"cannot write to {self._path}: {error}") from error


def place(chosen: str) -> Path:
    """Return where the file is: the path that was chosen, else in the user's data folder."""
    if chosen:
        return Path(chosen).expanduser()
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "pi-pose" / "history.sqlite"
