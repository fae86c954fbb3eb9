"""How long to learn, from how large pictures, and how boldly."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of training with pictures of one size."""

    side: int
    steps: int
    rate_from: float
    rate_to: float
    """The learning rate moves from one to the other along half a cosine."""
    trouble: float = 1.0
    """How often pictures are spoilt, of how often they can be: less when few steps are left."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what training does, apart from the pictures."""

    phases: tuple[Phase, ...]
    batch: int = 64
    seed: int = 0
    weight_decay: float = 0.02
    memory: float = 0.98
    """How much of the averaged weights a step leaves as it was. A long memory keeps bold steps in the average
    beyond the end: with 0.999, keypoints found fell from 76 to 72 %."""

    @property
    def steps(self) -> int:
        """All steps of all phases."""
        return sum(phase.steps for phase in self.phases)

    def side_at(self, step: int) -> int:
        """The side of the pictures."""
        return self._at(step)[0].side

    def trouble_at(self, step: int) -> float:
        """How much trouble the pictures are in."""
        return self._at(step)[0].trouble

    def rate_at(self, step: int) -> float:
        """The learning rate."""
        phase, share = self._at(step)
        return phase.rate_to + (phase.rate_from - phase.rate_to) * (1 + math.cos(math.pi * share)) / 2

    def _at(self, step: int) -> tuple[Phase, float]:
        """The phase of a step, and how much of it is over."""
        for phase in self.phases:
            if step < phase.steps:
                return phase, step / phase.steps
            step -= phase.steps
        return self.phases[-1], 1.0


BOLD, CALM = 2e-3, 2e-5

DEFAULT = Plan(
    (
        Phase(96, 300, 1e-5, BOLD),
        Phase(96, 2200, BOLD, BOLD),
        Phase(128, 500, BOLD, BOLD),
        Phase(128, 2000, BOLD, BOLD, trouble=0.4),
        Phase(160, 350, BOLD, BOLD / 10, trouble=0.3),
        Phase(192, 80, BOLD / 10, CALM, trouble=0.3),
        Phase(192, 330, 8e-4, 1e-5, trouble=0.3),
    )
)
"""Small pictures first: a step takes a quarter of the time, and most of what is to be learned is in them. The
last phases are as long as two busy cores had time for."""
