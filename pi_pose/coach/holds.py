"""How long a pose is held."""

from msgspec import Struct
from msgspec.structs import replace

from pi_pose.coach.sides import Side
from pi_pose.estimate import Classification
from pi_pose.settings import Holds


class Hold(Struct, frozen=True):
    """A pose that is held, or was."""

    label: str
    side: Side | None
    """None for a pose without sides, and as long as the side cannot be told."""
    started: float
    """When it was entered, seconds."""
    confirmed: float
    """When it was last seen."""

    @property
    def seconds(self) -> float:
        """How long it was held; a flicker within does not count against it."""
        return self.confirmed - self.started


class HoldTimer:
    """Times one hold after another."""

    def __init__(self, settings: Holds) -> None:
        self.settings = settings
        """May be replaced at any time."""
        self.hold: Hold | None = None
        """The one that goes on."""

    def observe(self, found: Classification, side: Side | None, timestamp: float) -> Hold | None:
        """Take note of what one frame shows, and return the hold that ended with it, if one did."""
        hold = self.hold
        if hold is not None and self._kept(hold, found, side):
            self.hold = replace(hold, side=hold.side or side, confirmed=timestamp)
            return None
        if hold is not None and self._waited_for(hold, found, timestamp):
            return None
        self.hold = self._entered(found, side, timestamp)
        return hold

    def _kept(self, hold: Hold, found: Classification, side: Side | None) -> bool:
        same_side = hold.side is None or side in {None, hold.side}
        # Whatever the settings say, leaving a pose is never easier than entering it.
        exit_score = min(self.settings.exit_score, self.settings.enter_score)
        return same_side and found.label == hold.label and found.score >= exit_score

    def _waited_for(self, hold: Hold, found: Classification, timestamp: float) -> bool:
        """A pose, or its side, that is lost is waited for; one that is exchanged for another is over."""
        exchanged = found.label not in {None, hold.label}
        return not exchanged and timestamp - hold.confirmed <= self.settings.grace_seconds

    def _entered(self, found: Classification, side: Side | None, timestamp: float) -> Hold | None:
        if found.label is None or found.score < self.settings.enter_score:
            return None
        return Hold(found.label, side, timestamp, timestamp)
