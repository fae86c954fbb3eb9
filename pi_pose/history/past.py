"""What the mirror has to know of earlier workouts when it starts."""

from dataclasses import dataclass, field

from pi_pose.coach.tally import Bests
from pi_pose.history import store
from pi_pose.history.days import Days
from pi_pose.history.store import Store
from pi_pose.settings import History


@dataclass(frozen=True, slots=True)
class Past:
    """Nothing, by default."""

    bests: Bests = field(default_factory=dict)
    days: Days = field(default_factory=lambda: Days({}))


def recall(settings: History) -> Past:
    """Read it. Raises HistoryError when the file is damaged."""
    path = store.place(settings.path)
    if settings.keep == "nothing" or not path.exists():
        return Past()
    with Store(path) as history:
        return Past(history.bests(), Days(history.days()))
