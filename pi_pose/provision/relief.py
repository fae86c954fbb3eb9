"""Models that fail while they are used, and how soon each may be trusted again."""

from msgspec import Struct

from pi_pose.inference.networks import AnyModel

STEADY_SECONDS = 60.0
"""A model that ran well for so long is tried again when it fails."""


class Failure(Struct, frozen=True):
    """A model that was given up."""

    model: AnyModel
    reason: str


class Relief:
    """Remembers which models failed, and when."""

    def __init__(self) -> None:
        self._failed: dict[str, float] = {}

    def note(self, name: str, now: float) -> bool:
        """Take note that a model fails at `now` (monotonic seconds); return whether it may try again."""
        steady = self.trusts(name, now)
        self._failed[name] = now
        return steady

    def trusts(self, name: str, now: float) -> bool:
        """Whether a model did not fail lately."""
        return now - self._failed.get(name, float("-inf")) > STEADY_SECONDS

    def forget(self, name: str) -> None:
        """The model is another one by now."""
        self._failed.pop(name, None)
