"""Which model is at work, which one was before it, and which come after."""

from collections.abc import Sequence

from pi_pose.models.shelf import Shelf


class Roster:
    """Names only. A model and its twin for the Edge TPU count as one."""

    def __init__(self, shelf: Shelf, cycle: Sequence[str]) -> None:
        """`cycle` holds the names in the owner's order; without any, all models that are here take turns."""
        self.at_work = ""
        """The model that was brought last."""
        self._before = ""
        self.adapt(shelf, cycle)

    def adapt(self, shelf: Shelf, cycle: Sequence[str]) -> None:
        """Follow other settings; who is at work stays."""
        self._shelf, self._cycle = shelf, tuple(cycle)

    def turn_to(self, name: str) -> None:
        """Take note that another model is at work, or the same one anew."""
        if name != self.at_work:
            self.at_work, self._before = name, self.at_work

    def is_at_work(self, name: str) -> bool:
        """Whether this model, or its twin, is at work."""
        return name in {self.at_work, *self._shelf.twins(self.at_work)}

    @property
    def upcoming(self) -> list[str]:
        """The models of the cycle, from the one after the model at work to the one before it."""
        names = list(self._cycle) or self._shelf.here
        after = next((i + 1 for i, name in enumerate(names) if self.is_at_work(name)), 0)
        return [name for name in names[after:] + names[:after] if not self.is_at_work(name)]

    @property
    def reserves(self) -> list[str]:
        """Those that are here if this one fails: the one before it, the others, the shipped one."""
        names = dict.fromkeys([self._before, *self.upcoming, self._shelf.stand_in or ""])
        return [name for name in self._shelf.present(names) if not self.is_at_work(name)]
