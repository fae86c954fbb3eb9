"""The clock of the wall may be set at any time: only what is written down or shown as a date asks for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pi_pose

PACKAGE = Path(pi_pose.__file__).parent

WALL = {
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.strftime"),
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
}

DATED = {  # days of training, and when a report was made
    *(
        "history/store.py",
        "history/writer.py",
        "cli/history.py",
        "workout.py",
        "session.py",
    ),
    *("postmortem.py", "doctor/bundle.py", "bench/machine.py", "bench/report.py"),
}


def asks(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in WALL:
            yield f"{path.relative_to(PACKAGE)}:{node.lineno}"


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(PACKAGE.rglob("*.py")) if "training" not in path.parts],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_nothing_that_the_mirror_does_depends_on_the_clock_of_the_wall(path: Path) -> None:
    assert str(path.relative_to(PACKAGE)) in DATED or list(asks(path)) == []


def test_the_ones_that_may_do() -> None:
    assert any(list(asks(PACKAGE / name)) for name in DATED)
