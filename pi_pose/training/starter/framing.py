"""Squares like those the mirror looks at: the whole frame first, then closer to the person."""

import numpy as np

from pi_pose.inference import crop
from pi_pose.inference.crop import CropRegion
from pi_pose.pose import Pose
from pi_pose.training.starter import warp
from pi_pose.training.starter.example import Example

WHOLE, NEAR = 0.3, 0.13
"""How often the whole frame is shown, and how often only half of the body; else it is the person's crop."""
UPSIDE_ANYHOW = 0.12
"""How often the picture is turned by any angle: for people on the floor, of whom there are few pictures."""
TILT_DEGREES = 10.0
STRETCH = 0.07
"""How much longer or broader, and how oblique, a body gets, as a share: two in three get less."""
SMALLEST_SHARE, FARTHEST = 0.2, 1.5
"""How small a part of the square a body gets, and how much larger than the frame the square."""


def framed(example: Example, side: int, astray: float, rng: np.random.Generator) -> Example:
    """Cut a random square out of the picture and scale it to `side`.

    `astray`, 0 to 1, is how often and how far the square is not one that the mirror would look at while it
    knows where the person is, of how often and how far it can be.
    """
    chosen = _chosen(example, astray, rng)
    there = warp.chain(
        warp.shifted(-chosen.left, -chosen.top),
        warp.scaled(side / chosen.side),
        warp.stretched(rng.normal(0, STRETCH), rng.normal(0, STRETCH), (side / 2, side / 2)),
        warp.turned(_degrees(astray, rng), (side / 2, side / 2)),
        warp.mirrored(side) if rng.random() < 0.5 else warp.scaled(1),  # noqa: PLR2004  as likely as not
    )
    return example.warped(there, (side, side), smooth=rng.random() < 0.5)  # noqa: PLR2004


def expected(example: Example, side: int) -> Example:
    """Cut out what the mirror would look at if it knew where the person is."""
    known = region(example)
    there = warp.chain(warp.shifted(-known.left, -known.top), warp.scaled(side / known.side))
    return example.warped(there, (side, side))


def region(example: Example) -> CropRegion:
    """The mirror's crop for the person; for nobody the whole frame."""
    pose = Pose(example.xy / np.array(example.size_wh, np.float32), example.scores)
    return crop.next_region(pose, example.size_wh)


def _chosen(example: Example, astray: float, rng: np.random.Generator) -> CropRegion:
    if not (example.scores > crop.SEEN).any():
        return zoomed(crop.whole(example.size_wh), rng.uniform(0.4, 1.1), rng.normal(0, 0.1, 2))
    whole, near = astray * WHOLE, astray * NEAR
    kind = rng.choice(3, p=[whole, near, 1 - whole - near])
    return (_whole, _half, _close)[kind](example, rng)


def _whole(example: Example, rng: np.random.Generator) -> CropRegion:
    """The whole frame, from where it is to so far away that the person is small."""
    whole = crop.whole(example.size_wh)
    farthest = max(1.05, np.ptp(_seen(example), axis=0).max() / SMALLEST_SHARE / whole.side)
    return zoomed(whole, rng.uniform(0.95, min(farthest, FARTHEST)), rng.normal(0, 0.06, 2))


def _close(example: Example, rng: np.random.Generator) -> CropRegion:
    """What the mirror chooses when it knows where the person is, a little late and a little wrong."""
    return zoomed(region(example), np.exp(rng.normal(0.02, 0.16)), rng.normal(0, 0.05, 2))


def _half(example: Example, rng: np.random.Generator) -> CropRegion:
    """Somebody who stands so near that the frame ends at the hips or the knees."""
    seen = _seen(example)
    centre = seen[rng.integers(len(seen))]
    side = max(32.0, float(np.ptp(seen, axis=0).max()) * rng.uniform(0.5, 0.95))
    return zoomed(
        CropRegion(round(centre[0] - side / 2), round(centre[1] - side / 2), round(side)),
        1.0,
        rng.normal(0, 0.1, 2),
    )


def _seen(example: Example) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.asarray(example.xy[example.scores > crop.SEEN])


def zoomed(
    region: CropRegion, zoom: float, shift: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> CropRegion:
    """A region with another side, moved by a share of it, (2,)."""
    side = region.side * zoom
    left = region.left + (region.side - side) / 2 + shift[0] * side
    top = region.top + (region.side - side) / 2 + shift[1] * side
    return CropRegion(round(left), round(top), round(side))


def _degrees(astray: float, rng: np.random.Generator) -> float:
    if rng.random() < astray * UPSIDE_ANYHOW:
        return float(rng.uniform(-180, 180))
    return float(rng.normal(0, astray * TILT_DEGREES))
