"""A workout from stepping in to the page at the end, and what is kept of it."""

from pathlib import Path

from msgspec.structs import replace

from pi_pose.coach.sides import Side
from pi_pose.display.page import Held, Page
from pi_pose.estimate import Classification, Estimate, Reason
from pi_pose.history.past import Past
from pi_pose.history.store import Store
from pi_pose.session import GONE_SECONDS, PAGE_SECONDS, Session
from pi_pose.settings import Flow, History, Settings
from tests.poses import standing

CHAIR = Classification("chair", 0.95)
NOBODY = Classification(None, 0.0, Reason("nobody"))


def seen(timestamp: float) -> Estimate:
    return Estimate(0, timestamp, (640, 480), 0.5, standing(), classification=CHAIR)


def unseen(timestamp: float) -> Estimate:
    return replace(seen(timestamp), pose=None, classification=NOBODY)


def session(tmp_path: Path, **flow: object) -> Session:
    kept = History(path=str(tmp_path / "history.sqlite"))
    return Session(Settings(history=kept, flow=Flow(**flow)), Past())  # type: ignore[arg-type]


def trained(session: Session, seconds: int, start: int = 0, *, keep: bool = True) -> float:
    for t in range(start * 10, (start + seconds) * 10):
        session.observe(seen(t / 10), keep=keep)
    return float(start + seconds)


def left(session: Session, now: float) -> float:
    for t in range(round(now * 10), round((now + GONE_SECONDS) * 10) + 2):
        session.observe(unseen(t / 10), keep=True)
    return now + GONE_SECONDS + 0.1


def written(session: Session, tmp_path: Path) -> Store:
    session.writer.close()
    return Store(tmp_path / "history.sqlite")


def shown(page: Page | None) -> Page:
    assert page is not None
    return page


def test_whoever_leaves_finds_what_was_done_and_it_is_kept(tmp_path: Path) -> None:
    mirror = session(tmp_path)
    now = left(mirror, trained(mirror, 10))
    page = shown(mirror.page(now))
    (row,) = page.rows
    assert isinstance(row, Held)
    assert (row.pose, round(row.seconds)) == ("chair", 10)
    assert round(page.days[-1].held_seconds) == 10
    with written(mirror, tmp_path) as history:
        assert [round(entry.seconds or 0) for entry in history.entries()] == [10]


def test_whoever_comes_back_begins_another_workout(tmp_path: Path) -> None:
    mirror = session(tmp_path)
    now = left(mirror, trained(mirror, 5))
    back = round(now) + 5
    now = trained(mirror, 5, start=back)
    assert mirror.page(now) is None
    left(mirror, now)
    with written(mirror, tmp_path) as history:
        assert len(history.workouts()) == 2


def test_the_page_goes_by_itself(tmp_path: Path) -> None:
    mirror = session(tmp_path)
    now = left(mirror, trained(mirror, 5))
    assert mirror.page(now + PAGE_SECONDS - 1) is not None
    assert mirror.page(now + PAGE_SECONDS + 1) is None


def test_somebody_who_only_passes_finds_no_page(tmp_path: Path) -> None:
    mirror = session(tmp_path)
    assert mirror.page(left(mirror, trained(mirror, 1))) is None
    assert not (tmp_path / "history.sqlite").exists()


def test_what_the_drawn_athlete_does_is_not_kept(tmp_path: Path) -> None:
    mirror = session(tmp_path)
    trained(mirror, 10, keep=False)
    mirror.end(10.0, keep=False)
    mirror.writer.close()
    assert not (tmp_path / "history.sqlite").exists()


def test_a_mirror_that_is_switched_off_keeps_the_hold_that_goes_on(tmp_path: Path) -> None:
    mirror = session(tmp_path)
    trained(mirror, 7)
    mirror.end(7.0, keep=True)
    with written(mirror, tmp_path) as history:
        assert [round(entry.seconds or 0) for entry in history.entries()] == [7]


def test_a_flow_may_begin_when_somebody_steps_in(tmp_path: Path) -> None:
    mirror = session(tmp_path, autostart=True)
    mirror.observe(unseen(0), keep=False)
    assert mirror.coaching.progress is None
    mirror.observe(seen(0.1), keep=False)
    assert mirror.coaching.progress is not None


def test_a_flow_that_is_ended_shows_how_far_it_came(tmp_path: Path) -> None:
    mirror = session(tmp_path)
    mirror.toggle_flow(0.0, keep=True)
    now = trained(mirror, 12)
    mirror.toggle_flow(now, keep=True)
    rows = [row for row in shown(mirror.page(now)).rows if isinstance(row, Held)]
    assert [(row.pose, row.side, row.done) for row in rows[:2]] == [
        ("chair", None, False),
        ("tree", Side.LEFT, False),
    ]
    assert round(rows[0].seconds) == 6
    with written(mirror, tmp_path) as history:
        assert [workout.flow for workout in history.workouts()] == ["morning"]


def test_a_flow_that_is_ended_at_once_leaves_no_page(tmp_path: Path) -> None:
    mirror = session(tmp_path)
    mirror.toggle_flow(0.0, keep=True)
    mirror.toggle_flow(0.5, keep=True)
    assert mirror.coaching.progress is None
    assert mirror.page(0.5) is None
