"""The history survives whatever happens to the computer."""

import sqlite3
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from pi_pose.coach.sides import Side
from pi_pose.errors import HistoryError
from pi_pose.history.days import Day, Days
from pi_pose.history.past import recall
from pi_pose.history.store import Store
from pi_pose.settings import History

NOON = datetime(2026, 5, 4, 12).timestamp()  # noqa: DTZ001  this computer's noon

WRITE_FOR_EVER = """
import sys
from pathlib import Path
from pi_pose.history.store import Store
history = Store(Path(sys.argv[1]))
workout = history.begin(0.0, None)
for number in range(10**9):
    history.add_rep(workout, "squat", float(number))
    print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "history.sqlite"


def test_what_is_written_is_there_again(path: Path) -> None:
    with Store(path) as history:
        workout = history.begin(NOON, "morning")
        history.add_hold(workout, ("tree", Side.LEFT), NOON, 12.5)
        history.add_hold(workout, ("tree", Side.LEFT), NOON + 20, 8.0)
        history.add_hold(workout, ("chair", None), NOON + 40, 30.0)
        history.add_rep(workout, "squat", NOON + 100)
        history.add_rep(workout, "squat", NOON + 103)
    with Store(path) as history:
        assert history.bests() == {("tree", Side.LEFT): 12.5, ("chair", None): 30.0}
        assert history.days() == {date(2026, 5, 4): Day(date(2026, 5, 4), 50.5, 2)}
        (kept,) = history.workouts()
        assert (kept.flow, kept.held_seconds, kept.longest_seconds, kept.reps) == ("morning", 50.5, 30.0, 2)
        assert kept.ended - kept.started == 103
        told = [(entry.name, entry.side, entry.seconds, entry.count) for entry in history.entries()]
        assert told == [
            ("tree", "left", 12.5, None),
            ("tree", "left", 8.0, None),
            ("chair", None, 30.0, None),
            ("squat", None, None, 2),
        ]


def test_a_writer_that_is_killed_loses_nothing_it_had_written(path: Path) -> None:
    """Three times in the middle of writing, with the same file; what it said is written must be there."""
    total = 0
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE_FOR_EVER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            for _ in range(30):
                writer.stdout.readline()
            writer.kill()
            said = 30 + len(writer.stdout.read().split())
        with Store(path) as history:
            kept = sum(workout.reps for workout in history.workouts()) - total
            # One more may have been written whose number was not said any more.
            assert said <= kept <= said + 1
            total += kept
            assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_it_is_kept_in_write_ahead_mode_and_fully_synchronised(path: Path) -> None:
    with Store(path) as history:
        assert history._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert history._db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_it_can_be_read_while_it_is_written(path: Path) -> None:
    with Store(path) as writer, Store(path) as reader:
        workout = writer.begin(NOON, None)
        writer.add_rep(workout, "squat", NOON)
        assert len(reader.workouts()) == 1
        writer.add_rep(workout, "squat", NOON + 1)
        assert reader.workouts()[0].reps == 2


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    path.write_text("this is no database, and long enough to be looked at as one")
    with pytest.raises(HistoryError, match="is damaged: file is not a database"):
        Store(path)


def test_a_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(HistoryError, match="newer pi_pose"):
        Store(path)


def test_the_mirror_remembers_bests_and_days_and_makes_no_file_to_read(path: Path) -> None:
    assert recall(History(path=str(path))).bests == {}
    assert not path.exists()
    with Store(path) as history:
        history.add_hold(history.begin(time.time(), None), ("dog", None), time.time(), 9)
    past = recall(History(path=str(path)))
    assert past.bests == {("dog", None): 9}
    assert past.days.last(date.today())[-1].held_seconds == 9  # noqa: DTZ011
    assert recall(History(path=str(path), keep="nothing")).bests == {}


def test_days_without_training_are_among_the_last_days() -> None:
    days = Days({date(2026, 5, 2): Day(date(2026, 5, 2), 30, 5)})
    days.add(date(2026, 5, 4), held_seconds=10)
    days.add(date(2026, 5, 4), reps=1)
    shown = days.last(date(2026, 5, 4), 4)
    assert [day.date.day for day in shown] == [1, 2, 3, 4]
    assert [(day.held_seconds, day.reps) for day in shown] == [(0, 0), (30, 5), (0, 0), (10, 1)]
