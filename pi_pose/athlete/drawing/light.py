"""How the athlete is lit."""

from dataclasses import dataclass

import numpy as np

from pi_pose.athlete.geometry import Floats, floats, ramp, unit

Tint = tuple[float, float, float]
"""Red, green, blue; 1 leaves a colour as it is."""


@dataclass(frozen=True, slots=True)
class Light:
    """One soft lamp, and what the room throws back."""

    towards: tuple[float, float, float] = (-0.5, 0.62, 0.75)
    """The direction from the athlete to the lamp."""
    lamp: Tint = (0.74, 0.71, 0.66)
    above: Tint = (0.46, 0.48, 0.52)
    """What comes from ceiling or sky."""
    below: Tint = (0.34, 0.315, 0.29)
    """What the floor throws back."""
    softness: float = 0.3
    """0 is a bare bulb, 1 is light from everywhere."""

    @property
    def direction(self) -> Floats:
        """(3,): `towards`, length 1."""
        return unit(floats(self.towards))

    def on(self, normals: Floats, openness: Floats) -> Floats:
        """(n, 3): how brightly a surface is lit, 1 being as its colour says.

        `openness` (n,) is 1 where nothing is near that would take light away, 0 in a crease.
        """
        facing = _along(normals, self.direction)
        direct = np.maximum((facing + self.softness) / (1 + self.softness), 0) * (0.35 + 0.65 * openness)
        upwards = 0.5 + 0.5 * normals[:, 1]
        lights = floats(np.stack([direct, upwards * openness, (1 - upwards) * openness], axis=1))
        return floats(np.einsum("nk,kc->nc", lights, floats([self.lamp, self.above, self.below])))

    def sheen(self, normals: Floats, seen_from: Floats) -> Floats:
        """(n,), 0 to 1: where a surface mirrors the lamp; `seen_from` (3,) points to the camera."""
        return ramp(_along(normals, unit(self.direction + seen_from)), 0.86, 1.0)


def _along(normals: Floats, direction: Floats) -> Floats:
    """(n,): how far each of (n, 3) points along (3,)."""
    # Not `@`: for so little work, the threads of BLAS only wait for one another.
    return floats(np.einsum("nk,k->n", normals, direction))
