"""A history that is damaged, or a card that takes nothing more: what can be kept is kept, and it is told."""

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from pi_pose.coach.holds import Hold
from pi_pose.coach.tally import Rep
from pi_pose.errors import HistoryError
from pi_pose.history import store, writer
from pi_pose.history.past import Past, recall
from pi_pose.history.store import Store
from pi_pose.history.writer import Done, End, Writer
from pi_pose.settings import History
from tests.waiting import until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a history of some hundred repetitions."""
    path = tmp_path / "history.sqlite"
    with Store(path) as history:
        for _ in range(4):
            workout = history.begin(time.time(), None)
            history.add_hold(workout, ("tree", None), time.time(), 12.0)
            for number in range(100):
                history.add_rep(workout, "squat", time.time() + number)
    return path


def rep(exercise: str = "squat") -> Done:
    return Done(Rep(exercise, time.monotonic()), None)


def trouble(kept: Writer) -> str:
    return kept.trouble or ""


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def overwrite(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def examined(path: Path) -> Past | str:
    """Remember what there is, as the mirror does when it starts, or say why not."""
    try:
        return recall(History(path=str(path)))
    except HistoryError as error:
        return str(error)


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_text("this is no database, and long enough to be looked at as one"),
        lambda path: overwrite(path, 0, bytes(100)),
        lambda path: overwrite(path, 4096, bytes(4096)),
        lambda path: os.truncate(path, path.stat().st_size // 2),
        lambda path: overwrite(path, 100, os.urandom(3000)),
    ],
    ids=["text", "no header", "a page of zeros", "half of it", "noise"],
)
def test_a_damaged_history_is_set_aside_and_a_new_one_begun(path: Path, damage: object) -> None:
    assert callable(damage)
    damage(path)
    bytes_before = path.read_bytes()
    past = recall(History(path=str(path)))
    assert "is damaged" in past.lost
    assert "history.damaged-1.sqlite, and a new one is begun" in past.lost
    assert path.with_name("history.damaged-1.sqlite").read_bytes() == bytes_before
    with Store(path) as history:
        history.add_rep(history.begin(time.time(), None), "squat", time.time())
        assert history.workouts()[0].reps == 1


def test_a_file_that_is_empty_or_lost_its_tables_is_no_history(path: Path) -> None:
    path.write_bytes(b"")
    assert recall(History(path=str(path))).lost == ""
    assert recall(History(path=str(path))).bests == {}
    with Store(path) as history:
        history._db.execute("DROP TABLE reps")
    assert "it lacks a table" in recall(History(path=str(path))).lost


def test_values_that_no_mirror_wrote_are_damage_and_no_crash(path: Path) -> None:
    with Store(path) as history, history._written():
        history._db.execute("INSERT INTO holds VALUES (1, 'tree', NULL, 1e300, 5)")
    assert "is damaged" in recall(History(path=str(path))).lost
    with Store(path) as history, history._written():
        history._db.execute("INSERT INTO holds VALUES (1, 'tree', 'upside down', 0, 5)")
    assert "is damaged" in recall(History(path=str(path))).lost


def test_noise_anywhere_in_the_file_never_ends_the_mirror(path: Path) -> None:
    """Each time the mirror remembers something sensible, or says what became of it, and goes on writing."""
    random, good = Random(9), path.read_bytes()
    for _ in range(60):
        for beside in path.parent.iterdir():
            beside.unlink()
        path.write_bytes(good)
        for _ in range(random.randint(1, 8)):
            overwrite(path, random.randrange(len(good)), random.randbytes(random.choice([1, 16, 300])))
        examined(path)
        kept = Writer(History(path=str(path)))
        kept.done.put(rep())
        kept.close()
        assert kept.trouble is None or "a new one is begun" in kept.trouble


def test_a_history_that_breaks_in_the_middle_of_a_workout_is_replaced_and_nothing_is_lost(path: Path) -> None:
    kept = Writer(History(path=str(path)))
    kept.done.put(rep())
    kept.step()
    assert trouble(kept) == ""
    kept._forget_store()
    overwrite(path, 0, bytes(4096))
    kept.done.put(rep("jumping jack"))
    kept.step()
    assert "is damaged" in trouble(kept)
    assert "history.damaged-1.sqlite, and a new one is begun" in trouble(kept)
    kept.done.put(rep("jumping jack"))
    kept.close()
    assert kept.trouble is None
    with Store(path) as history:
        assert [workout.reps for workout in history.workouts()] == [2]


def test_only_so_many_damaged_files_are_kept(path: Path) -> None:
    for _ in range(store.MOST_ASIDE + 3):
        path.write_text("no database")
        store.set_aside(path)
    assert names(path.parent) == [f"history.damaged-{n}.sqlite" for n in range(1, store.MOST_ASIDE + 1)]


def test_what_cannot_be_written_is_told_waits_and_is_written_in_order(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.05)
    path.unlink()
    path.mkdir()  # nothing can be opened here, even by root
    kept = Writer(History(path=str(path)))
    kept.start()
    for exercise in ("squat", "jumping jack"):
        kept.done.put(rep(exercise))
    kept.done.put(End())
    kept.done.put(rep("squat"))
    until(lambda: kept.trouble is not None)
    assert (kept.trouble or "").startswith(
        "what you train is not written down for now: cannot open the history in"
    )
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    time.sleep(0.5)
    assert len(list(Path("/proc/self/fd").iterdir())) == descriptors  # it was tried again and again
    path.rmdir()
    until(lambda: kept.trouble is None)
    assert kept.stop()
    with Store(path) as history:
        assert [workout.reps for workout in history.workouts()] == [2, 1]


@pytest.mark.parametrize("jump", [3600.0, -3600.0])
def test_a_clock_that_is_set_during_a_workout_neither_splits_nor_loses_it(
    path: Path, jump: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.unlink()
    real, offset = time.time, 0.0
    monkeypatch.setattr(time, "time", lambda: real() + offset)
    kept = Writer(History(path=str(path)))
    for offset in (0.0, 0.0, jump, jump):  # noqa: B007  read by the clock
        kept.done.put(rep())
        kept.step()
    kept.close()
    assert kept.trouble is None
    with Store(path) as history:
        (workout,) = history.workouts()
        assert workout.reps == 4
        assert workout.ended - workout.started == pytest.approx(max(jump, 0.0), abs=5)


def test_a_hold_that_waited_has_the_time_at_which_it_was_held(path: Path) -> None:
    kept = Writer(History(path=str(path)))
    kept.done.put(Done(Hold("dog", None, time.monotonic() - 100, 30.0), None))
    kept.close()
    with Store(path) as history:
        assert history.entries()[-1].started == pytest.approx(time.time() - 100, abs=5)


PREPARED = """
import subprocess, sys, time
from pathlib import Path
from pi_pose.coach.tally import Rep
from pi_pose.history.store import Store
from pi_pose.history.writer import Done, Writer
from pi_pose.settings import History

