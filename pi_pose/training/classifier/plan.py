"""How a network is trained, beside what it learns from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """The same plan and samples give the same network on the same machine."""

    epochs: int
    seed: int
    roughness: float = 1.0
    """See `augment.roughen`."""
    none_share: float = 0.8
    """What NONE weighs, of all poses together. The more it does, the fewer poses are seen where there is
    none, and the more poses go unnamed."""
