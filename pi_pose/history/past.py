"""What the mirror has to know of earlier workouts when it starts."""

from msgspec import Struct, field

from pi_pose.coach.tally import Bests
from pi_pose.errors import DamagedHistoryError
from pi_pose.history import store
from pi_pose.history.days import Days
from pi_pose.history.store import Store
from pi_pose.settings import History


class Past(Struct, frozen=True):
    """Nothing, by default."""

    bests: Bests = field(default_factory=dict)
    days: Days = field(default_factory=lambda: Days({}))
    lost: str = ""
    """What is to be said when there was a past, and it cannot be remembered."""


def recall(settings: History) -> Past:
    """Read it; a file that is damaged is set aside. Raises HistoryError when it cannot be read for now."""
    path = store.place(settings.path)
    if settings.keep == "nothing" or not path.exists():
        return Past()
    try:
        with Store(path) as history:
            return Past(history.bests(), Days(history.days()))
    except DamagedHistoryError as error:
        return Past(lost=store.begin_anew(path, error))