path = Path(sys.argv[1], "history.sqlite")
kept = Writer(History(path=str(path)))
def train():
    kept.done.put(Done(Rep("squat", time.monotonic()), None))
    kept._due = 0.0
    kept.step()

def train_until(told):
    count = 0
    while (kept.trouble is not None) != told:
        train()
        count += 1
    return count

train()
count = 1
assert kept.trouble is None, kept.trouble
"""

FULL = """
filler = Path(sys.argv[1], "filler")
with filler.open("wb", 0) as file:
    try:
        while True:
            file.write(bytes(512))
    except OSError as error:
        print(error.strerror)
count += train_until(told=True)
print(kept.trouble)
filler.unlink()
count += train_until(told=False)
"""

READ_ONLY = """
def mounted(how):
    subprocess.run(["mount", "-o", f"remount,{how}", sys.argv[1]], check=True)

kept._forget_store()  # no file may be open for that
mounted("ro")
print("read-only")
count += train_until(told=True)
print(kept.trouble)
mounted("rw")
count += train_until(told=False)
"""

COUNTED = """
kept.close()
with Store(path) as history:
    assert sum(workout.reps for workout in history.workouts()) == count, count
print("all kept")
"""


@pytest.mark.parametrize(
    ("fault", "becomes", "why"),
    [(FULL, "No space left on device", "is full"), (READ_ONLY, "read-only", "unable to open")],
    ids=["full", "read-only"],
)
def test_what_a_card_does_not_take_is_told_and_written_down_once_it_does(
    tmp_path: Path, fault: str, becomes: str, why: str
) -> None:
    """On a real file system of 256 kB, mounted where nobody else sees it."""
    done = subprocess.run(
        [
            *("unshare", "--map-root-user", "--mount", "sh", "-c"),
            *('mount -t tmpfs -o size=256k none "$0" && exec "$1" -c "$2" "$0"', str(tmp_path)),
            *(sys.executable, PREPARED + fault + COUNTED),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    became, trouble, kept = done.stdout.splitlines()
    assert became == becomes
    assert trouble.startswith("what you train is not written down for now: cannot ")
    assert why in trouble
    assert kept == "all kept"
