"""The database of everything that was trained: one SQLite file.

In write-ahead mode with full synchronisation, what was written survives a power cut, and a write that the cut
interrupts leaves no trace.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Self

from msgspec import Struct

from pi_pose.coach.sides import Side
from pi_pose.coach.tally import HeldKey
from pi_pose.errors import DamagedHistoryError, HistoryError
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

DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

MOST_ASIDE = 9
"""How many damaged files are kept; the last place is then taken again and again."""


class Workout(Struct, frozen=True):
    """One workout as a whole."""

    id: int
    started: float
    ended: float
    flow: str | None
    held_seconds: float
    longest_seconds: float
    reps: int


class Entry(Struct, frozen=True):
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
        """Open the file, or make it. Raises HistoryError; DamagedHistoryError when its bytes are wrong."""
        self._path = path
        with ExitStack() as stack, self._told("open"):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = stack.enter_context(closing(sqlite3.connect(path, timeout=BUSY_SECONDS)))
            self._prepare()
            stack.pop_all()

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
        with self._told("read"):
            rows = self._db.execute("SELECT label, side, MAX(seconds) FROM holds GROUP BY label, side")
            return {(label, Side(side) if side else None): float(seconds) for label, side, seconds in rows}

    def days(self) -> dict[date, Day]:
        """Return what was done on each day, in this computer's time zone."""
        with self._told("read"):
            rows = self._db.execute(
                "SELECT date(at, 'unixepoch', 'localtime') AS day, TOTAL(held), SUM(reps) FROM ("
                " SELECT started AS at, seconds AS held, 0 AS reps FROM holds UNION ALL"
                " SELECT ended, 0, 1 FROM reps"
                ") GROUP BY day"
            )
            found = [Day(date.fromisoformat(day), held, reps) for day, held, reps in rows]
        return {day.date: day for day in found}

    def workouts(self, since: float = 0.0) -> list[Workout]:
        """List the workouts that began at or after a time, the oldest first."""
        with self._told("read"):
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
        with self._told("read"):
            rows = self._db.execute(
                "SELECT workout, started, name, side, seconds, count FROM ("
                " SELECT workout, started, label AS name, side, seconds, NULL AS count FROM holds UNION ALL"
                " SELECT workout, MIN(ended), exercise, NULL, NULL, COUNT(*)"
                " FROM reps GROUP BY workout, exercise"
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
        self._examine()

    def _examine(self) -> None:
        """Find out now, and not in the middle of a workout, that the file is damaged."""
        ((verdict,),) = self._db.execute("PRAGMA quick_check(1)").fetchall()
        if verdict != "ok":
            raise DamagedHistoryError(f"the history in {self._path} is damaged: {verdict.splitlines()[-1]}")
        tables = {name for (name,) in self._db.execute("SELECT name FROM sqlite_master")}
        if not tables >= {"workouts", "holds", "reps"}:
            raise DamagedHistoryError(f"the history in {self._path} is damaged: it lacks a table")

    def _extend(self, workout: int, ended: float) -> None:
        self._db.execute("UPDATE workouts SET ended = MAX(ended, ?) WHERE id = ?", (ended, workout))

    @contextmanager
    def _written(self) -> Iterator[None]:
        """One transaction. Raises HistoryError, for example when the disk is full."""
        with self._told("write"), self._db:
            yield

    @contextmanager
    def _told(self, act: str) -> Iterator[None]:
        """Say what went wrong in a sentence, and whether it is the file's own fault."""
        try:
            yield
        except sqlite3.Error as error:
            # The lower byte is the kind; the rest says more about it.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGED:
                raise DamagedHistoryError(f"the history in {self._path} is damaged: {error}") from error
            raise HistoryError(f"cannot {act} the history in {self._path}: {error}") from error
        except PermissionError as error:
            raise HistoryError(
                f"cannot {act} the history in {self._path}; if it is the mirror's, use sudo"
            ) from error
        except OSError as error:
            raise HistoryError(f"cannot {act} the history in {self._path}: {error.strerror}") from error
        except (TypeError, ValueError, OverflowError) as error:  # a value that no mirror wrote
            raise DamagedHistoryError(f"the history in {self._path} is damaged: {error}") from error


def set_aside(path: Path) -> Path:
    """Give a damaged file another name, so that a new one can be begun. Raises HistoryError."""
    aside = (
        path.with_name(f"{path.stem}.damaged-{number}{path.suffix}") for number in range(1, MOST_ASIDE + 1)
    )
    free = next((place for place in aside if not place.exists()), None)
    target = free or path.with_name(f"{path.stem}.damaged-{MOST_ASIDE}{path.suffix}")
    try:
        for ending in ("-wal", "-shm"):  # they belong to it, and would spoil a new one
            if (beside := path.with_name(path.name + ending)).exists():
                beside.replace(target.with_name(target.name + ending))
        path.replace(target)
    except OSError as error:
        raise HistoryError(
            f"the history in {path} is damaged, and cannot be set aside: {error.strerror}"
        ) from error
    return target


def begin_anew(path: Path, damage: DamagedHistoryError) -> str:
    """Set a damaged file aside, and return what is to be said of it. Raises HistoryError."""
    return f"{damage}; it is now {set_aside(path).name}, and a new one is begun"


def place(chosen: str) -> Path:
    """Return where the file is: the path that was chosen, else in the user's data folder."""
    if chosen:
        return Path(chosen).expanduser()
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "pi-pose" / "history.sqlite"
