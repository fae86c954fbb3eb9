"""The table of what became of each fault, as it stands in the README."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.faults.trial import Fault, Outcome

HEAD = ("fault", "what is seen", "told after", "well again after")

README = Path(__file__).parents[2] / "README.md"
START, STOP = "<!-- make faults -->\n", "<!-- end -->\n"


def lines(tried: Sequence[tuple[Fault, Outcome]]) -> Iterator[str]:
    """Yield the table, a line of Markdown a fault."""
    yield _line(HEAD)
    yield _line(["---"] * len(HEAD))
    for fault, outcome in tried:
        yield _line((fault.what, outcome.seen, _time(outcome.told_seconds), _time(outcome.back_seconds)))


def record(table: str) -> None:
    """Put the table into the README, in the place of the one before."""
    before, rest = README.read_text(encoding="utf-8").split(START)
    after = rest.split(STOP)[1]
    README.write_text(f"{before}{START}\n{table}\n{STOP}{after}", encoding="utf-8")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _time(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.1f} s"
